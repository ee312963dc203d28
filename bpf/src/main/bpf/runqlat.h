/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* How long tasks that could run waited for a CPU, in an interval. */
#ifndef TARN_RUNQLAT_H
#define TARN_RUNQLAT_H

#include "tarn.bpf.h"

struct runqlat {
	event_type_t type;
	read_time_t ts;       /* end of the interval */
	LATENCY_MEMBERS;
	char comm[16];        /* of one process if asked for with `each`, else empty */
	s64 pid;
};

#endif
