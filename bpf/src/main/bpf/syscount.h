/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* A process's system calls of one kind in an interval. */
#ifndef TARN_SYSCOUNT_H
#define TARN_SYSCOUNT_H

#include "tarn.bpf.h"

struct syscount {
	event_type_t type;
	read_time_t ts;       /* end of the interval */
	syscall_t call;
	u64 errors;           /* calls that returned an error */
	LATENCY_MEMBERS;
	PROCESS_MEMBERS;
};

#endif
