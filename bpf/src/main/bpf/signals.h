/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* One signal that was sent. */
#ifndef TARN_SIGNALS_H
#define TARN_SIGNALS_H

#include "tarn.bpf.h"

/* The kernel's numbers (include/trace/events/signal.h). */
enum signal_result { delivered, ignored, already_pending, overflow_fail, lose_info };

struct signals {
	event_type_t type;
	ts_t ts;
	sig_t signal;
	SYMBOL enum signal_result result;
	s32 code;             /* si_code: why; 0 of kill(2), 128 from the kernel */
	char target[16];
	s64 target_pid;
	s64 target_tid;
	WHO_MEMBERS;          /* the sender, or whoever ran when the kernel sent it */
};

#endif
