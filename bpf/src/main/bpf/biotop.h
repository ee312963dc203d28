/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* A process's requests to a disk in an interval. */
#ifndef TARN_BIOTOP_H
#define TARN_BIOTOP_H

#include "tarn.bpf.h"

#include "bio.bpf.h"

struct biotop {
	event_type_t type;
	read_time_t ts;       /* end of the interval */
	SYMBOL enum bio_op op;
	char disk[32];
	u64 count;
	u64 bytes;
	duration_t total;     /* time of all of them together, from when the device got them */
	PROCESS_MEMBERS;
};

#endif
