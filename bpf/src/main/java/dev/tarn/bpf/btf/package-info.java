/// BTF, the type descriptions that clang puts into a program's object and the kernel publishes of itself.
///
/// Start at [Btf]. Types are looked at one by one, by number: parsing finds only where each begins, because the kernel has more
/// than a hundred thousand. All input is checked; what is damaged is a [dev.tarn.model.CorruptException].
package dev.tarn.bpf.btf;
