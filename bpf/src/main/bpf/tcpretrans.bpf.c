// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/*
 * Retransmitted TCP packets.
 *
 * A timer sends them as a rule, in whatever process it interrupts; so the process is taken from when it connected.
 */
#include "tcpretrans.h"

char LICENSE[] SEC("license") = "GPL";

static __always_inline int resent(struct sock *socket, struct sock_common *ends, enum tcpretrans_kind kind)
{
	struct tcp_sock *tcp = (void *)socket;
	struct tcpretrans *e;
	u64 key = (u64)socket;
	struct connection *c = bpf_map_lookup_elem(&connections, &key);

	if (c ? c->left_out || (!c->known && filtered()) : filtered())
		return 0;
	e = RESERVE(struct tcpretrans);
	if (!e)
		return 0;
	e->kind = kind;
	e->ts = bpf_ktime_get_boot_ns();
	SET_ENDS(e, ends);
	e->state = BPF_CORE_READ(ends, skc_state);
	e->total = kind == synack ? 0 : BPF_CORE_READ(tcp, total_retrans);
	e->namespace = net_namespace(ends);
	if (c) {
		*WHO(e) = c->who;
	} else {
		struct who nobody = {};

		*WHO(e) = nobody;
	}
	SUBMIT(e);
	return 0;
}

static __always_inline int changed(struct sock *socket, int state)
{
	if (BPF_CORE_READ(socket, sk_protocol) != 6)
		return 0;
	if (state == CLOSE)
		forget(socket);
	else
		follow(socket, state);
	return 0;
}

SEC("tp_btf/tcp_retransmit_skb")
int BPF_PROG(resent__btf, struct sock *socket)
{
	return resent(socket, &socket->__sk_common, packet);
}

SEC("raw_tp/tcp_retransmit_skb")
int BPF_PROG(resent__raw, struct sock *socket)
{
	return resent(socket, &socket->__sk_common, packet);
}

SEC("tp_btf/tcp_retransmit_synack")
int BPF_PROG(answered__btf, struct sock *socket, struct request_sock *request)
{
	return resent(socket, &request->__req_common, synack);
}

SEC("raw_tp/tcp_retransmit_synack")
int BPF_PROG(answered__raw, struct sock *socket, struct request_sock *request)
{
	return resent(socket, &request->__req_common, synack);
}

/* No tracepoint tells of these. */
SEC("fentry/tcp_send_loss_probe")
int BPF_PROG(maybe_probed__fentry, struct sock *socket)
{
	return resent(socket, &socket->__sk_common, probe);
}

SEC("kprobe/tcp_send_loss_probe")
int BPF_KPROBE(maybe_probed__kprobe, struct sock *socket)
{
	return resent(socket, &socket->__sk_common, probe);
}

SEC("tp_btf/inet_sock_set_state")
int BPF_PROG(changed__btf, struct sock *socket, int before, int state)
{
	return changed(socket, state);
}

SEC("raw_tp/inet_sock_set_state")
int BPF_PROG(changed__raw, struct sock *socket, int before, int state)
{
	return changed(socket, state);
}
