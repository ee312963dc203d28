/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * Maps that the collector reads and empties at each interval, without losing what is counted meanwhile.
 *
 * There are two of each. Programs write to the one that `tarn_interval` names, which they read once in a run; the collector changes that, waits until no program
 * that saw the old value can be running, and then has the other one for itself. The values are events: structs that begin with
 * `event_type_t type`, each of which becomes a record.
 */
#ifndef TARN_INTERVAL_BPF_H
#define TARN_INTERVAL_BPF_H

#include "tarn.bpf.h"

volatile u32 tarn_interval = 0;

#define INTERVAL_MAP_ONE(map, K, V, entries) \
	struct { \
		__uint(type, BPF_MAP_TYPE_HASH); \
		__uint(map_flags, BPF_F_NO_PREALLOC); \
		__uint(max_entries, entries); \
		__type(key, struct K); \
		__type(value, V); \
	} map SEC(".maps")

/* Declares the two maps of V by `struct K`, and the functions to use them. A program uses one such pair. `which` is what
 * tarn_interval said when the program began. */
#define INTERVAL_MAP(K, V, entries) \
	INTERVAL_MAP_ONE(interval_0, K, V, entries); \
	INTERVAL_MAP_ONE(interval_1, K, V, entries); \
	static __always_inline V *interval_lookup(u32 which, struct K *key) \
	{ \
		return which ? bpf_map_lookup_elem(&interval_1, key) : bpf_map_lookup_elem(&interval_0, key); \
	} \
	/* The value now in the map, this one or another CPU's; none where there is no room. */ \
	static __always_inline V *interval_insert(u32 which, struct K *key, V *value) \
	{ \
		if (which) { \
			bpf_map_update_elem(&interval_1, key, value, BPF_NOEXIST); \
			return bpf_map_lookup_elem(&interval_1, key); \
		} \
		bpf_map_update_elem(&interval_0, key, value, BPF_NOEXIST); \
		return bpf_map_lookup_elem(&interval_0, key); \
	} \
	_Static_assert(1, "")

/* ---- Processes with stacks: the collector looks at each as soon as it is met, because later it may have ended ---- */

/* No record: see RunningTool. */
struct process_met {
	event_type_t type;
	u32 pid;
};

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 1024);
	__type(key, u32);
	__type(value, u32);
} processes_met SEC(".maps");

static __always_inline void meet_process(void)
{
	u32 pid = bpf_get_current_pid_tgid() >> 32, one = 1;
	struct process_met *e;

	if (!pid || bpf_map_lookup_elem(&processes_met, &pid))
		return;
	e = bpf_ringbuf_reserve(&events, sizeof(*e), 0);
	/* Where there is no room, the process is asked for when its stacks are read, as without this. */
	if (!e)
		return;
	bpf_map_update_elem(&processes_met, &pid, &one, BPF_ANY);
	e->type = EVENT_TYPE(struct process_met);
	e->pid = pid;
	bpf_ringbuf_submit(e, BPF_RB_FORCE_WAKEUP);
}

/* ---- Stacks, kept once for each interval under a hash of their frames ---- */

enum { FRAMES = 127 };

/* Return addresses, leaf first; those from `first` to before `end` count. */
struct frames {
	u32 first, end;
	u64 address[FRAMES];
};

#define FRAMES_MAP_ONE(map, entries) \
	struct { \
		__uint(type, BPF_MAP_TYPE_HASH); \
		__uint(map_flags, BPF_F_NO_PREALLOC); \
		__uint(max_entries, entries); \
		__type(key, u64); \
		__type(value, struct frames); \
	} map SEC(".maps")

/*
 * A key of 64 bits, so that two stacks practically never share one; BPF_MAP_TYPE_STACK_TRACE has 32 bits and drops a stack whose
 * slot is taken. 0 is the empty stack.
 */
static __always_inline u64 hash_frames(struct frames *f)
{
	u64 hash = 0;

	ROLLED
	for (u32 i = 0; i < FRAMES; i++) {
		if (i >= f->end)
			break;
		if (i < f->first)
			continue;
		hash = (hash ^ f->address[i]) * 0x9e3779b97f4a7c15ULL;
		hash ^= hash >> 29;
	}
	return hash;
}

/* Declares the maps of stacks and keep_frames(), which yields a stack's key (kernel_frames_t, user_frames_t). */
#define FRAMES_MAP(entries) \
	FRAMES_MAP_ONE(frames_0, entries); \
	FRAMES_MAP_ONE(frames_1, entries); \
	static __always_inline u64 keep_frames(u32 which, struct frames *f) \
	{ \
		u64 key = hash_frames(f); \
		if (!key || (which ? bpf_map_lookup_elem(&frames_1, &key) : bpf_map_lookup_elem(&frames_0, &key))) \
			return key; \
		if (which ? bpf_map_update_elem(&frames_1, &key, f, BPF_ANY) : bpf_map_update_elem(&frames_0, &key, f, BPF_ANY)) { \
			lose(LOST_STACK_MAP_FULL); \
			return 0; \
		} \
		return key; \
	} \
	_Static_assert(1, "")

#endif
