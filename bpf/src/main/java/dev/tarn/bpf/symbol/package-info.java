/// Names for addresses: of the kernel, of processes (ELF files), and of Java methods and other code made at run time (perf maps).
///
/// Start at [Symbolizer]. Tables are read at the first use and kept sorted in plain arrays; names become strings when asked for.
package dev.tarn.bpf.symbol;
