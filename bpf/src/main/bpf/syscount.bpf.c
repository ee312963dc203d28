// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/* System calls, counted by process and kind, with how long they took. */
#include "syscount.h"
#include "interval.bpf.h"

char LICENSE[] SEC("license") = "GPL";

const volatile u64 min = 0;

struct key {
	u32 call;
	u32 pid;
};
INTERVAL_MAP(key, struct syscount, 16384);
SCRATCH(scratches, struct syscount, 1);

struct begun {
	u64 ts;
	u32 call;
	u32 _pad;
};
THREAD_MAP(calls, struct begun);

static __always_inline int begin(long number)
{
	struct begun begun = {};
	u32 thread = thread_id();

	/* These never return. */
	if (number == SYSCALL_EXIT || number == SYSCALL_EXIT_GROUP || left_out())
		return 0;
	begun.ts = bpf_ktime_get_boot_ns();
	begun.call = number;
	if (bpf_map_update_elem(&calls, &thread, &begun, BPF_ANY))
		lose(LOST_TABLE_FULL);
	return 0;
}

static __always_inline int end(long ret)
{
	u32 thread = thread_id(), which = tarn_interval, slot = 0;
	struct begun *begun = bpf_map_lookup_elem(&calls, &thread);
	struct syscount *e;
	struct key key;
	u64 took;

	if (!begun)
		return 0;
	took = bpf_ktime_get_boot_ns() - begun->ts;
	key.call = begun->call;
	key.pid = bpf_get_current_pid_tgid() >> 32;
	bpf_map_delete_elem(&calls, &thread);
	if (took < min)
		return 0;
	e = interval_lookup(which, &key);
	if (!e) {
		struct syscount *fresh = bpf_map_lookup_elem(&scratches, &slot);

		if (!fresh)
			return 0;
		fresh->type = EVENT_TYPE(struct syscount);
		fresh->call = key.call;
		set_process(PROCESS(fresh));
		e = interval_insert(which, &key, fresh);
		if (!e) {
			lose(LOST_MAP_FULL);
			return 0;
		}
	}
	if (ret < 0 && ret >= -4095)
		__sync_fetch_and_add(&e->errors, 1);
	ADD_LATENCY(e, took);
	return 0;
}

SEC("tp_btf/sys_enter")
int BPF_PROG(begin__btf, struct pt_regs *regs, long number)
{
	return begin(number);
}

SEC("raw_tp/sys_enter")
int BPF_PROG(begin__raw, struct pt_regs *regs, long number)
{
	return begin(number);
}

SEC("tp_btf/sys_exit")
int BPF_PROG(end__btf, struct pt_regs *regs, long ret)
{
	return end(ret);
}

SEC("raw_tp/sys_exit")
int BPF_PROG(end__raw, struct pt_regs *regs, long ret)
{
	return end(ret);
}
