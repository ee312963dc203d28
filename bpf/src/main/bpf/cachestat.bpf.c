// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/*
 * Hits and misses of the page cache.
 *
 * A page that is added is a miss, unless the call under way writes: then there was nothing to be read.
 */
#include "cachestat.h"
#include "interval.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* Of architectures with other pages the cache is counted in these all the same, but for the first look. */
enum { PAGE_BYTES = 4096 };

struct key {
	u64 all;
};
INTERVAL_MAP(key, struct cachestat, 1);

static __always_inline struct cachestat *counters(void)
{
	struct cachestat *found, fresh = {};
	struct key key = {};
	u32 which = tarn_interval;

	if (left_out())
		return 0;
	found = interval_lookup(which, &key);
	if (found)
		return found;
	fresh.type = EVENT_TYPE(struct cachestat);
	found = interval_insert(which, &key, &fresh);
	if (!found)
		lose(LOST_MAP_FULL);
	return found;
}

static __always_inline int accessed(u64 count)
{
	struct cachestat *c = counters();

	if (c)
		__sync_fetch_and_add(&c->accesses, count);
	return 0;
}

/* What a read on this CPU has looked for last. */
struct look {
	u64 mapping, first, end;
	u64 thread;
};
SCRATCH(looks, struct look, 1);

/*
 * A read looks for all its pages, gets some of them, and then looks for the rest, up to the same end: only the first look counts.
 * What lies beyond the end of the file is not there to be looked for.
 */
static __always_inline int looked(struct address_space *mapping, u64 first, u64 end)
{
	u64 file_end = ((u64)BPF_CORE_READ(mapping, host, i_size) + PAGE_BYTES - 1) / PAGE_BYTES;
	u32 slot = 0, thread = thread_id();
	struct look *last = bpf_map_lookup_elem(&looks, &slot);
	bool again;

	if (!last)
		return 0;
	again = last->thread == thread && last->mapping == (u64)mapping && last->end == end && first > last->first;
	last->thread = thread;
	last->mapping = (u64)mapping;
	last->first = first;
	last->end = end;
	if (end > file_end)
		end = file_end;
	return again || end <= first ? 0 : accessed(end - first);
}

static __always_inline u64 pages(struct folio *folio)
{
	struct folio___old *old = (void *)folio;
	/* Of every kernel, the first word of a page or folio. */
	u64 flags = 0;

	bpf_probe_read_kernel(&flags, sizeof(flags), folio);
	if (!(flags & 1UL << bpf_core_enum_value(enum pageflags, PG_head)))
		return 1;
	if (bpf_core_field_exists(old->_folio_order))
		return 1UL << (BPF_CORE_READ(old, _folio_order) & 31);
	return 1UL << (BPF_CORE_READ(folio, _flags_1) & 31);
}

/* Whether the system call under way writes files. */
static __always_inline bool writing(void)
{
	struct task_struct *task = (void *)bpf_get_current_task_btf();
	struct pt_regs *regs = (void *)bpf_task_pt_regs((void *)task);

	switch (SYSCALL_NUMBER(regs)) {
	case SYSCALL_WRITE: case SYSCALL_PWRITE64: case SYSCALL_WRITEV: case SYSCALL_PWRITEV: case SYSCALL_PWRITEV2:
	case SYSCALL_COPY_FILE_RANGE:
		return true;
	default:
		return false;
	}
}

static __always_inline int added(struct folio *folio)
{
	struct cachestat *c = counters();

	if (!c)
		return 0;
	if (writing())
		__sync_fetch_and_add(&c->written, pages(folio));
	else
		__sync_fetch_and_add(&c->misses, pages(folio));
	return 0;
}

static __always_inline int dirtied(struct folio *folio)
{
	struct cachestat *c = counters();

	if (c)
		__sync_fetch_and_add(&c->dirtied, pages(folio));
	return 0;
}

static __always_inline int faulted(void)
{
	struct cachestat *c = counters();

	if (c) {
		__sync_fetch_and_add(&c->accesses, 1);
		__sync_fetch_and_add(&c->faults, 1);
	}
	return 0;
}

SEC("tp_btf/mm_filemap_get_pages")
int BPF_PROG(accessed__btf, struct address_space *mapping, u64 first, u64 last)
{
	return looked(mapping, first, last + 1);
}

/* Before Linux 6.10: one for each page or folio that a read touches. */
SEC("fentry/folio_mark_accessed")
int BPF_PROG(accessed__fentry, struct folio *folio)
{
	return accessed(1);
}

SEC("kprobe/folio_mark_accessed")
int BPF_KPROBE(accessed__kprobe, struct folio *folio)
{
	return accessed(1);
}

SEC("tp_btf/mm_filemap_add_to_page_cache")
int BPF_PROG(added__btf, struct folio *folio)
{
	return added(folio);
}

SEC("tp_btf/writeback_dirty_folio")
int BPF_PROG(dirtied__btf, struct folio *folio)
{
	return dirtied(folio);
}

SEC("tp_btf/mm_filemap_fault")
int BPF_PROG(maybe_faulted__btf)
{
	return faulted();
}

SEC("fentry/filemap_fault")
int BPF_PROG(maybe_faulted__fentry)
{
	return faulted();
}

SEC("kprobe/filemap_fault")
int maybe_faulted__kprobe(struct pt_regs *regs)
{
	return faulted();
}
