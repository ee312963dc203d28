// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/*
 * An object of somebody who has never heard of Tarn: compiled by the test, with nothing but libbpf's headers. On
 * getpgid(0x5a5c0000 | n) of the process `only` it sends an event through a ring (n is 1), one with a tail (2), one through
 * a perf buffer (3), one that two structs could be (4), or one of Inspektor Gadget's types (6), and counts in its maps.
 */
typedef unsigned char __u8;
typedef unsigned short __u16;
typedef unsigned int __u32;
typedef unsigned long long __u64;
typedef signed int __s32;
typedef long long __s64;
typedef __u16 __be16;
typedef __u32 __be32;
typedef __u32 __wsum;

#include <bpf/bpf_helpers.h>

enum { HASH = 1, ARRAY = 2, PERF_EVENT_ARRAY = 4, PERCPU_HASH = 5, PERCPU_ARRAY = 6, STACK_TRACE = 7, LRU_HASH = 9, LPM_TRIE = 11,
       RINGBUF = 27 };

char LICENSE[] SEC("license") = "GPL";

typedef __u64 gadget_timestamp;
typedef __s32 gadget_errno;
typedef __u64 size_hist_t;

enum shape { CIRCLE, SQUARE = 4 };
struct point {
	__s32 x, y;
};
struct event {
	gadget_timestamp when;
	struct point at;
	enum shape shape;
	__u32 small : 3, rest : 29;
	union {
		__u32 number;
		__u8 octets[4];
	} either;
	gadget_errno error;
	char text[12];
	__u8 raw[4];
	void *address;
	struct point corners[2];
};
struct tailed {
	__u64 number;
	__u32 words_len;
	__u16 words[];
};
struct through_perf {
	__u32 first, second;
	char text[20];
};
/* As Inspektor Gadget has them. */
union gadget_ip_addr_t {
	__u8 v6[16];
	__u32 v4;
};
struct gadget_l4endpoint_t {
	union gadget_ip_addr_t addr_raw;
	__u16 port;
	__u16 proto_raw;
	__u8 version;
};
struct gadget_user_stack {
	__u64 exe_inode, mtime_sec;
	__u32 mtime_nsec, stack_id, pid_level0, pidns_level0, pid_level1, pidns_level1;
};
typedef __u32 gadget_kernel_stack;
typedef __u32 gadget_signal;
typedef __u64 gadget_syscall;
typedef __u64 gadget_duration;
typedef char gadget_comm;
typedef __u32 gadget_histogram_slot__u32;
struct gadget_event {
	struct gadget_l4endpoint_t src, dst, none;
	gadget_kernel_stack kern_stack_raw;
	struct gadget_user_stack ustack_raw;
	gadget_signal sig_raw;
	gadget_syscall syscall_raw;
	gadget_duration took;
	gadget_comm comm[16];
	gadget_histogram_slot__u32 slots[4];
};
struct prefix {
	__u32 bits;
	__u8 address[4];
};
struct pair_a {
	__u64 a[5];
};
struct pair_b {
	__u64 b[5];
};
struct counts {
	__u64 calls;
	struct point last;
};
struct sizes {
	size_hist_t slots[8];
};

/* clang describes a struct only where something global has its type. */
const struct event *unused_event __attribute__((unused));
const struct tailed *unused_tailed __attribute__((unused));
const struct through_perf *unused_through_perf __attribute__((unused));
const struct gadget_event *unused_gadget_event __attribute__((unused));
const struct pair_a *unused_a __attribute__((unused));
const struct pair_b *unused_b __attribute__((unused));

struct {
	__uint(type, RINGBUF);
	__uint(max_entries, 1 << 16);
} my_ring SEC(".maps");
struct {
	__uint(type, PERF_EVENT_ARRAY);
	__uint(key_size, 4);
	__uint(value_size, 4);
} my_perf SEC(".maps");
struct {
	__uint(type, HASH);
	__uint(max_entries, 64);
	__type(key, struct point);
	__type(value, struct counts);
} by_point SEC(".maps");
struct {
	__uint(type, PERCPU_ARRAY);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u64);
} per_cpu SEC(".maps");
struct {
	__uint(type, ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, struct sizes);
} histogram SEC(".maps");

struct {
	__uint(type, STACK_TRACE);
	__uint(max_entries, 64);
	__uint(key_size, 4);
	__uint(value_size, 127 * 8);
} stacks SEC(".maps");
struct {
	__uint(type, PERCPU_HASH);
	__uint(max_entries, 4);
	__type(key, __u64);
	__type(value, __u32);
} per_cpu_by_key SEC(".maps");
struct {
	__uint(type, LRU_HASH);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u64);
} lately SEC(".maps");
struct {
	__uint(type, LPM_TRIE);
	__uint(max_entries, 4);
	__uint(map_flags, 1); /* BPF_F_NO_PREALLOC */
	__type(key, struct prefix);
	__type(value, __u64);
} prefixes SEC(".maps");

const volatile __u32 only = ONLY;

