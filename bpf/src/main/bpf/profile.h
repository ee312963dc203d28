/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* How often a process was found running with certain stacks, in an interval. */
#ifndef TARN_PROFILE_H
#define TARN_PROFILE_H

#include "tarn.bpf.h"

struct profile {
	event_type_t type;
	read_time_t ts;           /* end of the interval */
	user_frames_t ustack;     /* leaf first */
	kernel_frames_t stack;    /* leaf first; empty where the process ran its own code */
	s64 count;
	PROCESS_MEMBERS;
};

#endif
