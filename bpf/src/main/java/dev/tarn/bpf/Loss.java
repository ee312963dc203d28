package dev.tarn.bpf;

import java.util.OptionalInt;

/// Events that are not in the records, of one tool, CPU and cause.
///
/// @param tool the tool's name
/// @param cpu the CPU where they were lost; empty where that is not known
/// @param cause why: `ring full`, `map full`, `stack map full`, `program busy`, `unknown event`, or what a tool calls it
/// @param count how many
public record Loss(String tool, OptionalInt cpu, String cause, long count) {}
