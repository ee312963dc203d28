package dev.tarn.bpf.event;

import dev.tarn.bpf.ring.EventBatch;
import java.util.Arrays;

/// The structs that a column is read from: where each begins, and how many bytes belong to its event.
final class EventRows {
    private final long[] words;
    private int[] positions;
    private int[] starts;
    private int[] lengths;
    private int count;
    private int allPositions;

    EventRows(long[] words, int capacity) {
        this.words = words;
        this.positions = new int[capacity];
        this.starts = positions;
        this.lengths = new int[capacity];
    }

    private EventRows(long[] words, int[] positions, int[] starts, int[] lengths) {
        this.words = words;
        this.positions = positions;
        this.starts = starts;
        this.lengths = lengths;
        this.count = positions.length;
        for (int position : positions) {
            allPositions |= position;
        }
    }

    /// The memory that holds all of them, 8 bytes a word; positions count bytes.
    long[] words() {
        return words;
    }

    int count() {
        return count;
    }

    /// Where the struct of each row begins: the event itself, or a struct or element inside of it.
    int[] positions() {
        return positions;
    }

    /// Where the event of each row begins; locations count from there.
    int[] starts() {
        return starts;
    }

    /// How many bytes the event of each row has.
    int[] lengths() {
        return lengths;
    }

    /// Returns the number of up to 8 bytes that each row has at an offset in its struct; what lies above it is unspecified.
    long[] numbers(int offset, int bytes) {
        var out = new long[count];
        // The kernel aligns events and C aligns numbers, so that as a rule a number lies in one word.
        if ((allPositions & 7) == 0 && (offset & 7) + bytes <= Long.BYTES) {
            int shift = (offset & 7) << 3;
            for (int i = 0; i < out.length; i++) {
                out[i] = words[positions[i] + offset >>> 3] >>> shift;
            }
        } else {
            for (int i = 0; i < out.length; i++) {
                out[i] = EventBatch.word(words, positions[i] + offset);
            }
        }
        return out;
    }

    void add(int position, int length) {
        if (count == lengths.length) {
            positions = Arrays.copyOf(positions, count * 2);
            starts = positions;
            lengths = Arrays.copyOf(lengths, count * 2);
        }
        positions[count] = position;
        lengths[count++] = length;
        allPositions |= position;
    }

    /// Returns some of the rows.
    EventRows select(int[] rows) {
        var selectedPositions = new int[rows.length];
        var selectedStarts = new int[rows.length];
        var selectedLengths = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selectedPositions[i] = positions[rows[i]];
            selectedStarts[i] = starts[rows[i]];
            selectedLengths[i] = lengths[rows[i]];
        }
        return new EventRows(words, selectedPositions, selectedStarts, selectedLengths);
    }

    /// Returns a row for each element of an array that lies in each row.
    ///
    /// @param firsts where the first element of each row begins, counted from the row's position
    /// @param ends for each row the number of elements up to its own last, over all rows
    /// @param stride the size of an element
    EventRows elements(int firsts, int[] ends, int stride) {
        int total = count == 0 ? 0 : ends[count - 1];
        var elementPositions = new int[total];
        var elementStarts = new int[total];
        var elementLengths = new int[total];
        int at = 0;
        for (int row = 0; row < count; row++) {
            int position = positions[row] + firsts;
            for (; at < ends[row]; at++) {
                elementPositions[at] = position;
                elementStarts[at] = starts[row];
                elementLengths[at] = lengths[row];
                position += stride;
            }
        }
        return new EventRows(words, elementPositions, elementStarts, elementLengths);
    }
}
