// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/*
 * Slow reads, writes, syncs and opens of files, from the view of who makes the call: waiting for disks, locks and the CPU is in it.
 *
 * What the page cache answers is quick and stays below the threshold. Faults of mapped files are no calls and not seen.
 */
#include "ext4slower.h"

char LICENSE[] SEC("license") = "GPL";

const volatile u64 min = 10000000;

struct begun {
	u64 ts;
	long number;
};
THREAD_MAP(calls, struct begun);

static __always_inline void begin(long number)
{
	struct begun begun = {};
	u32 thread = thread_id();

	if (file_call(number) == NO_FILE_CALL || left_out())
		return;
	begun.ts = bpf_ktime_get_boot_ns();
	begun.number = number;
	if (bpf_map_update_elem(&calls, &thread, &begun, BPF_ANY))
		lose(LOST_TABLE_FULL);
}

static __always_inline void end(struct pt_regs *regs, long ret)
{
	u32 thread = thread_id();
	struct begun *found = bpf_map_lookup_elem(&calls, &thread), begun;
	u64 now, place;
	struct ext4slower *e;
	enum file_call op;
	struct file *f;

	if (!found)
		return;
	begun = *found;
	bpf_map_delete_elem(&calls, &thread);
	now = bpf_ktime_get_boot_ns();
	if (now - begun.ts < min)
		return;
	op = file_call(begun.number);
	if (op == open && ret < 0)
		return;
	f = file_of(op == open ? ret : SYSCALL_ARGUMENT_0(regs));
	if (!f || !is_stored(f))
		return;
	e = RESERVE(struct ext4slower);
	if (!e)
		return;
	e->ts = now;
	e->op = op;
	e->error = ret < 0 ? ret : 0;
	e->bytes = (op == read || op == write) && ret > 0 ? ret : 0;
	place = has_offset(begun.number) ? SYSCALL_ARGUMENT_3(regs) : BPF_CORE_READ(f, f_pos) - e->bytes;
	e->offset = op == read || op == write ? place : -1;
	e->latency = now - begun.ts;
	SET_FILE(e, f);
	set_who(WHO(e));
	SUBMIT(e);
}

SEC("tp_btf/sys_enter")
int BPF_PROG(begin__btf, struct pt_regs *regs, long number)
{
	begin(number);
	return 0;
}

SEC("raw_tp/sys_enter")
int BPF_PROG(begin__raw, struct pt_regs *regs, long number)
{
	begin(number);
	return 0;
}

SEC("tp_btf/sys_exit")
int BPF_PROG(end__btf, struct pt_regs *regs, long ret)
{
	end(regs, ret);
	return 0;
}

SEC("raw_tp/sys_exit")
int BPF_PROG(end__raw, struct pt_regs *regs, long ret)
{
	end(regs, ret);
	return 0;
}
