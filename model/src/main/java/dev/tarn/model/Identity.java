package dev.tarn.model;

import dev.tarn.model.type.Type;
import dev.tarn.model.vector.Body;
import dev.tarn.model.vector.BodyEncoder;
import dev.tarn.model.vector.ByteBuilder;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.Dictionary;
import dev.tarn.model.vector.DoubleVector;
import dev.tarn.model.vector.FlatVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.Rows;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.vector.View;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;

/// The Identity relation: two values are the same if their types are equal, names included, and their ZNG bodies are.
///
/// So `1`, `1(uint8)` and `1.` differ, `0.` and `-0.` do, and nulls of different types do. It is what groups, sets, `distinct` and
/// `union` go by. The same value has the same hash in every encoding, within one run of the JVM.
public final class Identity {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long STEP = 0x9e3779b97f4a7c15L;
    private static final long FACTOR = 0xd6e8feb86659fd93L;
    private static final long NULL = 0x5bf03635a0a1c2b7L;

    private Identity() {}

    /// Returns the hash of a value.
    public static long hash(Value value) {
        var one = new long[1];
        hash(value.toVector(), one);
        return one[0];
    }

    /// Returns the hash of a range of bytes.
    public static long hash(byte[] bytes, int start, int length) {
        return hashBytes(0, bytes, start, length);
    }

    /// Computes the hashes of all values of a vector.
    ///
    /// @param hashes receives them, one for each row; at least as long as the vector
    public static void hash(Vector vector, long[] hashes) {
        switch (vector) {
            case TypedVector typed -> hashTyped(typed, seed(typed.type()), hashes);
            case Mixed mixed -> {
                var parts = new long[mixed.parts().size()][];
                for (int part = 0; part < parts.length; part++) {
                    parts[part] = new long[mixed.parts().get(part).length()];
                    hash(mixed.parts().get(part), parts[part]);
                }
                int[] tags = mixed.tags();
                int[] slots = mixed.slots();
                for (int row = 0; row < tags.length; row++) {
                    hashes[row] = parts[tags[row]][slots[row]];
                }
            }
        }
    }

    private static long seed(Type type) {
        return type.hashCode() * STEP;
    }

    private static void hashTyped(TypedVector vector, long seed, long[] hashes) {
        switch (vector) {
            case Constant constant -> {
                var one = new long[1];
                hashTyped(constant.one(), seed, one);
                Arrays.fill(hashes, 0, constant.length(), one[0]);
            }
            case Dictionary dictionary -> {
                var ofValues = new long[dictionary.values().length()];
                hashTyped(dictionary.values(), seed, ofValues);
                int[] index = dictionary.index();
                for (int row = 0; row < index.length; row++) {
                    hashes[row] = ofValues[index[row]];
                }
            }
            case View view when view.base() instanceof Rows rows -> hashTyped(rows.gather(view.rows()), seed, hashes);
            case View view -> hashTyped(view.flat(), seed, hashes);
            case Rows rows -> hashRows(rows, seed, hashes);
            case FlatVector flat -> hashFlat(flat, seed, hashes);
        }
    }

    private static void hashRows(Rows rows, long seed, long[] hashes) {
        switch (rows.type().carrier()) {
            case LONG, DOUBLE, BYTES -> hashFlat(rows.flat(), seed, hashes);
            case NESTED -> {
                byte[] arena = rows.arena();
                for (int row = 0; row < rows.length(); row++) {
                    int length = rows.bodyLength(row);
                    hashes[row] = length < 0 ? mix(seed ^ NULL) : hashBytes(seed, arena, rows.start(row), length);
                }
            }
        }
    }

