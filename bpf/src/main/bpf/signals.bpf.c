// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/* Signals, where they are sent. */
#include "signals.h"

char LICENSE[] SEC("license") = "GPL";

/* One signal only, by number; 0 for all. */
const volatile u32 number = 0;

static __always_inline int sent(int signal, struct kernel_siginfo *info, struct task_struct *task, int result)
{
	struct signals *e;

	if ((number && signal != number) || left_out())
		return 0;
	e = RESERVE(struct signals);
	if (!e)
		return 0;
	e->ts = bpf_ktime_get_boot_ns();
	e->signal = signal;
	e->result = result;
	/* SEND_SIG_NOINFO is 0: of a user; SEND_SIG_PRIV is 1: of the kernel. */
	e->code = (u64)info > 1 ? BPF_CORE_READ(info, si_code) : info ? 128 : 0;
	BPF_CORE_READ_STR_INTO(&e->target, task, group_leader, comm);
	e->target_pid = BPF_CORE_READ(task, tgid);
	e->target_tid = BPF_CORE_READ(task, pid);
	set_who(WHO(e));
	SUBMIT(e);
	return 0;
}

SEC("tp_btf/signal_generate")
int BPF_PROG(sent__btf, int signal, struct kernel_siginfo *info, struct task_struct *task, int group, int result)
{
	return sent(signal, info, task, result);
}

SEC("raw_tp/signal_generate")
int BPF_PROG(sent__raw, int signal, struct kernel_siginfo *info, struct task_struct *task, int group, int result)
{
	return sent(signal, info, task, result);
}
