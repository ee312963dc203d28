package dev.tarn.query.function;

import dev.tarn.model.vector.ByteBuilder;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.query.aggregate.GroupTable;
import java.util.Arrays;
import java.util.List;

/// Remembers what came of strings that were seen before, for work that dwarfs looking it up. Forgets everything when it gets large.
final class BytesMemo {
    private static final int MAX_STRINGS = 1 << 18;
    private static final int MAX_BYTES = 1 << 26;

    // The number of a string there is that of its result here.
    private GroupTable strings = new GroupTable(1);
    private ByteBuilder arena = new ByteBuilder(1 << 12);
    private int[] starts = new int[64];
    private int[] lengths = new int[64];
    private int size;

    /// What is done with a string.
    @FunctionalInterface
    interface Work {
        /// Returns what comes of the string in a row.
        byte[] result(int row);
    }

    /// Returns what comes of each string of a column.
    ///
    /// @param column strings, none of them null
    /// @param work is done for those that are not remembered; gives bytes for values of the column's type
    BytesVector results(BytesVector column, Work work) {
        if (size > MAX_STRINGS || arena.length() > MAX_BYTES || strings.sizeBytes() > 2L * MAX_BYTES) {
            forget();
        }
        int count = column.length();
        int[] numbers = strings.find(List.of(column), count);
        var rowStarts = new int[count];
        var rowLengths = new int[count];
        for (int row = 0; row < count; row++) {
            int number = numbers[row];
            if (number == size) {
                append(work.result(row));
            }
            rowStarts[row] = starts[number];
            rowLengths[row] = lengths[number];
        }
        return new BytesVector(column.type(), arena.array(), rowStarts, rowLengths, count, Validity.ALL);
    }

    private void append(byte[] result) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            lengths = Arrays.copyOf(lengths, size * 2);
        }
        starts[size] = arena.length();
        lengths[size++] = result.length;
        arena.put(result);
    }

    private void forget() {
        strings = new GroupTable(1);
        arena = new ByteBuilder(1 << 12);
        size = 0;
    }
}
