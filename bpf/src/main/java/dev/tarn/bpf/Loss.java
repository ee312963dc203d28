package dev.tarn.bpf;

import java.util.OptionalInt;

/// Events that are not in the records, of one tool, CPU and cause.
///
/// @param tool the tool's name
/// @param cpu the CPU where they were lost; empty where that is not known
/// @param cause why: `ring full`, `map full` (not counted in a map), `stack map full` (counted without its stack), `program busy` (the
///     kernel left out a run of a program; counts runs), `unknown event` (no struct in the object's BTF, or too short), or what
///     a tool calls it
/// @param count how many
public record Loss(String tool, OptionalInt cpu, String cause, long count) {}
