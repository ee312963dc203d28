// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/* TCP connections, from the first packet to the end. Those that were there before are not seen. */
#include "tcplife.h"

char LICENSE[] SEC("license") = "GPL";

/* Connections that lasted less are left out. */
const volatile u64 min = 0;

/* SOCK_DONE: the other end has closed its side, which counts as a byte. */
enum sock_flags { SOCK_DONE = 1 };

static __always_inline int changed(struct sock *socket, int before, int state)
{
	struct sock_common *common = &socket->__sk_common;
	struct tcp_sock *tcp = (void *)socket;
	struct connection *c;
	struct tcplife *e;
	u64 now;

	if (BPF_CORE_READ(socket, sk_protocol) != 6)
		return 0;
	c = follow(socket, state);
	if (!c || state != CLOSE)
		return 0;
	now = bpf_ktime_get_boot_ns();
	if (c->left_out || (!c->known && filtered()) || now - c->begun < min) {
		forget(socket);
		return 0;
	}
	e = RESERVE(struct tcplife);
	if (e) {
		u64 end = BPF_CORE_READ(common, skc_flags) >> bpf_core_enum_value(enum sock_flags, SOCK_DONE) & 1;
		u64 received = BPF_CORE_READ(tcp, bytes_received);

		e->last = before;
		e->ts = now;
		SET_ENDS(e, common);
		e->lport = c->local_port;
		e->retransmits = BPF_CORE_READ(tcp, total_retrans);
		e->sent = BPF_CORE_READ(tcp, bytes_sent) - BPF_CORE_READ(tcp, bytes_retrans);
		e->received = received > end ? received - end : 0;
		e->duration = now - c->begun;
		e->namespace = net_namespace(common);
		e->_pad = 0;
		*WHO(e) = c->who;
		SUBMIT(e);
	}
	forget(socket);
	return 0;
}

SEC("tp_btf/inet_sock_set_state")
int BPF_PROG(changed__btf, struct sock *socket, int before, int state)
{
	return changed(socket, before, state);
}

SEC("raw_tp/inet_sock_set_state")
int BPF_PROG(changed__raw, struct sock *socket, int before, int state)
{
	return changed(socket, before, state);
}
