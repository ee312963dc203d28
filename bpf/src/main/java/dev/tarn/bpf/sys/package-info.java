/// The way into libbpf, the C library and the kernel: one door per library, through jnr-ffi.
///
/// Start at [BpfObject] (a compiled program's object, opened, changed, loaded) and [RingPages] (the memory that a ring buffer
/// shares with the kernel). Addresses do not leave this package; the memory of a ring does, as a segment that ends with
/// its owner. What the kernel or the library refuses becomes a [dev.tarn.model.UnsupportedException] that says what is missing.
///
/// libbpf is loaded at the first use, not before.
package dev.tarn.bpf.sys;
