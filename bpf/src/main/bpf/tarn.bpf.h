/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * What every Tarn program shares: the type names that carry meaning, the ring, the loss counters and the settings.
 *
 * An event is a C struct whose first member is `event_type_t type`, filled in with EVENT_TYPE(struct). The collector finds the
 * struct in the object's own BTF and turns it into a Zed record named by the struct's tag, one field for each member in their
 * order. Nothing else describes an event. Members called _pad* are left out, and padding is never read.
 */
#ifndef TARN_BPF_H
#define TARN_BPF_H

#include "kernel.bpf.h"

/* ---- Type names that the collector understands. A plain C type becomes the Zed type of its width and sign. ---- */

typedef u32 event_type_t;   /* left out of the record */

typedef u64 ts_t;           /* bpf_ktime_get_boot_ns(): time */
typedef u64 mono_t;         /* bpf_ktime_get_ns(): time */
typedef u64 read_time_t;    /* time at which the collector read the map that held the struct */
typedef u64 duration_t;     /* nanoseconds: duration */

typedef u32 ipv4_t;         /* network order: ip */
typedef struct { u8 bytes[16]; } ip_t;   /* IPv6, or IPv4 as ::ffff:a.b.c.d: ip */
typedef u16 port_t;         /* host order: uint16 */
typedef u16 port_be_t;      /* network order: uint16 in host order */
typedef struct { u8 bytes[6]; } mac_t;   /* string, 01:23:45:67:89:ab */
typedef u32 dev_id_t;       /* the kernel's dev_t: string, major:minor */

typedef s32 errno_t;        /* string such as ENOENT, of a value of either sign; null for 0 */
typedef s32 sig_t;          /* string such as SIGKILL */
typedef u32 syscall_t;      /* string such as openat */

typedef u32 open_flags_t;   /* string such as O_WRONLY|O_CREAT */
typedef u64 cgroup_t;       /* id of a cgroup (v2): uint64, and a field `container` behind it: its container's name, or null */

/* An enum member that is to become a string, its symbol's name, instead of a Zed enum. */
#define SYMBOL __attribute__((btf_decl_tag("zed:symbol")))

/* Arrays of these count by size, in powers of two: [{lo,hi,count}], without the empty ones. */
typedef u64 latency_hist_t; /* times: less than 1 µs, less than 2 µs, 4 µs, …; slot: latency_slot() */
typedef u64 size_hist_t;    /* numbers: 0, 1, 2 to 3, 4 to 7, …; slot: size_slot() */

typedef s32 kstack_t;       /* id in the object's BPF_MAP_TYPE_STACK_TRACE map: [string], leaf first */
typedef s32 ustack_t;       /* likewise of user addresses, in the process of the struct's member `pid` */
typedef u64 kernel_frames_t; /* key in the frames maps below: [string] */
typedef u64 user_frames_t;

/* Data of variable length lies behind the struct. The member says where: offset in the event in bits 0-15, length in bits
 * 16-30, and bit 31 when the data was cut (the text then ends in an ellipsis). */
typedef u32 str_loc_t;      /* string */
typedef u32 bytes_loc_t;    /* bytes */
typedef u32 argv_loc_t;     /* NUL-terminated strings: [string] */

#define LOCATION(offset, length, cut) ((u32)(offset) | (u32)(length) << 16 | (cut ? 1u << 31 : 0))

/* Keeps a loop a loop: clang would write out every turn of it. */
#define ROLLED _Pragma("clang loop unroll(disable)")

/* ---- Settings, written by the collector before the object is loaded. ---- */

/* Wake the collector whenever this many bytes have gathered; a power of two, or 0 for never (the collector then comes by itself
 * at each tick). Waking it for each event would cost the traced program more than the rest of the program together. */
const volatile u32 tarn_wake_bytes = 0;
/* Process whose own events are left out, as seen in its PID namespace; 0 for none. */
const volatile u32 tarn_self = 0;
/* That namespace (device and inode of /proc/self/ns/pid) unless it is the first one, else 0. */
const volatile u64 tarn_self_device = 0, tarn_self_inode = 0;

/* Filters: only events of one process (as its first PID namespace sees it), cgroup or comm; 0 for all. A comm is 16 bytes in two
 * numbers. */
