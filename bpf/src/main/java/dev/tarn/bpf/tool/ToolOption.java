package dev.tarn.bpf.tool;

import java.util.List;

/// Something about a tool that a user may choose.
///
/// @param name its name
/// @param kind what it does to the programs
/// @param preset its value unless the user says otherwise, empty for none
/// @param help one sentence for the user
public record ToolOption(String name, Kind kind, String preset, String help) {
    /// What every tool has whose events belong to a process: filters, and the size of its ring.
    public static final List<ToolOption> COMMON = List.of(
            new ToolOption("pid", Kind.PROCESS, "", "record this process only"),
            new ToolOption("comm", Kind.COMM, "", "record processes with this name only"),
            new ToolOption("cgroup", Kind.CGROUP, "", "record processes of this cgroup (v2) only: its number or its folder"));
    /// What every tool has that sends events one by one.
    public static final ToolOption RING_SIZE = new ToolOption("ring", Kind.RING, "", "size of the ring in bytes, such as 16MiB");

    /// What the value of an option is, and how programs learn of it.
    public enum Kind {
        /// A whole number, written to the variable called as the option.
        NUMBER,
        /// A time such as `10ms`, written to the variable called as the option, in nanoseconds.
        DURATION,
        /// A function of the kernel; where it begins and ends is written to the variables called as the option and `_start`, `_end`.
        KERNEL_FUNCTION,
        /// What to attach the program to that is called `chosen__` and the option: `tracepoint`, `kprobe` or `uprobe`. It then takes the
        /// place of all others.
        HOOK,
        /// A process id; filters have variables called `tarn_` and their name.
        PROCESS,
        /// A process's name, at most 15 bytes, written to two variables called `tarn_` and the option and `_low`, `_high`.
        COMM,
        /// A cgroup, by number or by its folder.
        CGROUP,
        /// The size of the ring in bytes; no variable.
        RING
    }
}
