package dev.tarn.model.vector;

import dev.tarn.model.type.Type;
import java.util.Arrays;

/// Makes [Rows] of one type from ZNG bodies one after another. Can be used again after [#build].
public final class RowsBuilder {
    private final Type type;
    private ByteBuilder arena = new ByteBuilder();
    private int[] starts = new int[8];
    private int[] lengths = new int[8];
    private int length;

    /// Creates a builder for values of a type.
    public RowsBuilder(Type type) {
        this.type = type;
    }

    /// Creates a builder with room for so many values whose bodies have so many bytes together.
    public RowsBuilder(Type type, int rows, int bytes) {
        this.type = type;
        arena = new ByteBuilder(bytes);
        starts = new int[Math.max(rows, 1)];
        lengths = new int[starts.length];
    }

    /// Returns the type of the values.
    public Type type() {
        return type;
    }

    /// Returns the number of values so far.
    public int length() {
        return length;
    }

    /// Returns the number of bytes in the bodies so far.
    public int sizeBytes() {
        return arena.length();
    }

    /// Appends null.
    public void appendNull() {
        end(arena.length(), -1);
    }

    /// Appends the value with the given body.
    public void append(byte[] buffer, int offset, int count) {
        int start = arena.length();
        arena.put(buffer, offset, count);
        end(start, count);
    }

    /// Appends the record whose body is that of one record and behind it that of another.
    public void append(byte[] first, int firstOffset, int firstCount, byte[] second, int secondOffset, int secondCount) {
        int start = arena.length();
        arena.put(first, firstOffset, firstCount);
        arena.put(second, secondOffset, secondCount);
        end(start, firstCount + secondCount);
    }

    /// Appends the value of a row that an encoder is for.
    public void append(BodyEncoder encoder, int row) {
        if (encoder.isNull(row)) {
            appendNull();
        } else {
            int start = arena.length();
            encoder.writeBody(row, arena);
            end(start, arena.length() - start);
        }
    }

    private void end(int start, int count) {
        if (length == starts.length) {
            starts = Arrays.copyOf(starts, length * 2);
            lengths = Arrays.copyOf(lengths, length * 2);
        }
        starts[length] = start;
        lengths[length++] = count;
    }

    /// Returns the vector of all values appended and begins anew.
    public Rows build() {
        var built = new Rows(type, arena.array(), starts, lengths, length);
        arena = new ByteBuilder();
        starts = new int[8];
        lengths = new int[8];
        length = 0;
        return built;
    }
}
