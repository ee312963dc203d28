// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/* Processes that end: their last thread does. */
#include "exit.h"

char LICENSE[] SEC("license") = "GPL";

/* Processes that lived less are left out. */
const volatile u64 min = 0;

enum { SIGNAL_GROUP_EXIT = 4 };

static __always_inline int exited(struct task_struct *task)
{
	struct exit *e;
	u64 now, age;
	u32 code;

	if (BPF_CORE_READ(task, signal, live.counter) || left_out())
		return 0;
	now = bpf_ktime_get_boot_ns();
	age = now - BPF_CORE_READ(task, group_leader, start_boottime);
	if (age < min)
		return 0;
	e = RESERVE(struct exit);
	if (!e)
		return 0;
	code = BPF_CORE_READ(task, signal, flags) & SIGNAL_GROUP_EXIT
		? BPF_CORE_READ(task, signal, group_exit_code) : BPF_CORE_READ(task, exit_code);
	e->ts = now;
	e->code = code >> 8 & 0xff;
	e->signal = code & 0x7f;
	e->core = code & 0x80;
	e->age = age;
	e->cpu = BPF_CORE_READ(task, signal, sum_sched_runtime) + BPF_CORE_READ(task, se.sum_exec_runtime);
	set_who(WHO(e));
	/* A thread may have a name of its own. */
	BPF_CORE_READ_STR_INTO(&e->comm, task, group_leader, comm);
	SUBMIT(e);
	return 0;
}

SEC("tp_btf/sched_process_exit")
int BPF_PROG(exited__btf, struct task_struct *task)
{
	return exited(task);
}

SEC("raw_tp/sched_process_exit")
int BPF_PROG(exited__raw, struct task_struct *task)
{
	return exited(task);
}
