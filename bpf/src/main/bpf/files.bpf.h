/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* Files behind descriptors, and the calls that read and write them. */
#ifndef TARN_FILES_BPF_H
#define TARN_FILES_BPF_H

#include "tarn.bpf.h"

enum file_call { read, write, sync, open, NO_FILE_CALL };

static __always_inline enum file_call file_call(long number)
{
	switch (number) {
	case SYSCALL_READ: case SYSCALL_PREAD64: case SYSCALL_READV: case SYSCALL_PREADV: case SYSCALL_PREADV2:
		return read;
	case SYSCALL_WRITE: case SYSCALL_PWRITE64: case SYSCALL_WRITEV: case SYSCALL_PWRITEV: case SYSCALL_PWRITEV2:
		return write;
	case SYSCALL_FSYNC: case SYSCALL_FDATASYNC:
		return sync;
	case SYSCALL_OPENAT: case SYSCALL_OPEN: case SYSCALL_OPENAT2: case SYSCALL_CREAT:
		return open;
	default:
		return NO_FILE_CALL;
	}
}

/* Whether the call says itself where in the file it reads or writes. */
static __always_inline bool has_offset(long number)
{
	return number == SYSCALL_PREAD64 || number == SYSCALL_PWRITE64 || number == SYSCALL_PREADV || number == SYSCALL_PWRITEV;
}

/* The open file of a descriptor of the current process; none if it was closed meanwhile. */
static __always_inline struct file *file_of(u64 descriptor)
{
	struct task_struct *task = (void *)bpf_get_current_task();
	struct fdtable *table = BPF_CORE_READ(task, files, fdt);
	struct file **files, *file = 0;

	if (descriptor >= BPF_CORE_READ(table, max_fds))
		return 0;
	files = BPF_CORE_READ(table, fd);
	if (bpf_probe_read_kernel(&file, sizeof(file), files + descriptor))
		return 0;
	return file;
}

/* Where a file is: its name, its folder's name, its number and its file system. */
#define FILE_MEMBERS \
	char file[64]; \
	char folder[32]; \
	char fs[16]; \
	dev_id_t device; \
	u32 _pad_device; \
	u64 inode

#define SET_FILE(event, f) ({ \
	struct dentry *entry = BPF_CORE_READ(f, f_path.dentry), *parent = BPF_CORE_READ(entry, d_parent); \
	const unsigned char *name = BPF_CORE_READ(entry, d_name.name); \
	bpf_probe_read_kernel_str((event)->file, sizeof((event)->file), name); \
	name = BPF_CORE_READ(parent, d_name.name); \
	bpf_probe_read_kernel_str((event)->folder, sizeof((event)->folder), name); \
	const char *fs = BPF_CORE_READ(f, f_inode, i_sb, s_type, name); \
	bpf_probe_read_kernel_str((event)->fs, sizeof((event)->fs), fs); \
	(event)->device = BPF_CORE_READ(f, f_inode, i_sb, s_dev); \
	(event)->_pad_device = 0; \
	(event)->inode = BPF_CORE_READ(f, f_inode, i_ino); \
})

/* Whether the file lies in a file system that keeps it somewhere: on a block device, in another machine, in a layer above those. */
static __always_inline bool is_stored(struct file *f)
{
	struct super_block *fs = BPF_CORE_READ(f, f_inode, i_sb);

	if (BPF_CORE_READ(fs, s_bdev))
		return true;
	switch (BPF_CORE_READ(fs, s_magic)) {
	case 0x6969: /* nfs */
	case 0xff534d42: case 0xfe534d42: /* cifs, smb */
	case 0x01021997: /* 9p */
	case 0x65735546: /* fuse */
	case 0x794c7630: /* overlay */
	case 0x2fc12fc1: /* zfs */
	case 0x00c36400: /* ceph */
		return true;
	default:
		return false;
	}
}

static __always_inline bool is_regular(struct file *f)
{
	return (BPF_CORE_READ(f, f_inode, i_mode) & 0170000) == 0100000;
}

#endif
