// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/*
 * Sends as many events as a call asks for: getpgid(0x5a5a0000 | n) makes n of them, at most 512. For tests of loss, and to measure.
 */
#include "tarn.bpf.h"

char LICENSE[] SEC("license") = "GPL";

#if defined(__TARGET_ARCH_x86)
enum { SYSCALL_GETPGID = 121 };
#else
enum { SYSCALL_GETPGID = 155 };
#endif

/* The process whose calls count: tests of several checkouts may run at once. */
const volatile u32 only = 0;

struct burst {
	event_type_t type;
	u32 pid;
	ts_t ts;
	u64 sequence;         /* within the call */
	u64 of;               /* the call's n */
	u32 tid;
	u32 cpu;
	u64 constant;
	char comm[16];
};

static long one(u32 index, u64 *asked)
{
	struct burst *e = RESERVE(struct burst);
	u64 id;

	if (!e)
		return 0;
	id = bpf_get_current_pid_tgid();
	e->pid = id >> 32;
	e->tid = id;
	e->ts = bpf_ktime_get_boot_ns();
	e->sequence = index;
	e->of = *asked;
	e->cpu = bpf_get_smp_processor_id();
	e->constant = 7;
	bpf_get_current_comm(e->comm, sizeof(e->comm));
	SUBMIT(e);
	return 0;
}

SEC("tp_btf/sys_enter")
int BPF_PROG(burst__btf, struct pt_regs *regs, long number)
{
	u64 asked;

	if (number != SYSCALL_GETPGID || bpf_get_current_pid_tgid() >> 32 != only)
		return 0;
	asked = SYSCALL_ARGUMENT_0(regs);
	if ((asked & 0xffff0000) != 0x5a5a0000)
		return 0;
	asked &= 0xffff;
	bpf_loop(asked > 512 ? 512 : asked, one, &asked, 0);
	return 0;
}
