// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/* Samples of what the CPUs do, at a steady frequency. An idle CPU is not counted. */
#include "profile.h"
#include "stacks.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* Samples a second and CPU: read by the collector when it attaches the program. */
const volatile u64 frequency = 99;

STACK_COUNTS(profile, comm);

SEC("perf_event")
int sample__cpu_clock(void *ctx)
{
	struct frames *kernel, *user;
	struct profile *found;
	u32 which = tarn_interval;

	if (!thread_id() || left_out())
		return 0;
	kernel = kernel_frames(ctx);
	user = user_frames(ctx);
	if (!kernel || !user)
		return 0;
	found = stack_of(which, kernel, user);
	if (found)
		__sync_fetch_and_add(&found->count, 1);
	return 0;
}
