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
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

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
        compareValues(withoutNulls(keys, length, different), length, different);
    }

    /// Sets for each row whether it is null and its key is not, or the other way round, and returns the keys without those of
    /// rows for which that says all.
    private int[] withoutNulls(int[] keys, int length, boolean[] different) {
        var left = Arrays.copyOf(keys, length);
        for (int row = 0; row < length; row++) {
            boolean nullRow = isNull(row);
            boolean nullKey = anyNull && keys[row] >= 0 && nulls[keys[row]];
            if (nullRow || nullKey) {
                different[row] |= keys[row] >= 0 && nullRow != nullKey;
                left[row] = -1;
            }
        }
        return left;
    }

    /// Returns whether null may be among the rows in another way than a value of its own.
    abstract boolean hasNulls();

    /// As [#compare], for keys and rows that are not null.
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

    /// Keys that are strings, addresses and the like. One number says all about a key of up to seven bytes, so that comparing it touches
    /// one place in memory: its bytes, the first one lowest, and above them its length. Of a longer key the number has the place in the arena.
    private static final class OfBytes extends KeyColumn {
        private static final int MAX_SHORT = 7;
        private static final int TOP = 56;
        private static final int LONG_KEY = 0xff;
        // Of a longer key: its start in the lower half, its length above, or this for one that does not fit there.
        private static final int HUGE = 0xffffff;
        private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

        private final ByteBuilder arena = new ByteBuilder(256);
        private final Map<Integer, Integer> hugeLengths = new HashMap<>();
        private long[] keys = new long[16];
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

        private static long ofShort(byte[] bytes, int start, int length) {
            long value = 0;
            if (start + Long.BYTES <= bytes.length) {
                value = (long) LONGS.get(bytes, start) & (1L << length * Byte.SIZE) - 1;
            } else {
                for (int i = length - 1; i >= 0; i--) {
                    value = value << Byte.SIZE | bytes[start + i] & 0xff;
                }
            }
            return value | (long) length << TOP;
        }

        @Override
        void appendValue(int row) {
            if (size() == keys.length) {
                keys = Arrays.copyOf(keys, keys.length * 2);
            }
            int length = isNull(row) ? 0 : bound.lengths()[row];
            keys[size()] = length <= MAX_SHORT
                    ? ofShort(bound.arena(), length == 0 ? 0 : bound.starts()[row], length)
                    : ofLong(bound.starts()[row], length);
        }

        private long ofLong(int start, int length) {
            int place = arena.length();
            arena.put(bound.arena(), start, length);
            if (length >= HUGE) {
                hugeLengths.put(size(), length);
            }
            return (long) LONG_KEY << TOP | (long) Math.min(length, HUGE) << Integer.SIZE | place;
        }

        private int length(int key) {
            long number = keys[key];
            int length = (int) (number >>> TOP);
            if (length <= MAX_SHORT) {
                return length;
            }
            length = (int) (number >>> Integer.SIZE) & HUGE;
            return length == HUGE ? hugeLengths.get(key) : length;
        }

        @Override
        void compareValues(int[] numbers, int length, boolean[] different) {
            byte[] given = bound.arena();
            int[] givenStarts = bound.starts();
            int[] givenLengths = bound.lengths();
            long[] known = keys;
            for (int row = 0; row < length; row++) {
                int key = numbers[row];
                if (key >= 0) {
                    int size = givenLengths[row];
                    different[row] |= size <= MAX_SHORT
                            ? known[key] != ofShort(given, givenStarts[row], size)
                            : !isSameLong(key, given, givenStarts[row], size);
                }
            }
        }

        private boolean isSameLong(int key, byte[] bytes, int start, int length) {
            if (length(key) != length) {
                return false;
            }
            int place = (int) keys[key];
            return Arrays.equals(arena.array(), place, place + length, bytes, start, start + length);
        }

        @Override
        boolean isSameValue(int key, int row) {
            int length = bound.lengths()[row];
            return length <= MAX_SHORT
                    ? keys[key] == ofShort(bound.arena(), bound.starts()[row], length)
                    : isSameLong(key, bound.arena(), bound.starts()[row], length);
        }

        @Override
        TypedVector slice(int from, int to) {
            var starts = new int[to - from];
            var lengths = new int[to - from];
            var bytes = new ByteBuilder(starts.length * Long.BYTES + Long.BYTES);
            for (int key = from; key < to; key++) {
                int length = length(key);
                starts[key - from] = bytes.length();
                lengths[key - from] = length;
                if (length <= MAX_SHORT) {
                    appendShort(bytes, keys[key], length);
                } else {
                    bytes.put(arena.array(), (int) keys[key], length);
                }
            }
            return new BytesVector(type, bytes.array(), starts, lengths, to - from, validity(from, to));
        }

        private static void appendShort(ByteBuilder bytes, long number, int length) {
            for (int i = 0; i < length; i++) {
                bytes.put((int) (number >>> i * Byte.SIZE));
            }
        }

        @Override
        long sizeBytes() {
            return arena.array().length + keys.length * 8L;
        }
    }

    /// Keys of nested types, whose bodies are copied into one arena.
    private static final class OfBodies extends KeyColumn {
        private final ByteBuilder arena = new ByteBuilder(256);
        private int[] starts = new int[16];
        private int[] lengths = new int[16];
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
            return false;
        }

        @Override
        void appendValue(int row) {
            if (size() == starts.length) {
                starts = Arrays.copyOf(starts, starts.length * 2);
                lengths = Arrays.copyOf(lengths, lengths.length * 2);
            }
            starts[size()] = arena.length();
            lengths[size()] = bound.bodyLength(row);
            arena.put(bound.arena(), bound.start(row), Math.max(0, bound.bodyLength(row)));
        }

        @Override
        void compareValues(int[] numbers, int length, boolean[] different) {
            for (int row = 0; row < length; row++) {
                different[row] |= numbers[row] >= 0 && !isSameValue(numbers[row], row);
            }
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

        @Override
        long sizeBytes() {
            return arena.array().length + starts.length * 8L;
        }
    }

}
