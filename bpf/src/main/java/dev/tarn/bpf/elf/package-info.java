/// Reads ELF files: the compiled programs (their BTF and variables) and the executables whose symbols stacks need.
///
/// Start at [ElfFile]. Everything in a file is checked before it is used; a damaged file is a
/// [dev.tarn.model.CorruptException], never an index out of bounds.
package dev.tarn.bpf.elf;
