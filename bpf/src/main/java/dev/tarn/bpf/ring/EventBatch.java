package dev.tarn.bpf.ring;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// Where some events lie in memory, in the order in which room for them was reserved.
///
/// Positions may point into a ring: then the batch is valid until the ring's reader releases it.
public final class EventBatch {
    private final MemorySegment memory;
    private long[] positions;
    private int[] lengths;
    private int count;

    /// Creates an empty batch of events in some memory.
    public EventBatch(MemorySegment memory, int capacity) {
        this.memory = memory;
        this.positions = new long[capacity];
        this.lengths = new int[capacity];
    }

    /// Returns the memory that holds the events.
    public MemorySegment memory() {
        return memory;
    }

    /// Returns the number of events.
    public int count() {
        return count;
    }

    /// Returns where an event (0-based) begins in the memory. Events begin at multiples of 8 in a ring.
    public long position(int event) {
        return positions[event];
    }

    /// Returns the length of an event in bytes, as it was reserved.
    public int length(int event) {
        return lengths[event];
    }

    /// Returns the first 4 bytes of an event, 0 of a shorter one.
    public int firstWord(int event) {
        return lengths[event] < Integer.BYTES ? 0 : memory.get(ValueLayout.JAVA_INT_UNALIGNED, positions[event]);
    }

    /// Removes all events.
    public void clear() {
        count = 0;
    }

    /// Adds an event.
    public void add(long position, int length) {
        if (count == positions.length) {
            positions = Arrays.copyOf(positions, count * 2);
            lengths = Arrays.copyOf(lengths, count * 2);
        }
        positions[count] = position;
        lengths[count++] = length;
    }
}
