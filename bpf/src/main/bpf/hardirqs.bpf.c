// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/* Time in the handlers of hardware interrupts. Those without a handler of a driver (timers, calls between CPUs) are not seen. */
#include "hardirqs.h"
#include "interval.bpf.h"

char LICENSE[] SEC("license") = "GPL";

const volatile u64 min = 0;

struct key {
	u64 irq;
	char name[32];
};
INTERVAL_MAP(key, struct hardirqs, 1024);
SCRATCH(scratches, struct hardirqs, 1);
/* A handler is not interrupted by another one on its CPU. */
SCRATCH(begun, u64, 1);

static __always_inline int begin(void)
{
	u32 slot = 0;
	u64 *ts = bpf_map_lookup_elem(&begun, &slot);

	if (ts)
		*ts = bpf_ktime_get_boot_ns();
	return 0;
}

static __always_inline int end(int irq, struct irqaction *action)
{
	u32 which = tarn_interval, slot = 0;
	u64 *ts = bpf_map_lookup_elem(&begun, &slot), took;
	struct key key = {};
	struct hardirqs *e;
	const char *name;

	if (!ts || !*ts)
		return 0;
	took = bpf_ktime_get_boot_ns() - *ts;
	*ts = 0;
	if (took < min)
		return 0;
	key.irq = irq;
	name = BPF_CORE_READ(action, name);
	bpf_probe_read_kernel_str(key.name, sizeof(key.name), name);
	e = interval_lookup(which, &key);
	if (!e) {
		struct hardirqs *fresh = bpf_map_lookup_elem(&scratches, &slot);

		if (!fresh)
			return 0;
		fresh->type = EVENT_TYPE(struct hardirqs);
		fresh->irq = irq;
		__builtin_memcpy(fresh->name, key.name, sizeof(key.name));
		e = interval_insert(which, &key, fresh);
		if (!e) {
			lose(LOST_MAP_FULL);
			return 0;
		}
	}
	ADD_LATENCY(e, took);
	return 0;
}

SEC("tp_btf/irq_handler_entry")
int BPF_PROG(begin__btf)
{
	return begin();
}

SEC("raw_tp/irq_handler_entry")
int BPF_PROG(begin__raw)
{
	return begin();
}

SEC("tp_btf/irq_handler_exit")
int BPF_PROG(end__btf, int irq, struct irqaction *action)
{
	return end(irq, action);
}

SEC("raw_tp/irq_handler_exit")
int BPF_PROG(end__raw, int irq, struct irqaction *action)
{
	return end(irq, action);
}
