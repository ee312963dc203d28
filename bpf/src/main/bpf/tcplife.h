/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* One TCP connection that has ended. */
#ifndef TARN_TCPLIFE_H
#define TARN_TCPLIFE_H

#include "tarn.bpf.h"

#include "socket.bpf.h"

struct tcplife {
	event_type_t type;
	ts_t ts;              /* when it was closed */
	SYMBOL enum tcp_state last; /* the state before it was closed: ESTABLISHED or SYN_SENT of one that was reset or refused */
	ENDS_MEMBERS;
	u32 retransmits;
	u64 sent;             /* bytes of data, each counted once */
	u64 received;
	duration_t duration;
	u32 namespace;        /* inode of the network namespace */
	u32 _pad;
	WHO_MEMBERS;          /* as it was when it connected, or closed its end; pid 0 if it did neither */
};

#endif
