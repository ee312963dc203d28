package dev.tarn.bpf.tool;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a tool is, apart from its programs.
///
/// @param name its name, which is also that of its objects
/// @param summary what it records, in a few words
/// @param help more about it: what the fields mean, what it cannot see
/// @param ringBytes the size of its ring unless the user says otherwise, a power of two
/// @param interval how often its interval maps are read; empty for a tool without such maps
/// @param options what a user may choose
/// @param examples queries
public record ToolDescription(String name, String summary, String help, int ringBytes, Optional<Duration> interval,
        List<ToolOption> options, List<ToolExample> examples) {
    /// Copies the lists.
    ///
    /// @throws IllegalArgumentException if the ring's size is no power of two
    public ToolDescription {
        options = List.copyOf(options);
        examples = List.copyOf(examples);
        if (Integer.bitCount(ringBytes) != 1) {
            throw new IllegalArgumentException("tool " + name + ": a ring of " + ringBytes + " bytes, expected a power of two");
        }
    }
}
