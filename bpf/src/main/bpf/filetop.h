/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* A process's reads and writes of a file in an interval. */
#ifndef TARN_FILETOP_H
#define TARN_FILETOP_H

#include "tarn.bpf.h"

#include "files.bpf.h"

struct filetop {
	event_type_t type;
	read_time_t ts;       /* end of the interval */
	u64 reads;
	u64 writes;
	u64 read_bytes;
	u64 written_bytes;
	FILE_MEMBERS;
	PROCESS_MEMBERS;
};

#endif
