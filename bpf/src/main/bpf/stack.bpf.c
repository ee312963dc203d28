// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/*
 * Counts of a kernel function's stacks, for each process and interval.
 *
 * The function need not be a hook itself (many kernels offer no kprobes): a tracepoint beneath it has it in its stack. The stack
 * is taken there, what lies beneath the function is cut off, and stacks without the function are not counted. For ip_output the
 * tracepoint is net_dev_queue, where a packet is handed to a network device. A packet that passes several devices (a bridge, a
 * tunnel) is counted at each.
 */
#include "stack.h"
#include "interval.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* Where the function's code lies; 0 to count every stack, from the tracepoint on. */
const volatile u64 function_start = 0, function_end = 0;

struct key {
	u64 kernel, user;
	u32 pid;
	u32 _pad;
	char name[16];
};

INTERVAL_MAP(key, struct stack, 16384);
FRAMES_MAP(8192);

/* One for each CPU; the kernel does not run this program again on a CPU that is still in it. */
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 2);
	__type(key, u32);
	__type(value, struct frames);
} scratches SEC(".maps");

static __always_inline struct frames *read_frames(void *ctx, u32 slot, u64 flags)
{
	struct frames *f = bpf_map_lookup_elem(&scratches, &slot);
	long size;

	if (!f)
		return 0;
	size = bpf_get_stack(ctx, f->address, sizeof(f->address), flags);
	f->first = 0;
	f->end = size > 0 ? size / sizeof(u64) : 0;
	return f;
}

/* Whether the stack may be counted: it holds the function, and then begins there. */
static __always_inline bool begin_at_function(struct frames *f)
{
	if (!function_start)
		return true;
	ROLLED
	for (u32 i = 0; i < FRAMES; i++) {
		if (i >= f->end)
			break;
		/* Where the function goes on after its call: never at its start, possibly at its end. */
		if (f->address[i] > function_start && f->address[i] <= function_end) {
			f->first = i;
			return true;
		}
	}
	return false;
}

static __always_inline void count_stack(void *ctx)
{
	struct key key = {};
	struct stack *found, fresh = {};
	struct frames *kernel, *user;
	u32 which = tarn_interval;

	if (own())
		return;
	kernel = read_frames(ctx, 0, 0);
	if (!kernel || !begin_at_function(kernel))
		return;
	user = read_frames(ctx, 1, BPF_F_USER_STACK);
	if (!user)
		return;
	key.kernel = keep_frames(which, kernel);
	key.user = keep_frames(which, user);
	key.pid = bpf_get_current_pid_tgid() >> 32;
	bpf_get_current_comm(key.name, sizeof(key.name));
	found = interval_lookup(which, &key);
	if (!found) {
		fresh.type = EVENT_TYPE(struct stack);
		__builtin_memcpy(fresh.name, key.name, sizeof(key.name));
		fresh.ustack = key.user;
		fresh.stack = key.kernel;
		fresh.pid = key.pid;
		found = interval_insert(which, &key, &fresh);
		if (!found) {
			lose(LOST_MAP_FULL);
			return;
		}
	}
	__sync_fetch_and_add(&found->count, 1);
}

SEC("tp_btf/net_dev_queue")
int BPF_PROG(packet__btf)
{
	count_stack(ctx);
	return 0;
}

SEC("raw_tp/net_dev_queue")
int BPF_PROG(packet__raw)
{
	count_stack(ctx);
	return 0;
}
