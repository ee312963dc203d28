// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/* Time in software interrupts. Hardware interrupts that come in between count with it. */
#include "softirqs.h"
#include "interval.bpf.h"

char LICENSE[] SEC("license") = "GPL";

const volatile u64 min = 0;

struct key {
	u64 softirq;
};
INTERVAL_MAP(key, struct softirqs, 64);
SCRATCH(scratches, struct softirqs, 1);
SCRATCH(begun, u64, 1);

static __always_inline int begin(void)
{
	u32 slot = 0;
	u64 *ts = bpf_map_lookup_elem(&begun, &slot);

	if (ts)
		*ts = bpf_ktime_get_boot_ns();
	return 0;
}

static __always_inline int end(u32 softirq)
{
	u32 which = tarn_interval, slot = 0;
	u64 *ts = bpf_map_lookup_elem(&begun, &slot), took;
	struct key key = {.softirq = softirq};
	struct softirqs *e;

	if (!ts || !*ts)
		return 0;
	took = bpf_ktime_get_boot_ns() - *ts;
	*ts = 0;
	if (took < min)
		return 0;
	e = interval_lookup(which, &key);
	if (!e) {
		struct softirqs *fresh = bpf_map_lookup_elem(&scratches, &slot);

		if (!fresh)
			return 0;
		fresh->type = EVENT_TYPE(struct softirqs);
		fresh->softirq = softirq;
		e = interval_insert(which, &key, fresh);
		if (!e) {
			lose(LOST_MAP_FULL);
			return 0;
		}
	}
	ADD_LATENCY(e, took);
	return 0;
}

SEC("tp_btf/softirq_entry")
int BPF_PROG(begin__btf)
{
	return begin();
}

SEC("raw_tp/softirq_entry")
int BPF_PROG(begin__raw)
{
	return begin();
}

SEC("tp_btf/softirq_exit")
int BPF_PROG(end__btf, u32 softirq)
{
	return end(softirq);
}

SEC("raw_tp/softirq_exit")
int BPF_PROG(end__raw, u32 softirq)
{
	return end(softirq);
}