const volatile u32 tarn_pid = 0;
const volatile u64 tarn_cgroup = 0;
const volatile u64 tarn_comm_low = 0, tarn_comm_high = 0;

/* ---- Loss: counted here, for each CPU and cause, and read by the collector. The names become the records' `cause`. ---- */

enum loss_cause {
	LOST_RING_FULL,        /* the event found no room in the ring */
	LOST_MAP_FULL,         /* an event was not counted because a map had no room for its key */
	LOST_STACK_MAP_FULL,   /* an event was counted, but its stack was not kept */
	LOST_TABLE_FULL,       /* the beginning of something found no room, so that its end cannot be recorded */
	LOST_CAUSES,
};
/* Not read by anybody: it makes clang describe the enum in BTF, where the collector finds the names. */
const volatile enum loss_cause tarn_loss_causes = LOST_CAUSES;

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, LOST_CAUSES);
	__type(key, u32);
	__type(value, u64);
} lost SEC(".maps");

static __always_inline void lose(enum loss_cause cause)
{
	u32 key = cause;
	u64 *count = bpf_map_lookup_elem(&lost, &key);
	/* Atomic, because an interrupt on the same CPU may count as well. */
	if (count)
		__sync_fetch_and_add(count, 1);
}

/* ---- The ring; the collector sets its size. ---- */

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1 << 22);
} events SEC(".maps");

/* A wake-up falls due when the pending bytes pass a multiple of tarn_wake_bytes. The window is wider than an event, because
 * another CPU may reserve between our reservation and this look. */
static __always_inline u64 wake_flags(void)
{
	u64 pending;

	if (!tarn_wake_bytes)
		return BPF_RB_NO_WAKEUP;
	pending = bpf_ringbuf_query(&events, BPF_RB_AVAIL_DATA);
	if (pending < tarn_wake_bytes || (pending & (tarn_wake_bytes - 1)) >= 4096)
		return BPF_RB_NO_WAKEUP;
	return BPF_RB_FORCE_WAKEUP;
}

/* Makes clang keep the struct in BTF and yields its id there. */
#define EVENT_TYPE(type) bpf_core_type_id_local(type)

/* Reserves an event of a fixed size and counts the loss where there is no room: struct open *e = RESERVE(struct open). */
#define RESERVE(T) ({ \
	T *reserved = bpf_ringbuf_reserve(&events, sizeof(T), 0); \
	if (reserved) \
		reserved->type = EVENT_TYPE(T); \
	else \
		lose(LOST_RING_FULL); \
	reserved; \
})
#define SUBMIT(event) bpf_ringbuf_submit(event, wake_flags())

/* Sends an event of any size from the program's own memory. */
static __always_inline void send(void *event, u64 size)
{
	if (bpf_ringbuf_output(&events, event, size, wake_flags()))
		lose(LOST_RING_FULL);
}

struct bpf_pidns_info {
	u32 pid;
	u32 tgid;
};

/* Whether the current process is the collector's own. */
static __always_inline bool own(void)
{
	struct bpf_pidns_info here = {};

	if (!tarn_self)
		return false;
	if (!tarn_self_inode)
		return bpf_get_current_pid_tgid() >> 32 == tarn_self;
	/* Fails for processes of other namespaces. */
	return !bpf_get_ns_current_pid_tgid(tarn_self_device, tarn_self_inode, &here, sizeof(here)) && here.tgid == tarn_self;
}

/* Whether what the current process does is not to be recorded: it is the collector, or a filter leaves it out. */
static __always_inline bool left_out(void)
{
	if (tarn_pid && bpf_get_current_pid_tgid() >> 32 != tarn_pid)
		return true;
	if (tarn_cgroup && bpf_get_current_cgroup_id() != tarn_cgroup)
		return true;
	if (tarn_comm_low) {
		u64 comm[2] = {};

		bpf_get_current_comm(comm, sizeof(comm));
		if (comm[0] != tarn_comm_low || comm[1] != tarn_comm_high)
			return true;
	}
	return own();
}

/* ---- Whom an event is about: the last members of most events ---- */

