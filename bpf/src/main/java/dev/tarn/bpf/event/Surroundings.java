package dev.tarn.bpf.event;

import java.util.Optional;
import java.util.function.UnaryOperator;

/// What a decoder needs to know beside the events.
///
/// @param clock converts times
/// @param stacks resolves stacks
/// @param containers names containers
/// @param redaction changes texts that programs read from processes (paths, arguments), to hide parts of them
public record Surroundings(EventClock clock, Stacks stacks, Containers containers, Optional<UnaryOperator<String>> redaction) {
    /// Returns surroundings without containers and redaction.
    public static Surroundings of(EventClock clock, Stacks stacks) {
        return new Surroundings(clock, stacks, Containers.NONE, Optional.empty());
    }
}
