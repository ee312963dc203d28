/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* One process that the kernel killed because memory ran out. */
#ifndef TARN_OOMKILL_H
#define TARN_OOMKILL_H

#include "tarn.bpf.h"

struct oomkill {
	event_type_t type;
	ts_t ts;
	s32 score_adj;        /* oom_score_adj of the victim */
	char victim[16];
	s64 victim_pid;
	u64 total_pages;      /* of its address space */
	u64 anonymous_pages;  /* in memory; 0 before Linux 6.2 */
	u64 file_pages;
	WHO_MEMBERS;          /* who asked for memory when it ran out */
};

#endif
