package dev.tarn.model.vector;

import dev.tarn.model.type.Type;
import java.util.Arrays;

/// Makes a [BytesVector].
public final class BytesBuilder extends VectorBuilder {
    private ByteBuilder arena = new ByteBuilder();
    private int[] starts;
    private int[] lengths;

    /// Creates a builder for values of a type whose carrier is BYTES.
    public BytesBuilder(Type type) {
        this(type, 8);
    }

    /// Creates a builder with room for so many values of a type whose carrier is BYTES.
    public BytesBuilder(Type type, int capacity) {
        super(type);
        starts = new int[Math.max(capacity, 1)];
        lengths = new int[starts.length];
    }

    /// Makes room for more bytes in all values together.
    public void reserveBytes(int more) {
        arena.reserve(more);
    }

    /// Appends a value.
    public void append(byte[] bytes) {
        append(bytes, 0, bytes.length);
    }

    /// Appends a value that is a range of an array.
    public void append(byte[] bytes, int offset, int count) {
        put(bytes, offset, count);
        appended();
    }

    /// Appends values, one behind the other, whose bytes the caller writes into [#arena], and returns where the first begins there.
    ///
    /// @param newLengths holds how many bytes each has
    /// @param from where in `newLengths` to begin
    /// @param count the number of values
    public int appendRoom(int[] newLengths, int from, int count) {
        reserveRows(count);
        int start = arena.length();
        int end = start;
        for (int i = 0; i < count; i++) {
            starts[length() + i] = end;
            end += newLengths[from + i];
        }
        System.arraycopy(newLengths, from, lengths, length(), count);
        arena.skip(end - start);
        appended(count);
        return start;
    }

    private void reserveRows(int more) {
        int needed = length() + more;
        if (needed > starts.length) {
            starts = Arrays.copyOf(starts, Math.max(needed, starts.length * 2));
            lengths = Arrays.copyOf(lengths, starts.length);
        }
    }

    /// Returns the array that holds the bytes of all values; valid until the next change.
    public byte[] arena() {
        return arena.array();
    }

    private void put(byte[] bytes, int offset, int count) {
        reserveRows(1);
        starts[length()] = arena.length();
        lengths[length()] = count;
        arena.put(bytes, offset, count);
    }

    @Override
    void appendSlot() {
        put(arena.array(), 0, 0);
    }

    @Override
    void appendValid(FlatVector source, int row) {
        var bytes = (BytesVector) source;
        put(bytes.arena(), bytes.starts()[row], bytes.lengths()[row]);
    }

    @Override
    void appendAllValid(FlatVector source) {
        var bytes = (BytesVector) source;
        int count = bytes.length();
        int first = length();
        reserveRows(count);
        System.arraycopy(bytes.lengths(), 0, lengths, first, count);
        int[] from = bytes.starts();
        for (int row = 0; row < count; ) {
            // Neighbours in the arena are copied at once.
            int end = from[row];
            int start = arena.length();
            int next = row;
            for (; next < count && from[next] == end; next++) {
                starts[first + next] = start + end - from[row];
                end += lengths[first + next];
            }
            arena.put(bytes.arena(), from[row], end - from[row]);
            row = next;
        }
        appended(count);
    }

    @Override
    BytesVector buildSlots(int count, Validity validity) {
        var built = new BytesVector(type(), arena.array(), starts, lengths, count, validity);
        arena = new ByteBuilder();
        starts = new int[8];
        lengths = new int[8];
        return built;
    }

    @Override
    public BytesVector build() {
        return (BytesVector) super.build();
    }
}
