package dev.tarn.query.aggregate;

import dev.tarn.model.BodyOrder;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.ByteBuilder;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.DoubleVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.Rows;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Validity;
import java.util.Arrays;

/// The keys of one column of one type, in the order in which they were first seen.
///
/// A column is bound to a vector; rows of it are then compared with keys, and appended as keys.
abstract sealed class KeyColumn {
    final Type type;
    private boolean[] nulls = new boolean[0];
    private boolean anyNull;
    private int size;

    private KeyColumn(Type type) {
        this.type = type;
    }

    /// Returns an empty column for keys of a type.
    static KeyColumn of(Type type) {
        return switch (type.carrier()) {
            case LONG -> new OfLongs(type);
            case DOUBLE -> new OfDoubles(type);
            case BYTES -> new OfBytes(type);
            case NESTED -> new OfBodies(type);
        };
    }

    /// Makes a vector of the column's type the one that rows refer to.
    abstract void bind(TypedVector vector);

    abstract boolean isNull(int row);

    abstract void appendValue(int row);

    /// Finds rows that are not the key they are thought to be, among those that are not known to be different.
    ///
    /// @param keys for each row the key to compare with; negative for a row that is left out
    /// @param different for each row whether it is different; is set where it is
    final void compare(int[] keys, int length, boolean[] different) {
        if (!anyNull && !hasNulls()) {
            compareValues(keys, length, different);
            return;
        }
        for (int row = 0; row < length; row++) {
            if (keys[row] >= 0 && !different[row]) {
                different[row] = !isSame(keys[row], row);
            }
        }
    }

    abstract boolean hasNulls();

    abstract void compareValues(int[] keys, int length, boolean[] different);

    abstract boolean isSameValue(int key, int row);

    /// Returns whether a key is the same as a row.
    final boolean isSame(int key, int row) {
        boolean nullRow = isNull(row);
        return anyNull && nulls[key] == nullRow && (nullRow || isSameValue(key, row))
                || !anyNull && !nullRow && isSameValue(key, row);
    }

    /// Appends a row as the next key.
    final void append(int row) {
        if (isNull(row)) {
            if (!anyNull) {
                anyNull = true;
                nulls = new boolean[Math.max(16, size * 2)];
            }
            reserveNulls();
            nulls[size] = true;
        } else if (anyNull) {
            reserveNulls();
        }
        appendValue(row);
        size++;
    }

    private void reserveNulls() {
        if (size >= nulls.length) {
            nulls = Arrays.copyOf(nulls, size * 2 + 1);
        }
    }

    final int size() {
        return size;
    }

    /// Returns some keys, from one number to before another.
    abstract TypedVector slice(int from, int to);

    /// Returns about how many bytes the keys take.
    abstract long sizeBytes();

    final Validity validity(int from, int to) {
        if (!anyNull) {
            return Validity.ALL;
        }
        var validity = new Validity.Builder();
        for (int key = from; key < to; key++) {
            if (nulls[key]) {
                validity.invalid(key - from);
            } else {
                validity.valid(key - from);
            }
        }
        return validity.build();
    }

    private static final class OfLongs extends KeyColumn {
        private long[] keys = new long[16];
        private LongVector bound = new LongVector(PrimitiveType.INT64, keys, 0, Validity.ALL);

        OfLongs(Type type) {
            super(type);
        }

        @Override
        void bind(TypedVector vector) {
            bound = (LongVector) vector.flat();
        }

        @Override
        boolean isNull(int row) {
            return bound.isNull(row);
        }

        @Override
        boolean hasNulls() {
            return !bound.validity().isAll();
        }

        @Override
        void appendValue(int row) {
            if (size() == keys.length) {
                keys = Arrays.copyOf(keys, keys.length * 2);
            }
            keys[size()] = bound.values()[row];
        }

        @Override
        void compareValues(int[] numbers, int length, boolean[] different) {
            long[] values = bound.values();
            long[] known = keys;
            for (int row = 0; row < length; row++) {
                different[row] |= numbers[row] >= 0 && known[numbers[row]] != values[row];
            }
        }

        @Override
        boolean isSameValue(int key, int row) {
            return keys[key] == bound.values()[row];
        }

        @Override
        TypedVector slice(int from, int to) {
            return new LongVector(type, Arrays.copyOfRange(keys, from, to), to - from, validity(from, to));
        }

        @Override
        long sizeBytes() {
            return keys.length * 8L;
        }
    }

    private static final class OfDoubles extends KeyColumn {
        private double[] keys = new double[16];
        private DoubleVector bound = new DoubleVector(PrimitiveType.FLOAT64, keys, 0, Validity.ALL);

        OfDoubles(Type type) {
            super(type);
        }

        @Override
        void bind(TypedVector vector) {
            bound = (DoubleVector) vector.flat();
        }

