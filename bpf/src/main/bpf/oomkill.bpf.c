// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/* Victims of the kernel's out-of-memory killer, of the whole host and of memory cgroups. */
#include "oomkill.h"

char LICENSE[] SEC("license") = "GPL";

static __always_inline int killed(struct task_struct *victim)
{
	struct mm_struct *memory = BPF_CORE_READ(victim, mm);
	struct oomkill *e = RESERVE(struct oomkill);

	if (!e)
		return 0;
	e->ts = bpf_ktime_get_boot_ns();
	e->score_adj = BPF_CORE_READ(victim, signal, oom_score_adj);
	BPF_CORE_READ_STR_INTO(&e->victim, victim, comm);
	e->victim_pid = BPF_CORE_READ(victim, tgid);
	e->total_pages = BPF_CORE_READ(memory, total_vm);
	e->anonymous_pages = e->file_pages = 0;
	if (bpf_core_type_exists(struct percpu_counter) && bpf_core_field_exists(memory->rss_stat[1].count)) {
		s64 pages = BPF_CORE_READ(memory, rss_stat[1].count);

		/* Counters of a CPU are not yet in it; it may be below zero. */
		e->anonymous_pages = pages > 0 ? pages : 0;
		pages = BPF_CORE_READ(memory, rss_stat[0].count);
		e->file_pages = pages > 0 ? pages : 0;
	}
	set_who(WHO(e));
	SUBMIT(e);
	return 0;
}

SEC("fentry/oom_kill_process")
int BPF_PROG(killed__fentry, struct oom_control *control)
{
	return killed(BPF_CORE_READ(control, chosen));
}

SEC("kprobe/oom_kill_process")
int BPF_KPROBE(killed__kprobe, struct oom_control *control)
{
	return killed(BPF_CORE_READ(control, chosen));
}

/* Last, because before Linux 6.10 it told a number and not the task. */
SEC("tp_btf/mark_victim")
int BPF_PROG(killed__btf, struct task_struct *victim)
{
	return killed(victim);
}
