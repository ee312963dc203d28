/// The reading side of a ring buffer: events are read where the kernel put them, in batches, without a call back for each.
///
/// Start at [RingReader]. The writing side is the kernel's; its protocol (positions, a header of 8 bytes before each event, busy and
/// discard bits in it) is part of the kernel's user interface.
package dev.tarn.bpf.ring;
