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
	BPF_MAP_TYPE_LRU_HASH = 9,
	BPF_MAP_TYPE_RINGBUF = 27,
};
enum { BPF_ANY = 0, BPF_NOEXIST = 1 };
enum { BPF_F_NO_PREALLOC = 1 };
enum { BPF_F_USER_STACK = 1 << 8 };
enum { BPF_RB_NO_WAKEUP = 1, BPF_RB_FORCE_WAKEUP = 2 };
enum { BPF_RB_AVAIL_DATA = 0 };

#define CORE __attribute__((preserve_access_index))

struct pt_regs;

/* Has bpf_tracing.h use the kernel's names of the registers. */
#define __VMLINUX_H__
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_tracing.h>

#if defined(__TARGET_ARCH_x86)

struct pt_regs {
	unsigned long di, si, dx, cx, r8, r10, ax, orig_ax;
} CORE;
struct thread_info {
	u32 status;
} CORE;

#define SYSCALL_NUMBER(regs) ((long)BPF_CORE_READ(regs, orig_ax))
#define SYSCALL_ARGUMENT_0(regs) BPF_CORE_READ(regs, di)
#define SYSCALL_ARGUMENT_1(regs) BPF_CORE_READ(regs, si)
#define SYSCALL_ARGUMENT_2(regs) BPF_CORE_READ(regs, dx)
#define SYSCALL_ARGUMENT_3(regs) BPF_CORE_READ(regs, r10)
enum {
	SYSCALL_READ = 0, SYSCALL_WRITE = 1, SYSCALL_OPEN = 2, SYSCALL_PREAD64 = 17, SYSCALL_PWRITE64 = 18, SYSCALL_READV = 19,
	SYSCALL_WRITEV = 20, SYSCALL_SENDFILE = 40, SYSCALL_EXECVE = 59, SYSCALL_EXIT = 60, SYSCALL_FSYNC = 74, SYSCALL_FDATASYNC = 75,
	SYSCALL_CREAT = 85, SYSCALL_EXIT_GROUP = 231, SYSCALL_OPENAT = 257, SYSCALL_PREADV = 295, SYSCALL_PWRITEV = 296,
	SYSCALL_EXECVEAT = 322, SYSCALL_COPY_FILE_RANGE = 326, SYSCALL_PREADV2 = 327, SYSCALL_PWRITEV2 = 328, SYSCALL_OPENAT2 = 437,
};
/* TS_COMPAT: the call came through the 32-bit interface, whose numbers and arguments mean something else. */
#define SYSCALL_IS_32_BIT(task) (BPF_CORE_READ(task, thread_info.status) & 2)

#elif defined(__TARGET_ARCH_arm64)

struct pt_regs {
	u64 regs[31];
	u64 orig_x0;
	s32 syscallno;
} CORE;
struct user_pt_regs {
	u64 regs[31];
} CORE;
struct thread_info {
	unsigned long flags;
} CORE;

#define SYSCALL_NUMBER(regs) ((long)BPF_CORE_READ(regs, syscallno))
/* x0 holds the result by the time a call returns; the first argument is kept beside it. */
#define SYSCALL_ARGUMENT_0(regs) BPF_CORE_READ(regs, orig_x0)
#define SYSCALL_ARGUMENT_1(regs) BPF_CORE_READ(regs, regs[1])
#define SYSCALL_ARGUMENT_2(regs) BPF_CORE_READ(regs, regs[2])
#define SYSCALL_ARGUMENT_3(regs) BPF_CORE_READ(regs, regs[3])
enum {
	SYSCALL_OPENAT = 56, SYSCALL_READ = 63, SYSCALL_WRITE = 64, SYSCALL_READV = 65, SYSCALL_WRITEV = 66, SYSCALL_PREAD64 = 67,
	SYSCALL_PWRITE64 = 68, SYSCALL_PREADV = 69, SYSCALL_PWRITEV = 70, SYSCALL_SENDFILE = 71, SYSCALL_FSYNC = 82, SYSCALL_FDATASYNC = 83,
	SYSCALL_EXIT = 93, SYSCALL_EXIT_GROUP = 94, SYSCALL_EXECVE = 221, SYSCALL_EXECVEAT = 281, SYSCALL_COPY_FILE_RANGE = 285,
	SYSCALL_PREADV2 = 286, SYSCALL_PWRITEV2 = 287, SYSCALL_OPENAT2 = 437,
	/* Not on this architecture. */
	SYSCALL_OPEN = -1, SYSCALL_CREAT = -2,
};
/* TIF_32BIT */
#define SYSCALL_IS_32_BIT(task) (BPF_CORE_READ(task, thread_info.flags) & (1UL << 22))

