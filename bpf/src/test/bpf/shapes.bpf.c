// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/*
 * One event of every shape that C has, sent when getpgid(0x5a5b0000) is called. What they must become stands in ShapesTest.
 */
#include "tarn.bpf.h"

char LICENSE[] SEC("license") = "GPL";

#if defined(__TARGET_ARCH_x86)
enum { SYSCALL_GETPGID = 121 };
#else
enum { SYSCALL_GETPGID = 155 };
#endif

/* The process whose calls count: tests of several checkouts may run at once. */
const volatile u32 only = 0;

#define TAG(text) __attribute__((btf_decl_tag(text)))

enum color { RED, GREEN = 5, BLUE };

struct numbers {
	event_type_t type;
	s8 i8;
	u8 u8_;
	s16 i16;
	u16 u16_;
	s32 i32;
	u32 u32_;
	s64 i64;
	u64 u64_;
	bool yes;
	bool no;
	u16 _pad0;
	float f32;
	double f64;
	void *pointer;
	const volatile u32 qualified;
};

struct texts {
	event_type_t type;
	char name[16];
	char full[4];
	char bad[8];
	char odd[11];
	u8 bytes[3];
	char lines[2][4];
	u16 counts[3];
};

struct meanings {
	event_type_t type;
	duration_t took;
	ipv4_t four;
	ip_t six;
	ip_t mapped;
	port_t port;
	port_be_t port_be;
	mac_t mac;
	dev_id_t device;
	errno_t error;
	errno_t none;
	sig_t signal;
	syscall_t call;
	u64 tagged TAG("zed:duration");
	u32 renamed TAG("zed:name=other name");
};

struct point {
	s32 x, y;
};

struct nested {
	event_type_t type;
	struct point at;
	struct {
		u32 inner;
		struct {
			u32 deeper;
		};
	};
	struct point corners[2];
	enum color color;
	enum color colors[2];
	enum { FIRST, SECOND } unnamed;
	u32 low : 3, middle : 13, high : 16;
	s32 negative : 5;
	u32 : 3;
	bool flag : 1;
	enum color small : 8;
	u32 kind;
	union {
		u32 number;
		struct point point;
		char text[8];
	} chosen TAG("zed:union=kind");
	union {
		u32 a;
		u8 b[4];
	} raw;
} TAG("zed:name=inside");

struct located {
	event_type_t type;
	str_loc_t text;
	str_loc_t cut;
	bytes_loc_t bytes;
	argv_loc_t argv;
	argv_loc_t argv_cut;
	str_loc_t nowhere;
	char data[32];
};

struct tail {
	event_type_t type;
	u32 points_len;
	u32 before;
	struct point points[];
};

struct text_tail {
	event_type_t type;
	u32 text_len;
	char text[];
};

struct shapes {
	struct numbers numbers;
	struct texts texts;
	struct meanings meanings;
	struct nested nested;
	struct located located;
	/* Room for a struct with a tail. */
	u64 tailed[8];
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, struct shapes);
} scratches SEC(".maps");

static __always_inline void send_numbers(struct numbers *e)
{
	e->type = EVENT_TYPE(struct numbers);
	e->i8 = -8;
	e->u8_ = 200;
	e->i16 = -300;
	e->u16_ = 60000;
	e->i32 = -70000;
	e->u32_ = 4000000000;
	e->i64 = -5000000000;
	e->u64_ = 18446744073709551615ULL;
	e->yes = true;
	e->no = false;
	e->pointer = (void *)0xffff000012345678;
	*(u32 *)&e->f32 = 0x3fc00000;
	*(u64 *)&e->f64 = 0xc004000000000000;
	*(u32 *)&e->qualified = 42;
	send(e, sizeof(*e));
}

static __always_inline void send_texts(struct texts *e)
{
	e->type = EVENT_TYPE(struct texts);
	__builtin_memcpy(e->name, "tarn\0garbage", 13);
	__builtin_memcpy(e->full, "full", 4);
	__builtin_memcpy(e->bad, "a\xff\xc3\xa9z", 6);
	__builtin_memcpy(e->odd, "0123456789a", 11);
	__builtin_memcpy(e->bytes, "\1\2\3", 3);
	__builtin_memcpy(e->lines[0], "one", 4);
	__builtin_memcpy(e->lines[1], "two", 4);
	e->counts[0] = 1;
	e->counts[1] = 2;
	e->counts[2] = 3;
	send(e, sizeof(*e));
}

