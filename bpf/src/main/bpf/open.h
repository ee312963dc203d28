/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* One call that opened a file, or failed to. */
#ifndef TARN_OPEN_H
#define TARN_OPEN_H

#include "tarn.bpf.h"

/* Bytes kept of the path, with its terminating NUL; a longer one ends in an ellipsis. */
enum { OPEN_PATH_BYTES = 4096 };

struct open {
	event_type_t type;
	ts_t ts;
	str_loc_t path;       /* as it was passed to the call: relative ones are relative to the caller's folder */
	s32 fd;               /* the descriptor, or a negative errno */
	errno_t error;        /* name of the error in fd, null without */
	open_flags_t flags;
	WHO_MEMBERS;
};

#endif
