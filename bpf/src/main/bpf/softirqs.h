/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* How long the kernel's deferred work of one kind ran in an interval. */
#ifndef TARN_SOFTIRQS_H
#define TARN_SOFTIRQS_H

#include "tarn.bpf.h"

/* The kernel's numbers (include/linux/interrupt.h). */
enum softirq { hi, timer, net_tx, net_rx, block, irq_poll, tasklet, sched, hrtimer, rcu };

struct softirqs {
	event_type_t type;
	read_time_t ts;       /* end of the interval */
	SYMBOL enum softirq softirq;
	LATENCY_MEMBERS;
};

#endif
