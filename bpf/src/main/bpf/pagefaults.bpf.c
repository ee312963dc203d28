// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/* Page faults, counted by process. */
#include "pagefaults.h"
#include "interval.bpf.h"

char LICENSE[] SEC("license") = "GPL";

struct key {
	u64 pid;
};
INTERVAL_MAP(key, struct pagefaults, 16384);

/* Bits of x86's error code. */
enum { WRITE = 1 << 1, INSTRUCTION = 1 << 4 };

static __always_inline int faulted(bool user, u64 code)
{
	struct key key = {.pid = bpf_get_current_pid_tgid() >> 32};
	u32 which = tarn_interval;
	struct pagefaults *e;

	if (left_out())
		return 0;
	e = interval_lookup(which, &key);
	if (!e) {
		struct pagefaults fresh = {};

		fresh.type = EVENT_TYPE(struct pagefaults);
		set_process(PROCESS(&fresh));
		e = interval_insert(which, &key, &fresh);
		if (!e) {
			lose(LOST_MAP_FULL);
			return 0;
		}
	}
	__sync_fetch_and_add(user ? &e->user : &e->kernel, 1);
	if (code & WRITE)
		__sync_fetch_and_add(&e->writes, 1);
	if (code & INSTRUCTION)
		__sync_fetch_and_add(&e->instructions, 1);
	return 0;
}

SEC("tp_btf/page_fault_user")
int BPF_PROG(faulted__btf__user, u64 address, struct pt_regs *regs, u64 code)
{
	return faulted(true, code);
}

SEC("tp_btf/page_fault_kernel")
int BPF_PROG(faulted__btf__kernel, u64 address, struct pt_regs *regs, u64 code)
{
	return faulted(false, code);
}

/* Where there are no such tracepoints (other architectures): all count as user. */
SEC("perf_event")
int faulted__page_faults(void *ctx)
{
	return faulted(true, 0);
}
