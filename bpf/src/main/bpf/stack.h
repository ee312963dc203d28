/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* How often a kernel function ran with a certain stack, in a process, in an interval. */
#ifndef TARN_STACK_H
#define TARN_STACK_H

#include "tarn.bpf.h"

struct stack {
	event_type_t type;
	read_time_t ts;           /* end of the interval */
	char name[16];            /* of the process that ran, or that was interrupted */
	user_frames_t ustack;     /* leaf first */
	kernel_frames_t stack;    /* from the traced function (its first element) to its callers */
	s64 count;
	s64 pid;
	s64 ppid;
	u32 uid;
	u32 _pad_uid;
	cgroup_t cgroup;
};

#endif
