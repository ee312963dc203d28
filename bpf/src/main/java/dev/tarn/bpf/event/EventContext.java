package dev.tarn.bpf.event;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// What reading columns needs besides the structs, and what it finds out on the way. Belongs to one thread.
final class EventContext {
    private final Surroundings surroundings;
    private final Set<Integer> strange = new HashSet<>();
    private long readTimeNanos;
    private long repaired;

    EventContext(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    EventClock clock() {
        return surroundings.clock();
    }

    Stacks stacks() {
        return surroundings.stacks();
    }

    Containers containers() {
        return surroundings.containers();
    }

    Optional<UnaryOperator<String>> redaction() {
        return surroundings.redaction();
    }

    /// When the structs were read, in nanoseconds since 1970.
    long readTimeNanos() {
        return readTimeNanos;
    }

    void setReadTimeNanos(long nanos) {
        readTimeNanos = nanos;
    }

    /// Says that the event of a row holds an enum value without a symbol, so that its record needs integers instead of enums.
    void markStrange(EventRows rows, int row) {
        strange.add(rows.starts()[row]);
    }

    /// Returns where the events begin that were marked strange, and forgets them.
    Set<Integer> takeStrange() {
        var taken = Set.copyOf(strange);
        strange.clear();
        return taken;
    }

    /// Counts texts whose bytes were no UTF-8.
    void addRepaired(long texts) {
        repaired += texts;
    }

    /// How many texts had bytes replaced because they were no UTF-8.
    long repaired() {
        return repaired;
    }
}
