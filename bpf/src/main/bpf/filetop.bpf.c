// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/* Which files are read and written most, from the view of the calls: whether the page cache answers does not matter. */
#include "filetop.h"
#include "interval.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* 1 for pipes, sockets and devices as well. */
const volatile u32 special = 0;

struct key {
	u64 inode;
	u32 device;
	u32 pid;
};
INTERVAL_MAP(key, struct filetop, 16384);

static __always_inline int transferred(struct pt_regs *regs, long number, long ret)
{
	enum file_call op = file_call(number);
	u32 which = tarn_interval;
	struct key key = {};
	struct filetop *e;
	struct file *f;

	if ((op != read && op != write) || ret < 0 || left_out())
		return 0;
	f = file_of(SYSCALL_ARGUMENT_0(regs));
	if (!f || (!special && !is_regular(f)))
		return 0;
	key.inode = BPF_CORE_READ(f, f_inode, i_ino);
	key.device = BPF_CORE_READ(f, f_inode, i_sb, s_dev);
	key.pid = bpf_get_current_pid_tgid() >> 32;
	e = interval_lookup(which, &key);
	if (!e) {
		struct filetop fresh = {};

		fresh.type = EVENT_TYPE(struct filetop);
		SET_FILE(&fresh, f);
		set_process(PROCESS(&fresh));
		e = interval_insert(which, &key, &fresh);
		if (!e) {
			lose(LOST_MAP_FULL);
			return 0;
		}
	}
	__sync_fetch_and_add(op == read ? &e->reads : &e->writes, 1);
	__sync_fetch_and_add(op == read ? &e->read_bytes : &e->written_bytes, ret);
	return 0;
}

SEC("tp_btf/sys_exit")
int BPF_PROG(transferred__btf, struct pt_regs *regs, long ret)
{
	return transferred(regs, SYSCALL_NUMBER(regs), ret);
}

SEC("raw_tp/sys_exit")
int BPF_PROG(transferred__raw, struct pt_regs *regs, long ret)
{
	return transferred(regs, SYSCALL_NUMBER(regs), ret);
}
