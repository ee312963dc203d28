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

/* ---- Loss: counted here, for each CPU and cause, and read by the collector. The names become the records' `cause`. ---- */

enum loss_cause {
	LOST_RING_FULL,        /* the event found no room in the ring */
	LOST_MAP_FULL,         /* an event was not counted because a map had no room for its key */
	LOST_STACK_MAP_FULL,   /* an event was counted, but its stack was not kept */
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

#endif
