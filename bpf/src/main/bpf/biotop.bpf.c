// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/* Which processes keep the disks busy. */
#include "biotop.h"
#include "interval.bpf.h"

char LICENSE[] SEC("license") = "GPL";

struct key {
	u64 disk;
	u32 op;
	u32 pid;
};
INTERVAL_MAP(key, struct biotop, 8192);

static __always_inline void done(struct request *request, struct started *started, u64 now, s32 error)
{
	struct key key = {.disk = (u64)disk_of(request), .op = bio_op(request), .pid = started->who.pid};
	u32 which = tarn_interval;
	struct biotop *e = interval_lookup(which, &key);

	if (!e) {
		struct biotop fresh = {};

		fresh.type = EVENT_TYPE(struct biotop);
		fresh.op = key.op;
		set_disk(fresh.disk, request);
		__builtin_memcpy(fresh.comm, started->who.comm, sizeof(fresh.comm));
		fresh.pid = started->who.pid;
		fresh.ppid = started->who.ppid;
		fresh.uid = started->who.uid;
		fresh.cgroup = started->who.cgroup;
		e = interval_insert(which, &key, &fresh);
		if (!e) {
			lose(LOST_MAP_FULL);
			return;
		}
	}
	__sync_fetch_and_add(&e->count, 1);
	__sync_fetch_and_add(&e->bytes, started->bytes);
	__sync_fetch_and_add(&e->total, now - (started->issued ? started->issued : started->begun));
}
