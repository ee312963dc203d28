package dev.tarn.bpf.event;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// The structs that a column is read from: where each begins, and how many bytes belong to its event.
final class EventRows {
    private final MemorySegment memory;
    private long[] positions;
    private long[] starts;
    private int[] lengths;
    private int count;

    EventRows(MemorySegment memory, int capacity) {
        this.memory = memory;
        this.positions = new long[capacity];
        this.starts = positions;
        this.lengths = new int[capacity];
    }

    private EventRows(MemorySegment memory, long[] positions, long[] starts, int[] lengths) {
        this.memory = memory;
        this.positions = positions;
        this.starts = starts;
        this.lengths = lengths;
        this.count = positions.length;
    }

    MemorySegment memory() {
        return memory;
    }

    int count() {
        return count;
    }

    /// Where the struct of each row begins: the event itself, or a struct or element inside of it.
    long[] positions() {
        return positions;
    }

    /// Where the event of each row begins; locations count from there.
    long[] starts() {
        return starts;
    }

    /// How many bytes the event of each row has.
    int[] lengths() {
        return lengths;
    }

    void clear() {
        count = 0;
    }

    void add(long position, int length) {
        if (count == lengths.length) {
            positions = Arrays.copyOf(positions, count * 2);
            starts = positions;
            lengths = Arrays.copyOf(lengths, count * 2);
        }
        positions[count] = position;
        lengths[count++] = length;
    }

    /// Returns some of the rows.
    EventRows select(int[] rows) {
        var selectedPositions = new long[rows.length];
        var selectedStarts = new long[rows.length];
        var selectedLengths = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selectedPositions[i] = positions[rows[i]];
            selectedStarts[i] = starts[rows[i]];
            selectedLengths[i] = lengths[rows[i]];
        }
        return new EventRows(memory, selectedPositions, selectedStarts, selectedLengths);
    }

    /// Returns a row for each element of an array that lies in each row.
    ///
    /// @param firsts where the first element of each row begins, counted from the row's position
    /// @param ends for each row the number of elements up to its own last, over all rows
    /// @param stride the size of an element
    EventRows elements(int firsts, int[] ends, int stride) {
        int total = count == 0 ? 0 : ends[count - 1];
        var elementPositions = new long[total];
        var elementStarts = new long[total];
        var elementLengths = new int[total];
        int at = 0;
        for (int row = 0; row < count; row++) {
            long position = positions[row] + firsts;
            for (; at < ends[row]; at++) {
                elementPositions[at] = position;
                elementStarts[at] = starts[row];
                elementLengths[at] = lengths[row];
                position += stride;
            }
        }
        return new EventRows(memory, elementPositions, elementStarts, elementLengths);
    }
}