        @Override
        boolean isNull(int row) {
            return bound.isNull(row);
        }

        @Override
        boolean hasNulls() {
            return !bound.validity().isAll();
        }

        @Override
        void appendValue(int row) {
            if (size() == keys.length) {
                keys = Arrays.copyOf(keys, keys.length * 2);
            }
            keys[size()] = bound.values()[row];
        }

        @Override
        void compareValues(int[] numbers, int length, boolean[] different) {
            for (int row = 0; row < length; row++) {
                different[row] |= numbers[row] >= 0 && !isSameValue(numbers[row], row);
            }
        }

        @Override
        boolean isSameValue(int key, int row) {
            return Double.doubleToRawLongBits(keys[key]) == Double.doubleToRawLongBits(bound.values()[row]);
        }

        @Override
        TypedVector slice(int from, int to) {
            return new DoubleVector(type, Arrays.copyOfRange(keys, from, to), to - from, validity(from, to));
        }

        @Override
        long sizeBytes() {
            return keys.length * 8L;
        }
    }

    /// Keys whose bytes are copied into one arena.
    private abstract static sealed class OfArena extends KeyColumn {
        final ByteBuilder arena = new ByteBuilder(256);
        int[] starts = new int[16];
        int[] lengths = new int[16];

        OfArena(Type type) {
            super(type);
        }

        final void appendBytes(byte[] bytes, int start, int length) {
            if (size() == starts.length) {
                starts = Arrays.copyOf(starts, starts.length * 2);
                lengths = Arrays.copyOf(lengths, lengths.length * 2);
            }
            starts[size()] = arena.length();
            lengths[size()] = length;
            arena.put(bytes, start, Math.max(0, length));
        }

        @Override
        final long sizeBytes() {
            return arena.array().length + starts.length * 8L;
        }
    }

    private static final class OfBytes extends OfArena {
        private BytesVector bound = new BytesVector(
                PrimitiveType.BYTES, new byte[0], new int[0], new int[0], 0, Validity.ALL);

        OfBytes(Type type) {
            super(type);
        }

        @Override
        void bind(TypedVector vector) {
            bound = (BytesVector) vector.flat();
        }

        @Override
        boolean isNull(int row) {
            return bound.isNull(row);
        }

        @Override
        boolean hasNulls() {
            return !bound.validity().isAll();
        }

        @Override
        void appendValue(int row) {
            appendBytes(bound.arena(), bound.starts()[row], isNull(row) ? 0 : bound.lengths()[row]);
        }

        @Override
        void compareValues(int[] numbers, int length, boolean[] different) {
            byte[] known = arena.array();
            byte[] given = bound.arena();
            int[] givenStarts = bound.starts();
            int[] givenLengths = bound.lengths();
            for (int row = 0; row < length; row++) {
                int key = numbers[row];
                if (key >= 0) {
                    int size = givenLengths[row];
                    different[row] |= lengths[key] != size || !Arrays.equals(known, starts[key], starts[key] + size,
                            given, givenStarts[row], givenStarts[row] + size);
                }
            }
        }

        @Override
        boolean isSameValue(int key, int row) {
            int length = bound.lengths()[row];
            int start = bound.starts()[row];
            return lengths[key] == length && Arrays.equals(
                    arena.array(), starts[key], starts[key] + length, bound.arena(), start, start + length);
        }

        @Override
        TypedVector slice(int from, int to) {
            return new BytesVector(type, arena.array(), Arrays.copyOfRange(starts, from, to),
                    Arrays.copyOfRange(lengths, from, to), to - from, validity(from, to));
        }
    }

    private static final class OfBodies extends OfArena {
        private Rows bound = new Rows(PrimitiveType.BYTES, new byte[0], new int[0], new int[0], 0);

        OfBodies(Type type) {
            super(type);
        }

        @Override
        void bind(TypedVector vector) {
            bound = BodyOrder.bodies(vector);
        }

        @Override
        boolean isNull(int row) {
            return bound.isNull(row);
        }

        // A body says itself whether it is null: its length is -1.
        @Override
        boolean hasNulls() {
            return true;
        }

        @Override
        void appendValue(int row) {
            appendBytes(bound.arena(), bound.start(row), bound.bodyLength(row));
        }

        @Override
        void compareValues(int[] numbers, int length, boolean[] different) {
            throw new IllegalStateException("bodies are compared one by one");
        }

        @Override
        boolean isSameValue(int key, int row) {
            int length = bound.bodyLength(row);
            int start = bound.start(row);
            return lengths[key] == length && Arrays.equals(
                    arena.array(), starts[key], starts[key] + length, bound.arena(), start, start + length);
        }

        @Override
        TypedVector slice(int from, int to) {
            return new Rows(type, arena.array(), Arrays.copyOfRange(starts, from, to),
                    Arrays.copyOfRange(lengths, from, to), to - from);
        }
    }

}