static __always_inline void send_meanings(struct meanings *e)
{
	e->type = EVENT_TYPE(struct meanings);
	e->took = 1500000000;
	e->four = 0x0100007f;
	__builtin_memcpy(e->six.bytes, "\x20\1\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\1", 16);
	__builtin_memcpy(e->mapped.bytes, "\0\0\0\0\0\0\0\0\0\0\xff\xff\x0a\0\0\1", 16);
	e->port = 443;
	e->port_be = 0xbb01;
	__builtin_memcpy(e->mac.bytes, "\0\x1b\x21\xab\xcd\xef", 6);
	e->device = 8 << 20 | 1;
	e->error = -2;
	e->none = 0;
	e->signal = 9;
	e->call = SYSCALL_GETPGID;
	e->tagged = 250;
	e->renamed = 6;
	send(e, sizeof(*e));
}

static __always_inline void send_nested(struct nested *e, u32 kind, enum color color)
{
	e->type = EVENT_TYPE(struct nested);
	e->at.x = -1;
	e->at.y = 2;
	e->inner = 3;
	e->deeper = 4;
	e->corners[0].x = 10;
	e->corners[0].y = 11;
	e->corners[1].x = 20;
	e->corners[1].y = 21;
	e->color = color;
	e->colors[0] = BLUE;
	e->colors[1] = RED;
	e->unnamed = SECOND;
	e->low = 5;
	e->middle = 4097;
	e->high = 65535;
	e->negative = -3;
	e->flag = true;
	e->small = GREEN;
	e->kind = kind;
	__builtin_memset(&e->chosen, 0, sizeof(e->chosen));
	if (kind == 0)
		e->chosen.number = 77;
	else if (kind == 1)
		e->chosen.point.y = -9;
	else
		__builtin_memcpy(e->chosen.text, "union", 6);
	e->raw.a = 0x04030201;
	send(e, sizeof(*e));
}

static __always_inline void send_located(struct located *e)
{
	u32 data = __builtin_offsetof(struct located, data);

	e->type = EVENT_TYPE(struct located);
	__builtin_memcpy(e->data, "hello\0a\0bc\0\0caf\xc3", 17);
	e->text = LOCATION(data, 6, false);
	e->cut = LOCATION(data + 12, 4, true);
	e->bytes = LOCATION(data, 2, false);
	e->argv = LOCATION(data + 6, 6, false);
	e->argv_cut = LOCATION(data + 6, 4, true);
	e->nowhere = LOCATION(data, 32000, false);
	send(e, sizeof(*e));
}

static __always_inline void send_tails(struct shapes *s)
{
	struct tail *tail = (void *)s->tailed;
	struct text_tail *text = (void *)s->tailed;

	tail->type = EVENT_TYPE(struct tail);
	tail->points_len = 2;
	tail->before = 1;
	tail->points[0].x = 1;
	tail->points[0].y = 2;
	tail->points[1].x = 3;
	tail->points[1].y = 4;
	send(tail, sizeof(*tail) + 3 * sizeof(struct point));
	text->type = EVENT_TYPE(struct text_tail);
	/* More than the event holds. */
	text->text_len = 1000;
	__builtin_memcpy(text->text, "tail", 5);
	send(text, sizeof(*text) + 8);
}

SEC("tp_btf/sys_enter")
int BPF_PROG(shapes__btf, struct pt_regs *regs, long number)
{
	u32 zero = 0, word = 0x7fffffff;
	struct shapes *s;

	if (number != SYSCALL_GETPGID || (SYSCALL_ARGUMENT_0(regs) & 0xffffffff) != 0x5a5b0000)
		return 0;
	if (bpf_get_current_pid_tgid() >> 32 != only)
		return 0;
	s = bpf_map_lookup_elem(&scratches, &zero);
	if (!s)
		return 0;
	send_numbers(&s->numbers);
	send_texts(&s->texts);
	send_meanings(&s->meanings);
	send_nested(&s->nested, 0, GREEN);
	send_nested(&s->nested, 1, (enum color)99);
	send_nested(&s->nested, 2, RED);
	send_nested(&s->nested, 3, BLUE);
	send_located(&s->located);
	send_tails(s);
	/* Not what the collector expects: no such type, and too short. */
	send(&word, sizeof(word));
	return 0;
}
