/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* One look-up of a host's name by the C library. */
#ifndef TARN_DNS_H
#define TARN_DNS_H

#include "tarn.bpf.h"

/* What getaddrinfo(3) returns. */
enum dns_result {
	ok = 0, EAI_BADFLAGS = -1, EAI_NONAME = -2, EAI_AGAIN = -3, EAI_FAIL = -4, EAI_NODATA = -5, EAI_FAMILY = -6, EAI_SOCKTYPE = -7,
	EAI_SERVICE = -8, EAI_ADDRFAMILY = -9, EAI_MEMORY = -10, EAI_SYSTEM = -11, EAI_OVERFLOW = -12,
};

struct dns {
	event_type_t type;
	ts_t ts;              /* when it ended */
	SYMBOL enum dns_result result;
	duration_t latency;
	char host[256];
	WHO_MEMBERS;
};

#endif