    private static void hashFlat(FlatVector flat, long seed, long[] hashes) {
        int length = flat.length();
        switch (flat) {
            case LongVector longs -> {
                long[] values = longs.values();
                for (int row = 0; row < length; row++) {
                    hashes[row] = mix(seed ^ values[row]);
                }
            }
            case DoubleVector doubles -> {
                double[] values = doubles.values();
                for (int row = 0; row < length; row++) {
                    hashes[row] = mix(seed ^ Double.doubleToRawLongBits(values[row]));
                }
            }
            case BytesVector bytes -> {
                byte[] arena = bytes.arena();
                int[] starts = bytes.starts();
                int[] lengths = bytes.lengths();
                for (int row = 0; row < length; row++) {
                    hashes[row] = hashBytes(seed, arena, starts[row], lengths[row]);
                }
            }
            case FlatVector nested -> hashNested(nested, seed, hashes);
        }
        if (!flat.validity().isAll()) {
            for (int row = 0; row < length; row++) {
                if (flat.isNull(row)) {
                    hashes[row] = mix(seed ^ NULL);
                }
            }
        }
    }

    private static void hashNested(FlatVector nested, long seed, long[] hashes) {
        var encoder = BodyEncoder.of(nested);
        var body = new ByteBuilder();
        for (int row = 0; row < nested.length(); row++) {
            if (encoder.isNull(row)) {
                hashes[row] = mix(seed ^ NULL);
            } else {
                body.truncate(0);
                encoder.writeBody(row, body);
                hashes[row] = hashBytes(seed, body.array(), 0, body.length());
            }
        }
    }

