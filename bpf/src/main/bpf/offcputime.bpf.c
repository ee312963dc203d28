// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/*
 * Time off the CPU, by the stack with which a thread gave it up: waiting for disks, locks, the network, a timer.
 *
 * The stack is taken when the thread stops and counted when it runs again, so that one that waits forever is not seen. A thread
 * that has lost its CPU to another one waits for nothing but the CPU: that is runqlat's.
 */
#include "offcputime.h"
#include "stacks.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* Waits that are shorter are left out. */
const volatile u64 min = 1000;

INTERVAL_MAP(stack_key, struct offcputime, 16384);
FRAMES_MAP(8192);

struct wait {
	u64 since;
	struct frames kernel, user;
};
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 16384);
	__type(key, u32);
	__type(value, struct wait);
} waits SEC(".maps");

SCRATCH(wait_scratches, struct wait, 1);

static __always_inline void stop(void *ctx, struct task_struct *task)
{
	u32 thread = thread_id(), slot = 0;
	struct wait *w;
	long size;

	if (!thread || runnable(task) || left_out())
		return;
	w = bpf_map_lookup_elem(&wait_scratches, &slot);
	if (!w)
		return;
	meet_process();
	w->since = bpf_ktime_get_boot_ns();
	size = bpf_get_stack(ctx, w->kernel.address, sizeof(w->kernel.address), 0);
	w->kernel.end = size > 0 ? size / sizeof(u64) : 0;
	size = bpf_get_stack(ctx, w->user.address, sizeof(w->user.address), BPF_F_USER_STACK);
	w->user.end = size > 0 ? size / sizeof(u64) : 0;
	if (bpf_map_update_elem(&waits, &thread, w, BPF_ANY))
		lose(LOST_TABLE_FULL);
}

static __always_inline void go_on(struct task_struct *task)
{
	u32 thread = BPF_CORE_READ(task, pid), which = tarn_interval;
	struct wait *w = bpf_map_lookup_elem(&waits, &thread);
	struct stack_key key = {};
	struct offcputime *e;
	u64 took;

	if (!w)
		return;
	took = bpf_ktime_get_boot_ns() - w->since;
	if (took >= min) {
		key.kernel = keep_frames(which, &w->kernel);
		key.user = keep_frames(which, &w->user);
		key.pid = BPF_CORE_READ(task, tgid);
		BPF_CORE_READ_STR_INTO(&key.name, task, comm);
		e = interval_lookup(which, &key);
		if (!e) {
			struct offcputime fresh = {};

			fresh.type = EVENT_TYPE(struct offcputime);
			__builtin_memcpy(fresh.comm, key.name, sizeof(key.name));
			fresh.stack = key.kernel;
			fresh.ustack = key.user;
			fresh.pid = key.pid;
			fresh.ppid = BPF_CORE_READ(task, real_parent, tgid);
			fresh.uid = BPF_CORE_READ(task, cred, uid.val);
			fresh.cgroup = CGROUP_OF(task);
			e = interval_insert(which, &key, &fresh);
		}
		if (e) {
			__sync_fetch_and_add(&e->count, 1);
			__sync_fetch_and_add(&e->total, took);
			if (took > e->max)
				e->max = took;
		} else {
			lose(LOST_MAP_FULL);
		}
	}
	bpf_map_delete_elem(&waits, &thread);
}

SEC("tp_btf/sched_switch")
int BPF_PROG(switched__btf, bool preempted, struct task_struct *before, struct task_struct *task)
{
	stop(ctx, before);
	go_on(task);
	return 0;
}

SEC("raw_tp/sched_switch")
int BPF_PROG(switched__raw, bool preempted, struct task_struct *before, struct task_struct *task)
{
	stop(ctx, before);
	go_on(task);
	return 0;
}
