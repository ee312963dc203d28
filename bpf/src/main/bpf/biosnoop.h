/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* One request to a block device. */
#ifndef TARN_BIOSNOOP_H
#define TARN_BIOSNOOP_H

#include "tarn.bpf.h"

#include "bio.bpf.h"

struct biosnoop {
	event_type_t type;
	ts_t ts;              /* when it was done */
	SYMBOL enum bio_op op;
	char disk[32];
	u64 sector;           /* of 512 bytes */
	u32 bytes;
	s32 error;            /* the kernel's blk_status_t, 0 for success */
	duration_t queued;    /* until the device got it */
	duration_t latency;   /* from there until it was done */
	WHO_MEMBERS;
};

#endif
