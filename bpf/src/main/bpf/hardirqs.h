/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* How long a hardware interrupt's handler ran in an interval. */
#ifndef TARN_HARDIRQS_H
#define TARN_HARDIRQS_H

#include "tarn.bpf.h"

struct hardirqs {
	event_type_t type;
	read_time_t ts;       /* end of the interval */
	u32 irq;
	char name[32];        /* of the handler, as in /proc/interrupts */
	LATENCY_MEMBERS;
};

#endif
