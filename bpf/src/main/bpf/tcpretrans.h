/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* One TCP packet that was sent again. */
#ifndef TARN_TCPRETRANS_H
#define TARN_TCPRETRANS_H

#include "tarn.bpf.h"

#include "socket.bpf.h"

/* What was sent again: data or a SYN or FIN, the answer to a SYN, or a probe for a lost tail. */
enum tcpretrans_kind { packet, synack, probe };

struct tcpretrans {
	event_type_t type;
	ts_t ts;
	SYMBOL enum tcpretrans_kind kind;
	ENDS_MEMBERS;
	SYMBOL enum tcp_state state;
	u32 total;            /* how many packets of this connection were sent again by now */
	u32 namespace;        /* inode of the network namespace */
	WHO_MEMBERS;          /* as it was when it connected; pid 0 if it did not, or before the tool was started */
};

#endif
