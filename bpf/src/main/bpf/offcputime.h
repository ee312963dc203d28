/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* How long threads of a process waited with certain stacks, in an interval. */
#ifndef TARN_OFFCPUTIME_H
#define TARN_OFFCPUTIME_H

#include "tarn.bpf.h"

struct offcputime {
	event_type_t type;
	read_time_t ts;           /* end of the interval */
	user_frames_t ustack;     /* leaf first */
	kernel_frames_t stack;    /* leaf first */
	s64 count;
	duration_t total;         /* of the waits that ended in the interval */
	duration_t max;
	PROCESS_MEMBERS;
};

#endif
