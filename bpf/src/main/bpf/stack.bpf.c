// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/*
 * Counts of stacks, for each process and interval: of a kernel function, a tracepoint, or a function of a program.
 *
 * A kernel function need not be a hook itself (many kernels offer no kprobes): a tracepoint beneath it has it in its stack. The
 * stack is taken there, what lies beneath the function is cut off, and stacks without the function are not counted. For ip_output
 * the tracepoint is net_dev_queue, where a packet is handed to a network device. A packet that passes several devices (a bridge,
 * a tunnel) is counted at each.
 */
#include "stack.h"
#include "stacks.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* Where the function's code lies; 0 to count every stack, from the hook on. */
const volatile u64 function_start = 0, function_end = 0;

STACK_COUNTS(stack, name);

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

static __always_inline int count_stack(void *ctx)
{
	struct frames *kernel, *user;
	struct stack *found;
	u32 which = tarn_interval;

	if (left_out())
		return 0;
	kernel = kernel_frames(ctx);
	if (!kernel || !begin_at_function(kernel))
		return 0;
	user = user_frames(ctx);
	if (!user)
		return 0;
	found = stack_of(which, kernel, user);
	if (found)
		__sync_fetch_and_add(&found->count, 1);
	return 0;
}

SEC("tp_btf/net_dev_queue")
int BPF_PROG(hit__btf)
{
	return count_stack(ctx);
}

SEC("raw_tp/net_dev_queue")
int BPF_PROG(hit__raw)
{
	return count_stack(ctx);
}

/* Those below are attached to what the user names. */

SEC("raw_tp")
int BPF_PROG(chosen__tracepoint)
{
	return count_stack(ctx);
}

SEC("kprobe")
int chosen__kprobe(struct pt_regs *ctx)
{
	return count_stack(ctx);
}

SEC("uprobe")
int chosen__uprobe(struct pt_regs *ctx)
{
	return count_stack(ctx);
}
