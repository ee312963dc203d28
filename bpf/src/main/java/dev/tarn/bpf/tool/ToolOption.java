package dev.tarn.bpf.tool;

/// Something about a tool that a user may choose.
///
/// @param name its name
/// @param kind what it does to the programs
/// @param preset its value unless the user says otherwise, empty for none
/// @param help one sentence for the user
public record ToolOption(String name, Kind kind, String preset, String help) {
    /// What the value of an option is, and how programs learn of it.
    public enum Kind {
        /// A whole number, written to the variable called as the option.
        NUMBER,
        /// A time such as `10ms`, written to the variable called as the option, in nanoseconds.
        DURATION,
        /// A function of the kernel; where it begins and ends is written to the variables called as the option and `_start`, `_end`.
        KERNEL_FUNCTION
    }
}
