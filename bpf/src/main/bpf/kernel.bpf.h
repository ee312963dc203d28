/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * The kernel's side: the few constants and the few fields of kernel structures that the programs read.
 *
 * Each structure declares only the fields in use. preserve_access_index makes clang record every access by name, and libbpf
 * replaces the offsets by those of the running kernel when it loads the object. That is why no vmlinux.h (2.8 MB) is needed.
 */
#ifndef TARN_KERNEL_BPF_H
#define TARN_KERNEL_BPF_H

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef signed char s8;
typedef short s16;
typedef int s32;
typedef long long s64;
typedef _Bool bool;
enum { false = 0, true = 1 };

/* The names that libbpf's headers expect. */
typedef u8 __u8;
typedef u16 __u16;
typedef u32 __u32;
typedef u64 __u64;
typedef s32 __s32;
typedef s64 __s64;
typedef u16 __be16;
typedef u32 __be32;
typedef u32 __wsum;

/* Values of the kernel's user interface (include/uapi/linux/bpf.h); they never change. */
enum {
	BPF_MAP_TYPE_HASH = 1,
	BPF_MAP_TYPE_ARRAY = 2,
	BPF_MAP_TYPE_PERCPU_ARRAY = 6,
	BPF_MAP_TYPE_STACK_TRACE = 7,
	BPF_MAP_TYPE_RINGBUF = 27,
};
enum { BPF_ANY = 0, BPF_NOEXIST = 1 };
enum { BPF_F_NO_PREALLOC = 1 };
enum { BPF_F_USER_STACK = 1 << 8 };
enum { BPF_RB_NO_WAKEUP = 1, BPF_RB_FORCE_WAKEUP = 2 };
enum { BPF_RB_AVAIL_DATA = 0 };

#define CORE __attribute__((preserve_access_index))

struct pt_regs;

#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_tracing.h>

#if defined(__TARGET_ARCH_x86)

struct pt_regs {
	unsigned long di, si, dx, orig_ax;
} CORE;
struct thread_info {
	u32 status;
} CORE;

#define SYSCALL_NUMBER(regs) ((long)BPF_CORE_READ(regs, orig_ax))
#define SYSCALL_ARGUMENT_0(regs) BPF_CORE_READ(regs, di)
#define SYSCALL_ARGUMENT_1(regs) BPF_CORE_READ(regs, si)
#define SYSCALL_ARGUMENT_2(regs) BPF_CORE_READ(regs, dx)
enum { SYSCALL_EXECVE = 59, SYSCALL_EXECVEAT = 322 };
/* TS_COMPAT: the call came through the 32-bit interface, whose numbers and arguments mean something else. */
#define SYSCALL_IS_32_BIT(task) (BPF_CORE_READ(task, thread_info.status) & 2)

#elif defined(__TARGET_ARCH_arm64)

struct pt_regs {
	u64 regs[31];
	u64 orig_x0;
	s32 syscallno;
} CORE;
struct thread_info {
	unsigned long flags;
} CORE;

#define SYSCALL_NUMBER(regs) ((long)BPF_CORE_READ(regs, syscallno))
/* x0 holds the result by the time a call returns; the first argument is kept beside it. */
#define SYSCALL_ARGUMENT_0(regs) BPF_CORE_READ(regs, orig_x0)
#define SYSCALL_ARGUMENT_1(regs) BPF_CORE_READ(regs, regs[1])
#define SYSCALL_ARGUMENT_2(regs) BPF_CORE_READ(regs, regs[2])
enum { SYSCALL_EXECVE = 221, SYSCALL_EXECVEAT = 281 };
/* TIF_32BIT */
#define SYSCALL_IS_32_BIT(task) (BPF_CORE_READ(task, thread_info.flags) & (1UL << 22))

#else
#error "no register names for this architecture"
#endif

struct mm_struct {
	unsigned long arg_start, arg_end;
} CORE;

struct task_struct {
	struct thread_info thread_info;
	int pid;
	int tgid;
	struct task_struct *real_parent;
	struct mm_struct *mm;
	char comm[16];
} CORE;

struct linux_binprm {
	const char *filename;
	const char *interp;
} CORE;

struct trace_event_raw_sys_exit {
	long id;
	long ret;
} CORE;

#endif
