// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/* Each request to a block device. */
#include "biosnoop.h"

char LICENSE[] SEC("license") = "GPL";

const volatile u64 min = 0;

static __always_inline void done(struct request *request, struct started *started, u64 now, s32 error)
{
	u64 issued = started->issued ? started->issued : started->begun;
	struct biosnoop *e;

	if (now - issued < min)
		return;
	e = RESERVE(struct biosnoop);
	if (!e)
		return;
	e->ts = now;
	e->op = bio_op(request);
	set_disk(e->disk, request);
	e->sector = BPF_CORE_READ(request, __sector);
	e->bytes = started->bytes;
	e->error = error;
	e->queued = issued - started->begun;
	e->latency = now - issued;
	*WHO(e) = started->who;
	SUBMIT(e);
}
