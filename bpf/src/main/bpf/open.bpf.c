// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/*
 * Opened files, and failed attempts.
 *
 * Taken where the call returns: its arguments are still in the registers, so that nothing has to be kept since it began.
 */
#include "open.h"

char LICENSE[] SEC("license") = "GPL";

/* 1 to record failed calls only. */
const volatile u32 failed = 0;

struct scratch {
	struct open open;
	char path[OPEN_PATH_BYTES];
};
SCRATCH(scratches, struct scratch, 1);

static __always_inline int opened(struct pt_regs *regs, long number, long ret)
{
	struct task_struct *task = (void *)bpf_get_current_task();
	u64 path, flags = 0;
	struct scratch *s;
	u32 slot = 0, kept;
	u64 size;
	long length;

	if (number != SYSCALL_OPENAT && number != SYSCALL_OPEN && number != SYSCALL_OPENAT2 && number != SYSCALL_CREAT)
		return 0;
	if ((failed && ret >= 0) || left_out() || SYSCALL_IS_32_BIT(task))
		return 0;
	s = bpf_map_lookup_elem(&scratches, &slot);
	if (!s)
		return 0;
	if (number == SYSCALL_OPEN || number == SYSCALL_CREAT) {
		path = SYSCALL_ARGUMENT_0(regs);
		/* creat(2) is open(2) with O_WRONLY | O_CREAT | O_TRUNC. */
		flags = number == SYSCALL_CREAT ? 01101 : SYSCALL_ARGUMENT_1(regs);
	} else {
		path = SYSCALL_ARGUMENT_1(regs);
		flags = SYSCALL_ARGUMENT_2(regs);
		/* The first member of struct open_how. */
		if (number == SYSCALL_OPENAT2 && bpf_probe_read_user(&flags, sizeof(flags), (void *)flags))
			flags = 0;
	}
	length = bpf_probe_read_user_str(s->path, sizeof(s->path), (void *)path);
	/* Without its NUL; none if the address was bad. */
	kept = length > 0 ? length - 1 : 0;
	s->open.type = EVENT_TYPE(struct open);
	s->open.ts = bpf_ktime_get_boot_ns();
	s->open.path = LOCATION(sizeof(struct open), kept, kept == OPEN_PATH_BYTES - 1);
	s->open.fd = ret;
	s->open.error = ret < 0 ? ret : 0;
	s->open.flags = flags;
	set_who(WHO(&s->open));
	/* A power of two: older verifiers follow a mask, but not a comparison with a value that lay on the stack. */
	size = kept;
	barrier_var(size);
	send(s, sizeof(struct open) + (size & (OPEN_PATH_BYTES - 1)));
	return 0;
}

SEC("tp_btf/sys_exit")
int BPF_PROG(opened__btf, struct pt_regs *regs, long ret)
{
	return opened(regs, SYSCALL_NUMBER(regs), ret);
}

#define OPENED_TP(name, number) \
	SEC("tp/syscalls/sys_exit_" #name) \
	int opened__tp__##name(struct trace_event_raw_sys_exit *ctx) \
	{ \
		struct task_struct *task = (void *)bpf_get_current_task_btf(); \
		return opened((void *)bpf_task_pt_regs((void *)task), number, BPF_CORE_READ(ctx, ret)); \
	}

OPENED_TP(openat, SYSCALL_OPENAT)
OPENED_TP(openat2, SYSCALL_OPENAT2)
#if defined(__TARGET_ARCH_x86)
OPENED_TP(open, SYSCALL_OPEN)
OPENED_TP(creat, SYSCALL_CREAT)
#endif