#else
#error "no register names for this architecture"
#endif

struct percpu_counter {
	s64 count;
} CORE;

struct mm_struct {
	unsigned long arg_start, arg_end;
	unsigned long total_vm;
	/* Counters since Linux 6.2; before it a structure of plain numbers. */
	struct percpu_counter rss_stat[4];
} CORE;

struct file;

struct fdtable {
	unsigned int max_fds;
	struct file **fd;
} CORE;

struct files_struct {
	struct fdtable *fdt;
} CORE;

typedef struct {
	int counter;
} atomic_t;

struct signal_struct {
	atomic_t live;
	int group_exit_code;
	unsigned int flags;
	unsigned long long sum_sched_runtime;
	short oom_score_adj;
} CORE;

struct sched_entity {
	u64 sum_exec_runtime;
} CORE;

typedef struct {
	unsigned int val;
} kuid_t;

struct cred {
	kuid_t uid;
} CORE;

struct kernfs_node {
	u64 id;
} CORE;

struct cgroup {
	struct kernfs_node *kn;
} CORE;

struct css_set {
	struct cgroup *dfl_cgrp;
} CORE;

struct task_struct {
	struct thread_info thread_info;
	const struct cred *cred;
	struct css_set *cgroups;
	unsigned int __state;
	int pid;
	int tgid;
	int exit_code;
	struct task_struct *real_parent;
	struct task_struct *group_leader;
	struct mm_struct *mm;
	struct files_struct *files;
	struct signal_struct *signal;
	struct sched_entity se;
	u64 start_boottime;
	char comm[16];
} CORE;

/* What bpf_get_current_cgroup_id() says of the current one. */
#define CGROUP_OF(task) BPF_CORE_READ(task, cgroups, dfl_cgrp, kn, id)

/* Its name before Linux 5.14. */
struct task_struct___old {
	volatile long state;
} CORE;

/* ---- Files ---- */

struct qstr {
	const unsigned char *name;
} CORE;

struct inode;

struct dentry {
	struct dentry *d_parent;
	struct qstr d_name;
} CORE;

struct path {
	struct dentry *dentry;
} CORE;

struct file {
	struct path f_path;
	struct inode *f_inode;
	long long f_pos;
} CORE;

struct file_system_type {
	const char *name;
} CORE;

struct super_block {
	u32 s_dev;
	struct file_system_type *s_type;
	unsigned long s_magic;
	void *s_bdev;
} CORE;

struct inode {
	u16 i_mode;
	struct super_block *i_sb;
	unsigned long i_ino;
	long long i_size;
} CORE;

struct address_space {
	struct inode *host;
} CORE;

/* Large folios: the order is in the low byte of the second page's flags (Linux 6.6 and later), or has its own member. */
struct folio {
	unsigned long _flags_1;
} CORE;
struct folio___old {
	unsigned char _folio_order;
} CORE;
enum pageflags { PG_head = 0 };

/* ---- Block devices ---- */

struct gendisk {
	int major;
	int first_minor;
	char disk_name[32];
} CORE;

struct request_queue {
	struct gendisk *disk;
} CORE;

struct request {
	struct request_queue *q;
	unsigned int cmd_flags;
	unsigned int __data_len;
	u64 __sector;
} CORE;

/* ---- Network ---- */

struct in6_addr {
	u8 bytes[16];
};

struct ns_common {
	unsigned int inum;
} CORE;

struct net {
	struct ns_common ns;
} CORE;

typedef struct {
	struct net *net;
} possible_net_t;

struct sock_common {
	u32 skc_daddr;
	u32 skc_rcv_saddr;
	u16 skc_dport;
	u16 skc_num;
	unsigned short skc_family;
	volatile unsigned char skc_state;
	possible_net_t skc_net;
	unsigned long skc_flags;
	struct in6_addr skc_v6_daddr;
	struct in6_addr skc_v6_rcv_saddr;
} CORE;

struct sock {
	struct sock_common __sk_common;
	unsigned short sk_protocol;
} CORE;

struct request_sock {
	struct sock_common __req_common;
} CORE;

struct tcp_sock {
	u64 bytes_received;
	u64 bytes_sent;
	u64 bytes_retrans;
	u32 total_retrans;
	u32 srtt_us;
} CORE;

/* ---- Others ---- */

struct irqaction {
	unsigned int irq;
	const char *name;
} CORE;

struct kernel_siginfo {
	int si_code;
} CORE;

struct oom_control {
	struct task_struct *chosen;
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