#define WHO_MEMBERS \
	char comm[16]; \
	s64 pid; \
	s64 tid; \
	s64 ppid; \
	u32 uid; \
	u32 _pad_uid; \
	cgroup_t cgroup

struct who {
	WHO_MEMBERS;
};

/* Of counts, which are of a whole process. */
#define PROCESS_MEMBERS \
	char comm[16]; \
	s64 pid; \
	s64 ppid; \
	u32 uid; \
	u32 _pad_uid; \
	cgroup_t cgroup

struct process {
	PROCESS_MEMBERS;
};

#define WHO(event) ((struct who *)(event)->comm)
#define PROCESS(event) ((struct process *)(event)->comm)

/* Sets either to the current process. A macro, because the two have no common type. */
#define SET_CURRENT(who) ({ \
	struct task_struct *current_task = (void *)bpf_get_current_task(); \
	bpf_get_current_comm((who)->comm, sizeof((who)->comm)); \
	(who)->pid = bpf_get_current_pid_tgid() >> 32; \
	(who)->ppid = BPF_CORE_READ(current_task, real_parent, tgid); \
	(who)->uid = bpf_get_current_uid_gid(); \
	(who)->_pad_uid = 0; \
	(who)->cgroup = bpf_get_current_cgroup_id(); \
})

static __always_inline void set_who(struct who *who)
{
	SET_CURRENT(who);
	who->tid = (u32)bpf_get_current_pid_tgid();
}

static __always_inline void set_process(struct process *process)
{
	SET_CURRENT(process);
}

/* ---- Sizes by powers of two ---- */

enum { LATENCY_SLOTS = 36 };

static __always_inline u32 size_slot(u64 value, u32 slots)
{
	u32 slot = 0;

	if (value >> 32) {
		value >>= 32;
		slot += 32;
	}
	if (value >> 16) {
		value >>= 16;
		slot += 16;
	}
	if (value >> 8) {
		value >>= 8;
		slot += 8;
	}
	if (value >> 4) {
		value >>= 4;
		slot += 4;
	}
	if (value >> 2) {
		value >>= 2;
		slot += 2;
	}
	if (value >> 1) {
		value >>= 1;
		slot += 1;
	}
	slot += value;
	return slot < slots ? slot : slots - 1;
}

static __always_inline u32 latency_slot(u64 nanos)
{
	return size_slot(nanos / 1000, LATENCY_SLOTS);
}

/* How often something took how long. `max` may miss one of two that end at the same instant. */
#define LATENCY_MEMBERS \
	u64 count; \
	duration_t total; \
	duration_t max; \
	latency_hist_t buckets[LATENCY_SLOTS]

#define ADD_LATENCY(event, nanos) ({ \
	u64 add_nanos = (nanos); \
	u32 add_slot = latency_slot(add_nanos); \
	__sync_fetch_and_add(&(event)->count, 1); \
	__sync_fetch_and_add(&(event)->total, add_nanos); \
	if (add_nanos > (event)->max) \
		(event)->max = add_nanos; \
	if (add_slot < LATENCY_SLOTS) \
		__sync_fetch_and_add(&(event)->buckets[add_slot], 1); \
})

/* What is going on in each thread: set where it begins, taken where it ends. */
#define THREAD_MAP(name, V) \
	struct { \
		__uint(type, BPF_MAP_TYPE_HASH); \
		__uint(max_entries, 32768); \
		__type(key, u32); \
		__type(value, V); \
	} name SEC(".maps")

/* An array of one V for each CPU, for programs that are not run again on a CPU that is still in them. */
#define SCRATCH(name, V, count) \
	struct { \
		__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY); \
		__uint(max_entries, count); \
		__type(key, u32); \
		__type(value, V); \
	} name SEC(".maps")

static __always_inline u32 thread_id(void)
{
	return bpf_get_current_pid_tgid();
}

/* Whether the task waits for a CPU rather than for anything else. */
static __always_inline bool runnable(struct task_struct *task)
{
	struct task_struct___old *old = (void *)task;

	if (bpf_core_field_exists(task->__state))
		return BPF_CORE_READ(task, __state) == 0;
	return BPF_CORE_READ(old, state) == 0;
}

#endif
