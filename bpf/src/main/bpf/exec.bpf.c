// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/*
 * Started programs, and failed attempts.
 *
 * A success is taken where the kernel has just put the new program's arguments on its stack: they are all present in memory and
 * final, whatever the caller does meanwhile. A failure is taken where the call returns, when the caller's memory is still there.
 */
#include "exec.h"

char LICENSE[] SEC("license") = "GPL";

/* Twice the limit, so that one full-sized read fits behind any start. */
struct scratch {
	struct exec exec;
	char args[2 * EXEC_ARGS_BYTES];
	char word[EXEC_ARGS_BYTES];
};

/* One for each kind of program and CPU: the kernel does not run a program on a CPU that is still in it, but it may run another. */
enum { STARTED, FAILED, SCRATCHES };

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, SCRATCHES);
	__type(key, u32);
	__type(value, struct scratch);
} scratches SEC(".maps");

static __always_inline struct scratch *scratch(u32 slot)
{
	return bpf_map_lookup_elem(&scratches, &slot);
}

/* Completes the event, whose first `kept` bytes of arguments stand in s->args, and sends it. */
static __always_inline void finish(struct scratch *s, struct task_struct *task, u32 kept, u32 size, bool cut, long ret)
{
	struct exec *e = &s->exec;
	u64 user = bpf_get_current_uid_gid();

	cut |= kept > EXEC_ARGS_BYTES;
	/* Else clang reuses a bound that the verifier has lost. */
	barrier_var(kept);
	if (kept > EXEC_ARGS_BYTES)
		kept = EXEC_ARGS_BYTES;
	e->type = EVENT_TYPE(struct exec);
	e->ts = bpf_ktime_get_boot_ns();
	bpf_get_current_comm(e->pcomm, sizeof(e->pcomm));
	e->pid = bpf_get_current_pid_tgid() >> 32;
	e->ppid = BPF_CORE_READ(task, real_parent, tgid);
	e->ret = ret;
	e->args = LOCATION(sizeof(struct exec), kept, cut);
	e->error = ret;
	e->args_size = size;
	e->uid = user;
	e->gid = user >> 32;
	BPF_CORE_READ_STR_INTO(&e->parent, task, real_parent, comm);
	e->cgroup = bpf_get_current_cgroup_id();
	e->tid = thread_id();
	bpf_get_current_comm(e->comm, sizeof(e->comm));
	send(s, sizeof(struct exec) + kept);
}

/* Whether the word just read, of `length` bytes with its NUL, is the path at the start of s->args. */
static __always_inline bool is_path(struct scratch *s, long length, long path_length)
{
	if (length != path_length)
		return false;
	/* The first 256 bytes must do; the verifier would have to walk more of them one by one. */
	ROLLED
	for (u32 i = 0; i < 256; i++) {
		if (i >= length)
			break;
		if (s->word[i] != s->args[i])
			return false;
	}
	return true;
}

/*
 * The address behind argv[0]. Where the kernel started an interpreter for a script it has put the interpreter, its option and
 * the script's path in the place of argv[0] (again for each interpreter that is itself a script): all those are left out.
 */
static __always_inline u64 second_argument(struct scratch *s, u64 start, long path_length, bool script)
{
	u64 at = start;

	ROLLED
	for (u32 i = 0; i < 8; i++) {
		long length = bpf_probe_read_user_str(s->word, sizeof(s->word), (void *)at);

		if (length <= 0)
			break;
		at += length;
		if (!script || is_path(s, length, path_length))
			return at;
	}
	/* Never so far: show all of it rather than a part that starts anywhere. */
	return start;
}

static __always_inline int started(struct task_struct *task, struct linux_binprm *program)
{
	struct scratch *s;
	const char *path = BPF_CORE_READ(program, filename);
	u64 end = BPF_CORE_READ(task, mm, arg_end), start = BPF_CORE_READ(task, mm, arg_start);
	long path_length;
	u64 rest;
	u32 length;

	if (left_out())
		return 0;
	s = scratch(STARTED);
	if (!s)
		return 0;
	path_length = bpf_probe_read_kernel_str(s->args, EXEC_ARGS_BYTES, path);
	if (path_length < 0 || path_length > EXEC_ARGS_BYTES)
		path_length = 0;
	start = second_argument(s, start, path_length, path != BPF_CORE_READ(program, interp));
	rest = end > start ? end - start : 0;
	length = rest > EXEC_ARGS_BYTES ? EXEC_ARGS_BYTES : rest;
	if (length && bpf_probe_read_user(s->args + path_length, length, (void *)start)) {
		finish(s, task, path_length, path_length + rest, true, 0);
		return 0;
	}
	finish(s, task, path_length + length, path_length + rest, length < rest, 0);
	return 0;
}

static __always_inline int failed(struct pt_regs *regs, long number, long ret)
{
	struct task_struct *task = (void *)bpf_get_current_task();
	struct scratch *s;
	u64 path, argv;
	u32 kept = 0;
	bool cut = false;

	if (ret >= 0 || (number != SYSCALL_EXECVE && number != SYSCALL_EXECVEAT))
		return 0;
	if (left_out() || SYSCALL_IS_32_BIT(task))
		return 0;
	s = scratch(FAILED);
	if (!s)
		return 0;
	path = number == SYSCALL_EXECVE ? SYSCALL_ARGUMENT_0(regs) : SYSCALL_ARGUMENT_1(regs);
	argv = number == SYSCALL_EXECVE ? SYSCALL_ARGUMENT_1(regs) : SYSCALL_ARGUMENT_2(regs);
	ROLLED
	for (u32 i = 0; i <= EXEC_FAILED_ARGS; i++) {
		u64 word = path;
		long length;

		if (i > 0 && (bpf_probe_read_user(&word, sizeof(word), (void *)(argv + 8 * i)) || !word))
			break;
		if (i == EXEC_FAILED_ARGS || kept >= EXEC_ARGS_BYTES) {
			cut = true;
			break;
		}
		length = bpf_probe_read_user_str(s->args + kept, EXEC_ARGS_BYTES, (void *)word);
		if (length <= 0) {
			/* Not in memory, or not an address at all. */
			cut = true;
			break;
		}
		kept += length;
	}
	finish(s, task, kept, kept, cut, ret);
	return 0;
}

SEC("tp_btf/sched_process_exec")
int BPF_PROG(started__btf, struct task_struct *task, int old_pid, struct linux_binprm *program)
{
	return started(task, program);
}

SEC("raw_tp/sched_process_exec")
int BPF_PROG(started__raw, struct task_struct *task, int old_pid, struct linux_binprm *program)
{
	return started(task, program);
}

SEC("tp_btf/sys_exit")
int BPF_PROG(failed__btf, struct pt_regs *regs, long ret)
{
	return failed(regs, SYSCALL_NUMBER(regs), ret);
}

SEC("tp/syscalls/sys_exit_execve")
int failed__tp__execve(struct trace_event_raw_sys_exit *ctx)
{
	struct task_struct *task = (void *)bpf_get_current_task_btf();
	return failed((void *)bpf_task_pt_regs((void *)task), SYSCALL_EXECVE, BPF_CORE_READ(ctx, ret));
}

SEC("tp/syscalls/sys_exit_execveat")
int failed__tp__execveat(struct trace_event_raw_sys_exit *ctx)
{
	struct task_struct *task = (void *)bpf_get_current_task_btf();
	return failed((void *)bpf_task_pt_regs((void *)task), SYSCALL_EXECVEAT, BPF_CORE_READ(ctx, ret));
}
