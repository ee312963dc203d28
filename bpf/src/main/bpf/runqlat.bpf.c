// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/* The time between a task's waking up, or losing its CPU to another one, and its running. */
#include "runqlat.h"
#include "interval.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* 1 for a histogram of each process. */
const volatile u32 each = 0;
const volatile u64 min = 0;

struct key {
	u64 pid;
};
INTERVAL_MAP(key, struct runqlat, 8192);

SCRATCH(scratches, struct runqlat, 1);

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 65536);
	__type(key, u32);
	__type(value, u64);
} waiting SEC(".maps");

static __always_inline void wait(struct task_struct *task)
{
	u32 thread = BPF_CORE_READ(task, pid);
	u64 now = bpf_ktime_get_boot_ns();

	if (!thread || (tarn_pid && BPF_CORE_READ(task, tgid) != tarn_pid))
		return;
	if (bpf_map_update_elem(&waiting, &thread, &now, BPF_ANY))
		lose(LOST_TABLE_FULL);
}

static __always_inline void run(struct task_struct *task)
{
	u32 thread = BPF_CORE_READ(task, pid), which = tarn_interval, slot = 0;
	u64 *since = bpf_map_lookup_elem(&waiting, &thread), took;
	struct key key = {.pid = each ? BPF_CORE_READ(task, tgid) : 0};
	struct runqlat *e;

	if (!since)
		return;
	took = bpf_ktime_get_boot_ns() - *since;
	bpf_map_delete_elem(&waiting, &thread);
	if (took < min)
		return;
	e = interval_lookup(which, &key);
	if (!e) {
		struct runqlat *fresh = bpf_map_lookup_elem(&scratches, &slot);

		if (!fresh)
			return;
		fresh->type = EVENT_TYPE(struct runqlat);
		if (each) {
			BPF_CORE_READ_STR_INTO(&fresh->comm, task, group_leader, comm);
			fresh->pid = key.pid;
		}
		e = interval_insert(which, &key, fresh);
		if (!e) {
			lose(LOST_MAP_FULL);
			return;
		}
	}
	ADD_LATENCY(e, took);
}

static __always_inline int switched(struct task_struct *before, struct task_struct *task)
{
	if (runnable(before))
		wait(before);
	run(task);
	return 0;
}

SEC("tp_btf/sched_wakeup")
int BPF_PROG(woken__btf, struct task_struct *task)
{
	wait(task);
	return 0;
}

SEC("raw_tp/sched_wakeup")
int BPF_PROG(woken__raw, struct task_struct *task)
{
	wait(task);
	return 0;
}

SEC("tp_btf/sched_wakeup_new")
int BPF_PROG(born__btf, struct task_struct *task)
{
	wait(task);
	return 0;
}

SEC("raw_tp/sched_wakeup_new")
int BPF_PROG(born__raw, struct task_struct *task)
{
	wait(task);
	return 0;
}

SEC("tp_btf/sched_switch")
int BPF_PROG(switched__btf, bool preempted, struct task_struct *before, struct task_struct *task)
{
	return switched(before, task);
}

SEC("raw_tp/sched_switch")
int BPF_PROG(switched__raw, bool preempted, struct task_struct *before, struct task_struct *task)
{
	return switched(before, task);
}
