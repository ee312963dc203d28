/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* The two ends of a TCP connection, and who has it. */
#ifndef TARN_SOCKET_BPF_H
#define TARN_SOCKET_BPF_H

#include "tarn.bpf.h"

/* The kernel's numbers (include/net/tcp_states.h). */
enum tcp_state {
	ESTABLISHED = 1, SYN_SENT, SYN_RECV, FIN_WAIT1, FIN_WAIT2, TIME_WAIT, CLOSE, CLOSE_WAIT, LAST_ACK, LISTEN, CLOSING,
	NEW_SYN_RECV,
};
enum { AF_INET = 2, AF_INET6 = 10 };

#define ENDS_MEMBERS \
	ip_t laddr; \
	port_t lport; \
	ip_t raddr; \
	port_t rport

static __always_inline void set_ip(ip_t *to, struct sock_common *common, bool local)
{
	u16 family = BPF_CORE_READ(common, skc_family);
	u32 ipv4;

	if (family == AF_INET6) {
		struct in6_addr ipv6;

		if (local)
			BPF_CORE_READ_INTO(&ipv6, common, skc_v6_rcv_saddr);
		else
			BPF_CORE_READ_INTO(&ipv6, common, skc_v6_daddr);
		__builtin_memcpy(to, &ipv6, sizeof(*to));
		return;
	}
	ipv4 = local ? BPF_CORE_READ(common, skc_rcv_saddr) : BPF_CORE_READ(common, skc_daddr);
	__builtin_memset(to, 0, sizeof(*to));
	to->bytes[10] = to->bytes[11] = 0xff;
	__builtin_memcpy(to->bytes + 12, &ipv4, sizeof(ipv4));
}

static __always_inline u16 remote_port(struct sock_common *common)
{
	return __builtin_bswap16(BPF_CORE_READ(common, skc_dport));
}

static __always_inline u32 net_namespace(struct sock_common *common)
{
	return BPF_CORE_READ(common, skc_net.net, ns.inum);
}

#define SET_ENDS(event, common) ({ \
	set_ip(&(event)->laddr, common, true); \
	set_ip(&(event)->raddr, common, false); \
	(event)->lport = BPF_CORE_READ(common, skc_num); \
	(event)->rport = remote_port(common); \
})

/* What is known of an open connection. */
struct connection {
	u64 begun;
	u16 local_port;
	bool known;           /* who has it */
	bool left_out;
	struct who who;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 65536);
	__type(key, u64);
	__type(value, struct connection);
} connections SEC(".maps");

/*
 * Follows a socket through its states. Who has it is known where the process itself changes the state: when it connects, and
 * when it closes its end. In between it is network packets that do, and whatever process they interrupt.
 */
static __always_inline struct connection *follow(struct sock *socket, int state)
{
	struct sock_common *common = &socket->__sk_common;
	struct connection *c, fresh = {};
	u64 key = (u64)socket;

	c = bpf_map_lookup_elem(&connections, &key);
	if (!c) {
		if (state != SYN_SENT && state != SYN_RECV && state != ESTABLISHED)
			return 0;
		fresh.begun = bpf_ktime_get_boot_ns();
		if (bpf_map_update_elem(&connections, &key, &fresh, BPF_ANY)) {
			lose(LOST_TABLE_FULL);
			return 0;
		}
		c = bpf_map_lookup_elem(&connections, &key);
		if (!c)
			return 0;
	}
	if (!c->known && (state == SYN_SENT || state == FIN_WAIT1 || state == LAST_ACK)) {
		c->known = true;
		c->left_out = left_out();
		set_who(&c->who);
	}
	if (BPF_CORE_READ(common, skc_num))
		c->local_port = BPF_CORE_READ(common, skc_num);
	return c;
}

/* Forgets a socket that is closed. */
static __always_inline void forget(struct sock *socket)
{
	u64 key = (u64)socket;

	bpf_map_delete_elem(&connections, &key);
}

/* Whether filters leave out a connection of which is not known who has it. */
static __always_inline bool filtered(void)
{
	return tarn_pid || tarn_cgroup || tarn_comm_low;
}

#endif
