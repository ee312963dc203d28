// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/* How long requests to block devices take, counted in the kernel. */
#include "biolatency.h"
#include "interval.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* 1 to count the time in the queue as well. */
const volatile u32 queued = 0;
const volatile u64 min = 0;

struct key {
	u64 disk;
	u64 op;
};
INTERVAL_MAP(key, struct biolatency, 1024);

SCRATCH(scratches, struct biolatency, 1);

static __always_inline void done(struct request *request, struct started *started, u64 now, s32 error)
{
	u64 from = queued || !started->issued ? started->begun : started->issued;
	struct key key = {.disk = (u64)disk_of(request), .op = bio_op(request)};
	struct biolatency *e;
	u32 which = tarn_interval, slot = 0;

	if (now - from < min)
		return;
	e = interval_lookup(which, &key);
	if (!e) {
		struct biolatency *fresh = bpf_map_lookup_elem(&scratches, &slot);

		if (!fresh)
			return;
		fresh->type = EVENT_TYPE(struct biolatency);
		fresh->op = key.op;
		set_disk(fresh->disk, request);
		e = interval_insert(which, &key, fresh);
		if (!e) {
			lose(LOST_MAP_FULL);
			return;
		}
	}
	ADD_LATENCY(e, now - from);
}
