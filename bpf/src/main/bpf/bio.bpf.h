/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * Requests to block devices, from the time they come to be until they are done.
 *
 * A tool includes this and defines done(). Whose request it is can be seen best where it begins (block_io_start, Linux 6.5), else
 * where it is queued; it may be a kernel thread that writes back what somebody wrote earlier.
 */
#ifndef TARN_BIO_BPF_H
#define TARN_BIO_BPF_H

#include "tarn.bpf.h"

enum bio_op { read, write, flush, discard, secure_erase, zone, write_zeroes, other };

struct started {
	u64 begun;            /* when it came to be */
	u64 issued;           /* when the device got it; 0 before */
	u32 left_out;
	u32 bytes;
	struct who who;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16384);
	__type(key, u64);
	__type(value, struct started);
} requests SEC(".maps");

static __always_inline enum bio_op bio_op(struct request *request)
{
	/* REQ_OP_*: the low byte, numbers that have not changed since Linux 4.10 but for those put in between. */
	switch (BPF_CORE_READ(request, cmd_flags) & 0xff) {
	case 0: return read;
	case 1: return write;
	case 2: return flush;
	case 3: return discard;
	case 5: return secure_erase;
	case 9: return write_zeroes;
	case 7: case 10 ... 17: return zone;
	default: return other;
	}
}

static __always_inline struct gendisk *disk_of(struct request *request)
{
	return BPF_CORE_READ(request, q, disk);
}

static __always_inline void set_disk(char *name, struct request *request)
{
	struct gendisk *disk = disk_of(request);

	BPF_CORE_READ_STR_INTO((char (*)[32])name, disk, disk_name);
}

static __always_inline void started(struct request *request, bool issued)
{
	struct started *found, fresh = {};
	u64 key = (u64)request, now = bpf_ktime_get_boot_ns();

	found = bpf_map_lookup_elem(&requests, &key);
	if (found) {
		if (issued)
			found->issued = now;
		found->bytes = BPF_CORE_READ(request, __data_len);
		return;
	}
	fresh.begun = now;
	fresh.issued = issued ? now : 0;
	fresh.bytes = BPF_CORE_READ(request, __data_len);
	fresh.left_out = left_out();
	set_who(&fresh.who);
	if (bpf_map_update_elem(&requests, &key, &fresh, BPF_ANY))
		lose(LOST_TABLE_FULL);
}

/* What the tool does with a request that is done. */
static __always_inline void done(struct request *request, struct started *started, u64 now, s32 error);

static __always_inline void completed(struct request *request, s32 error, u32 bytes)
{
	struct started *found, started;
	u64 key = (u64)request;

	found = bpf_map_lookup_elem(&requests, &key);
	if (!found)
		return;
	/* A part of it; the rest is still to come. */
	if (!error && bytes < BPF_CORE_READ(request, __data_len))
		return;
	started = *found;
	bpf_map_delete_elem(&requests, &key);
	if (!started.left_out)
		done(request, &started, bpf_ktime_get_boot_ns(), error);
}

SEC("tp_btf/block_io_start")
int BPF_PROG(maybe_begun__btf, struct request *request)
{
	started(request, false);
	return 0;
}

SEC("tp_btf/block_rq_insert")
int BPF_PROG(queued__btf, struct request *request)
{
	started(request, false);
	return 0;
}

SEC("raw_tp/block_rq_insert")
int BPF_PROG(queued__raw, struct request *request)
{
	started(request, false);
	return 0;
}

SEC("tp_btf/block_rq_issue")
int BPF_PROG(issued__btf, struct request *request)
{
	started(request, true);
	return 0;
}

SEC("raw_tp/block_rq_issue")
int BPF_PROG(issued__raw, struct request *request)
{
	started(request, true);
	return 0;
}

SEC("tp_btf/block_rq_complete")
int BPF_PROG(completed__btf, struct request *request, s32 error, u32 bytes)
{
	completed(request, error, bytes);
	return 0;
}

SEC("raw_tp/block_rq_complete")
int BPF_PROG(completed__raw, struct request *request, s32 error, u32 bytes)
{
	completed(request, error, bytes);
	return 0;
}

#endif