#if defined(__x86_64__) || defined(TEST_X86)
enum { GETPGID = 121, ARGUMENT = 14 };
#else
enum { GETPGID = 155, ARGUMENT = 0 };
#endif

static void send_event(void)
{
	struct event *e = bpf_ringbuf_reserve(&my_ring, sizeof(*e), 0);

	if (!e)
		return;
	e->when = bpf_ktime_get_boot_ns();
	e->at.x = -1;
	e->at.y = 2;
	e->shape = SQUARE;
	e->small = 5;
	e->rest = 1000;
	e->either.number = 0x04030201;
	e->error = -2;
	__builtin_memcpy(e->text, "hello\0world", 12);
	e->raw[0] = e->raw[1] = e->raw[2] = e->raw[3] = 0xab;
	e->address = (void *)0x1234;
	e->corners[0].x = 1;
	e->corners[0].y = 2;
	e->corners[1].x = 3;
	e->corners[1].y = 4;
	bpf_ringbuf_submit(e, 0);
}

static void send_gadget_event(void *ctx)
{
	struct gadget_event *e = bpf_ringbuf_reserve(&my_ring, sizeof(*e), 0);
	long stack;

	if (!e)
		return;
	__builtin_memset(e, 0, sizeof(*e));
	e->src.addr_raw.v4 = 0x0100007f;
	e->src.port = 80;
	e->src.proto_raw = 6;
	e->src.version = 4;
	e->dst.addr_raw.v6[0] = 0x20;
	e->dst.addr_raw.v6[1] = 0x01;
	e->dst.addr_raw.v6[15] = 1;
	e->dst.version = 6;
	e->sig_raw = 9;
	e->syscall_raw = GETPGID;
	e->took = 1500;
	__builtin_memcpy(e->comm, "gadget", 7);
	e->slots[2] = 5;
	stack = bpf_get_stackid(ctx, &stacks, 0);
	e->kern_stack_raw = stack;
	stack = bpf_get_stackid(ctx, &stacks, 1 << 8 /* BPF_F_USER_STACK */);
	e->ustack_raw.stack_id = stack;
	e->ustack_raw.pid_level0 = bpf_get_current_pid_tgid() >> 32;
	bpf_ringbuf_submit(e, 0);
}

static void fill_maps(void)
{
	__u64 key = 5, number = 6;
	__u32 small = 7;
	struct prefix prefix = {.bits = 8, .address = {10}};

	bpf_map_update_elem(&per_cpu_by_key, &key, &small, 0);
	bpf_map_update_elem(&lately, &small, &number, 0);
	bpf_map_update_elem(&prefixes, &prefix, &number, 0);
}

SEC("raw_tp/sys_enter")
int on_call(__u64 *ctx)
{
	__u64 *registers = (__u64 *)ctx[0], argument = 0;
	__u32 zero = 0, one = 1;
	struct point key = {.x = 7, .y = 8};
	struct counts *found, fresh = {.calls = 1, .last = {.x = 9, .y = 10}};
	struct sizes *sizes;
	__u64 *count;

	if (ctx[1] != GETPGID || bpf_get_current_pid_tgid() >> 32 != only)
		return 0;
	bpf_probe_read_kernel(&argument, sizeof(argument), registers + ARGUMENT);
	if ((argument & 0xffff0000) != 0x5a5c0000)
		return 0;
	found = bpf_map_lookup_elem(&by_point, &key);
	if (found)
		__sync_fetch_and_add(&found->calls, 1);
	else
		bpf_map_update_elem(&by_point, &key, &fresh, 0);
	count = bpf_map_lookup_elem(&per_cpu, &one);
	if (count)
		*count += 1;
	sizes = bpf_map_lookup_elem(&histogram, &zero);
	if (sizes)
		__sync_fetch_and_add(&sizes->slots[argument & 7], 1);
	switch (argument & 0xff) {
	case 1:
		send_event();
		break;
	case 2: {
		struct {
			struct tailed head;
			__u16 more[6];
		} t = {};

		t.head.number = 42;
		t.head.words_len = 3;
		/* The tail begins inside the padding of its struct. */
		__u16 *words = (void *)&t.head.words;
		words[0] = 1;
		words[1] = 2;
		words[2] = 3;
		bpf_ringbuf_output(&my_ring, &t, 18, 0);
		break;
	}
	case 3: {
		struct through_perf p = {.first = 1, .second = 2, .text = "perf"};

		bpf_perf_event_output(ctx, &my_perf, 0xffffffffULL, &p, sizeof(p));
		break;
	}
	case 6:
		send_gadget_event(ctx);
		fill_maps();
		break;
	case 4: {
		struct pair_a a = {.a = {1, 2, 3, 4, 5}};
		struct pair_b b = {.b = {1, 2, 3, 4, 5}};

		bpf_ringbuf_output(&my_ring, argument & 0x100 ? (void *)&a : (void *)&b, sizeof(a), 0);
		break;
	}
	}
	return 0;
}
