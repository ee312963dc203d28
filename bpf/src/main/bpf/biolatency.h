/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* Requests to a block device in an interval, by how long they took. */
#ifndef TARN_BIOLATENCY_H
#define TARN_BIOLATENCY_H

#include "tarn.bpf.h"

#include "bio.bpf.h"

struct biolatency {
	event_type_t type;
	read_time_t ts;       /* end of the interval */
	SYMBOL enum bio_op op;
	char disk[32];
	LATENCY_MEMBERS;
};

#endif
