/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* One started program, or one attempt to start one that failed. */
#ifndef TARN_EXEC_H
#define TARN_EXEC_H

#include "tarn.bpf.h"

/* Bytes kept of the path and the arguments together, each with its terminating NUL. What is beyond is cut: the last argument
 * kept ends in an ellipsis, or is only that, and args_size tells how much there was (if it could be known). */
enum { EXEC_ARGS_BYTES = 4096 };
/* Of a call that failed, at most so many strings are read, path included: each costs a read of its own. */
enum { EXEC_FAILED_ARGS = 128 };

struct exec {
	event_type_t type;
	ts_t ts;
	char pcomm[16];       /* the process's own name: the new one, or the caller's where the call failed */
	s64 pid;
	s64 ppid;
	s64 ret;              /* 0, or a negative errno */
	argv_loc_t args;      /* the path as it was passed to the call, then the arguments from argv[1] on */
	errno_t error;        /* name of the error in ret, null without */
	u32 args_size;        /* bytes of path and arguments, cut ones included; of a failed call only those kept */
	u32 uid;
	u32 gid;
	char parent[16];      /* the parent's name */
	cgroup_t cgroup;
	s64 tid;
	char comm[16];        /* as pcomm, so that all tools have it */
};

#endif
