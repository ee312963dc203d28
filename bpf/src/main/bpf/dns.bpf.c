// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/*
 * Look-ups of host names, where programs ask the C library for them (getaddrinfo); the files and servers it asks are its business.
 * Programs with a resolver of their own (Go, statically linked ones) are not seen.
 */
#include "dns.h"

char LICENSE[] SEC("license") = "GPL";

const volatile u64 min = 0;

struct begun {
	u64 ts;
	char host[256];
};
THREAD_MAP(lookups, struct begun);
SCRATCH(scratches, struct begun, 1);

SEC("uprobe/libc.so.6:getaddrinfo")
int asked__uprobe(struct pt_regs *ctx)
{
	u32 thread = thread_id(), slot = 0;
	struct begun *begun = bpf_map_lookup_elem(&scratches, &slot);

	if (!begun || left_out())
		return 0;
	begun->ts = bpf_ktime_get_boot_ns();
	begun->host[0] = 0;
	/* Null asks for an address of this host. */
	bpf_probe_read_user_str(begun->host, sizeof(begun->host), (void *)PT_REGS_PARM1(ctx));
	if (bpf_map_update_elem(&lookups, &thread, begun, BPF_ANY))
		lose(LOST_TABLE_FULL);
	return 0;
}

SEC("uretprobe/libc.so.6:getaddrinfo")
int answered__uprobe(struct pt_regs *ctx)
{
	u32 thread = thread_id();
	struct begun *begun = bpf_map_lookup_elem(&lookups, &thread);
	u64 now = bpf_ktime_get_boot_ns();
	struct dns *e;

	if (!begun)
		return 0;
	if (now - begun->ts >= min) {
		e = RESERVE(struct dns);
		if (e) {
			e->ts = now;
			e->result = (s32)PT_REGS_RC(ctx);
			e->latency = now - begun->ts;
			__builtin_memcpy(e->host, begun->host, sizeof(e->host));
			set_who(WHO(e));
			SUBMIT(e);
		}
	}
	bpf_map_delete_elem(&lookups, &thread);
	return 0;
}