    private static long hashBytes(long seed, byte[] bytes, int start, int length) {
        long hash = seed ^ length * FACTOR;
        int at = start;
        int end = start + length;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            hash = multiply(hash ^ (long) LONGS.get(bytes, at)) + STEP;
        }
        return mix(hash ^ rest(bytes, at, end - at));
    }

    /// Returns up to seven bytes as a number, the first one lowest.
    private static long rest(byte[] bytes, int start, int length) {
        if (start <= bytes.length - Long.BYTES) {
            return (long) LONGS.get(bytes, start) & Body.lowest(length);
        }
        long rest = 0;
        for (int i = start + length - 1; i >= start; i--) {
            rest = rest << 8 | bytes[i] & 0xff;
        }
        return rest;
    }

    private static long multiply(long value) {
        return Math.multiplyHigh(value, FACTOR) ^ value * FACTOR;
    }

    private static long mix(long value) {
        long mixed = (value ^ value >>> 32) * FACTOR;
        mixed = (mixed ^ mixed >>> 29) * STEP;
        return mixed ^ mixed >>> 32;
    }

    /// Returns a test of the rows of two vectors for being the same.
    ///
    /// Making one encodes the whole of a vector of a nested type that is not in its ZNG form.
    public static RowEquality between(Vector a, Vector b) {
        if (a instanceof TypedVector x && b instanceof TypedVector y) {
            return betweenTyped(x, y);
        }
        return betweenMixed(a, b);
    }

    // The parts of a vector have different types, so each has at most one counterpart in the other vector.
    private static RowEquality betweenMixed(Vector a, Vector b) {
        var partOfType = new HashMap<Type, Integer>();
        for (int part = 0; part < partCount(b); part++) {
            partOfType.put(part(b, part).type(), part);
        }
        var counterpart = new int[partCount(a)];
        var tests = new RowEquality[counterpart.length];
        for (int part = 0; part < counterpart.length; part++) {
            var typed = part(a, part);
            counterpart[part] = partOfType.getOrDefault(typed.type(), -1);
            if (counterpart[part] >= 0) {
                tests[part] = betweenTyped(typed, part(b, counterpart[part]));
            }
        }
        int[] tagsA = tags(a);
        int[] tagsB = tags(b);
        int[] slotsA = slots(a);
        int[] slotsB = slots(b);
        return (i, j) -> counterpart[tagsA[i]] == tagsB[j] && tests[tagsA[i]].same(slotsA[i], slotsB[j]);
    }

    private static int[] tags(Vector vector) {
        return vector instanceof Mixed mixed ? mixed.tags() : new int[vector.length()];
    }

    private static int[] slots(Vector vector) {
        if (vector instanceof Mixed mixed) {
            return mixed.slots();
        }
        var slots = new int[vector.length()];
        Arrays.setAll(slots, i -> i);
        return slots;
    }

    private static int partCount(Vector vector) {
        return vector instanceof Mixed mixed ? mixed.parts().size() : 1;
    }

    private static TypedVector part(Vector vector, int part) {
        return switch (vector) {
            case Mixed mixed -> mixed.parts().get(part);
            case TypedVector typed -> typed;
        };
    }

    private static RowEquality betweenTyped(TypedVector a, TypedVector b) {
        if (!a.type().equals(b.type())) {
            return (_, _) -> false;
        }
        return switch (a.type().carrier()) {
            case LONG -> withNulls(a, b, longs((LongVector) a.flat(), (LongVector) b.flat()));
            case DOUBLE -> withNulls(a, b, doubles((DoubleVector) a.flat(), (DoubleVector) b.flat()));
            case BYTES -> withNulls(a, b, bytes((BytesVector) a.flat(), (BytesVector) b.flat()));
            case NESTED -> {
                if (a instanceof RecordVector left && b instanceof RecordVector right) {
                    yield withNulls(left, right, records(left, right));
                }
                var left = BodyOrder.bodies(a);
                var right = BodyOrder.bodies(b);
                yield withNulls(left, right, bodies(left, right));
            }
        };
    }

    private static RowEquality withNulls(TypedVector a, TypedVector b, RowEquality valid) {
        return (i, j) -> {
            boolean nullA = a.isNull(i);
            return nullA == b.isNull(j) && (nullA || valid.same(i, j));
        };
    }

    private static RowEquality records(RecordVector a, RecordVector b) {
        var tests = new RowEquality[a.fields().size()];
        for (int i = 0; i < tests.length; i++) {
            tests[i] = betweenTyped(a.fields().get(i), b.fields().get(i));
        }
        return (i, j) -> {
            for (var test : tests) {
                if (!test.same(i, j)) {
                    return false;
                }
            }
            return true;
        };
    }

    /// Marks the rows of a vector that are not the same as the row before; the first is left as it is.
    ///
    /// @param changes receives true for them, and keeps its other values
    public static void markChanges(Vector vector, boolean[] changes) {
        switch (vector) {
            case LongVector longs when longs.validity().isAll() -> {
                long[] values = longs.values();
                for (int row = 1; row < longs.length(); row++) {
                    changes[row] |= values[row] != values[row - 1];
                }
            }
            case DoubleVector doubles when doubles.validity().isAll() -> {
                double[] values = doubles.values();
                for (int row = 1; row < doubles.length(); row++) {
                    changes[row] |= Double.doubleToRawLongBits(values[row]) != Double.doubleToRawLongBits(values[row - 1]);
                }
            }
            case RecordVector record when record.validity().isAll() ->
                record.fields().forEach(field -> markChanges(field, changes));
            default -> {
                var same = between(vector, vector);
                for (int row = 1; row < vector.length(); row++) {
                    changes[row] |= !same.same(row - 1, row);
                }
            }
        }
    }

    private static RowEquality longs(LongVector a, LongVector b) {
        long[] left = a.values();
        long[] right = b.values();
        return (i, j) -> left[i] == right[j];
    }

    private static RowEquality doubles(DoubleVector a, DoubleVector b) {
        double[] left = a.values();
        double[] right = b.values();
        return (i, j) -> Double.doubleToRawLongBits(left[i]) == Double.doubleToRawLongBits(right[j]);
    }

    private static RowEquality bytes(BytesVector a, BytesVector b) {
        return (i, j) -> {
            int length = a.lengths()[i];
            int start = a.starts()[i];
            int other = b.starts()[j];
            return length == b.lengths()[j]
                    && Arrays.equals(a.arena(), start, start + length, b.arena(), other, other + length);
        };
    }

    private static RowEquality bodies(Rows a, Rows b) {
        return (i, j) -> {
            int length = a.bodyLength(i);
            int start = a.start(i);
            int other = b.start(j);
            return length == b.bodyLength(j)
                    && Arrays.equals(a.arena(), start, start + length, b.arena(), other, other + length);
        };
    }
}
