/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* Events counted by their stacks, for each process and interval. */
#ifndef TARN_STACKS_BPF_H
#define TARN_STACKS_BPF_H

#include "interval.bpf.h"

struct stack_key {
	u64 kernel, user;
	u32 pid;
	u32 _pad;
	char name[16];
};

/* One for each CPU and kind of stack; the kernel does not run a program again on a CPU that is still in it. */
SCRATCH(stack_scratches, struct frames, 2);

static __always_inline struct frames *read_frames(void *ctx, u32 slot, u64 flags)
{
	struct frames *f = bpf_map_lookup_elem(&stack_scratches, &slot);
	long size;

	if (!f)
		return 0;
	size = bpf_get_stack(ctx, f->address, sizeof(f->address), flags);
	f->first = 0;
	f->end = size > 0 ? size / sizeof(u64) : 0;
	return f;
}

static __always_inline struct frames *kernel_frames(void *ctx)
{
	return read_frames(ctx, 0, 0);
}

static __always_inline struct frames *user_frames(void *ctx)
{
	return read_frames(ctx, 1, BPF_F_USER_STACK);
}

/*
 * Declares the maps, and stack_of(), which yields the event of a pair of stacks of the current process, a new one where there is
 * none yet. T has the members stack and ustack, those of PROCESS_MEMBERS, and `name` for the process's name.
 */
#define STACK_COUNTS(T, name_member) \
	INTERVAL_MAP(stack_key, struct T, 16384); \
	FRAMES_MAP(8192); \
	static __always_inline struct T *stack_of(u32 which, struct frames *kernel, struct frames *user) \
	{ \
		struct stack_key key = {}; \
		struct T *found, fresh = {}; \
		key.kernel = keep_frames(which, kernel); \
		key.user = keep_frames(which, user); \
		key.pid = bpf_get_current_pid_tgid() >> 32; \
		bpf_get_current_comm(key.name, sizeof(key.name)); \
		found = interval_lookup(which, &key); \
		if (!found) { \
			struct task_struct *task = (void *)bpf_get_current_task(); \
			fresh.type = EVENT_TYPE(struct T); \
			__builtin_memcpy(fresh.name_member, key.name, sizeof(key.name)); \
			fresh.stack = key.kernel; \
			fresh.ustack = key.user; \
			fresh.pid = key.pid; \
			fresh.ppid = BPF_CORE_READ(task, real_parent, tgid); \
			fresh.uid = bpf_get_current_uid_gid(); \
			fresh.cgroup = bpf_get_current_cgroup_id(); \
			meet_process(); \
			found = interval_insert(which, &key, &fresh); \
			if (!found) \
				lose(LOST_MAP_FULL); \
		} \
		return found; \
	} \
	_Static_assert(1, "")

#endif
