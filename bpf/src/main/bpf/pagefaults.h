/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* A process's page faults in an interval. */
#ifndef TARN_PAGEFAULTS_H
#define TARN_PAGEFAULTS_H

#include "tarn.bpf.h"

struct pagefaults {
	event_type_t type;
	read_time_t ts;       /* end of the interval */
	u64 user;             /* faults of its own code */
	u64 kernel;           /* faults of the kernel's code on its behalf */
	u64 writes;           /* of those: to write; x86 only */
	u64 instructions;     /* of those: to execute; x86 only */
	PROCESS_MEMBERS;
};

#endif
