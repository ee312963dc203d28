/// The collector: eBPF programs in the kernel, their events as batches of Zed records in this process.
///
/// Start at [Collector]; [Tools] names what can be traced, [Requirements] says what a host lacks for it.
///
/// Priorities, in order: nothing is lost in silence (what is lost is counted exactly and becomes records itself); the traced
/// program is disturbed as little as possible; a new event needs a C struct and no Java.
///
/// One thread runs a collector: it waits, reads rings in place, makes vectors and hands them to the caller's consumer. Other
/// threads may ask for statistics and stop it. This module knows no lake and no query; it needs Linux, its BTF and libbpf at run
/// time, and loads libbpf only when a collector is opened.
package dev.tarn.bpf;
