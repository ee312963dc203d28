/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* One process that has ended. */
#ifndef TARN_EXIT_H
#define TARN_EXIT_H

#include "tarn.bpf.h"

struct exit {
	event_type_t type;
	ts_t ts;
	s32 code;             /* what it said itself */
	sig_t signal;         /* what killed it; null without */
	bool core;            /* whether it left a core dump */
	u8 _pad[3];
	duration_t age;
	duration_t cpu;       /* of all its threads */
	WHO_MEMBERS;          /* tid: of its last thread */
};

#endif
