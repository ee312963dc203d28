/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* What the page cache did in an interval, in pages. */
#ifndef TARN_CACHESTAT_H
#define TARN_CACHESTAT_H

#include "tarn.bpf.h"

struct cachestat {
	event_type_t type;
	read_time_t ts;       /* end of the interval */
	s64 accesses;         /* looked for, by reads and by faults of mapped files */
	s64 misses;           /* added to be read, read-ahead included */
	s64 written;          /* added to be written to */
	s64 dirtied;
	s64 faults;           /* accesses that were faults */
};

#endif
