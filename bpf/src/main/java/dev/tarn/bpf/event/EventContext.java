package dev.tarn.bpf.event;

import java.util.HashSet;
import java.util.Set;

/// What reading columns needs besides the structs, and what it finds out on the way. Belongs to one thread.
final class EventContext {
    private final EventClock clock;
    private final Stacks stacks;
    private final Set<Integer> strange = new HashSet<>();
    private long readTimeNanos;
    private long repaired;

    EventContext(EventClock clock, Stacks stacks) {
        this.clock = clock;
        this.stacks = stacks;
    }

    EventClock clock() {
        return clock;
    }

    Stacks stacks() {
        return stacks;
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
