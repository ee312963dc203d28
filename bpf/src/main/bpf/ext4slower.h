/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* One call on a file that took long: ext4 and other file systems. */
#ifndef TARN_EXT4SLOWER_H
#define TARN_EXT4SLOWER_H

#include "tarn.bpf.h"

#include "files.bpf.h"

struct ext4slower {
	event_type_t type;
	ts_t ts;              /* when the call ended */
	SYMBOL enum file_call op;
	errno_t error;
	s64 bytes;            /* read or written */
	s64 offset;           /* where in the file it began; -1 of calls that have no place */
	duration_t latency;
	FILE_MEMBERS;
	WHO_MEMBERS;
};

#endif
