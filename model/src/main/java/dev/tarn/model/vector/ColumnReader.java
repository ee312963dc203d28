package dev.tarn.model.vector;

import dev.tarn.model.InputException;
import dev.tarn.model.type.EnumType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import java.util.Arrays;

/// Makes a column of the ZNG bodies of values of one type: numbers decoded, others where they lie.
///
/// Where the bodies lie is found first, for all columns of a batch, and then each column is decoded by a loop of its own. Those loops
/// are short and run over thousands of values, so that they are soon compiled for good.
final class ColumnReader {
    private final Type type;
    private final byte[] arena;
    private final int length;
    private int[] starts;
    private int[] lengths;

    /// Takes over where the bodies of a column lie.
    ///
    /// @param arena the array that all bodies lie in
    /// @param starts where each body begins; not changed, may become part of the column
    /// @param lengths the length of each body, -1 for null; not changed, may become part of the column
    /// @param length the number of values
    ColumnReader(Type type, byte[] arena, int[] starts, int[] lengths, int length) {
        this.type = type;
        this.arena = arena;
        this.starts = starts;
        this.lengths = lengths;
        this.length = length;
    }

    /// Returns the column: [Rows] for a nested type, a [Constant] where texts or addresses are all the same, else a flat vector.
    ///
    /// Logs come in runs of one kind: what names the kind is the same in a whole batch, and then is compared, hashed and looked up once.
    /// Where it is not the same, the first values show it.
    ///
    /// @throws InputException if a body has a length that no value of the type has
    TypedVector read() {
        return switch (type.carrier()) {
            case LONG, DOUBLE -> readFlat();
            case BYTES -> length > 1 && isSameThroughout(arena, starts, lengths, length)
                    ? new Constant(new ColumnReader(type, arena, starts, lengths, 1).readFlat(), length)
                    : readFlat();
            case NESTED -> new Rows(type, arena, starts, lengths, length);
        };
    }

    /// Returns the column of a type that is not nested as a flat vector.
    ///
    /// @throws InputException if a body has a length that no value of the type has
    FlatVector readFlat() {
        var validity = takeNulls();
        return switch (type.carrier()) {
            case LONG -> new LongVector(type, longs(validity), length, validity);
            case DOUBLE -> new DoubleVector(type, doubles(validity), length, validity);
            case BYTES -> {
                checkAddresses(validity);
                yield new BytesVector(type, arena, starts, lengths, length, validity);
            }
            case NESTED -> throw new IllegalStateException("a nested type: " + type);
        };
    }

    /// Returns whether all bodies have the same bytes, or all are null.
    private static boolean isSameThroughout(byte[] arena, int[] starts, int[] lengths, int count) {
        int first = starts[0];
        int size = lengths[0];
        for (int row = 1; row < count; row++) {
            if (lengths[row] != size) {
                return false;
            }
            int start = starts[row];
            for (int i = 0; i < size; i++) {
                if (arena[start + i] != arena[first + i]) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Returns which values are not null, and makes the bodies of those that are empty.
    private Validity takeNulls() {
        if (!isAnyNegative(lengths, length)) {
            return Validity.ALL;
        }
        starts = Arrays.copyOf(starts, length);
        lengths = Arrays.copyOf(lengths, length);
        var valid = new long[Validity.wordCount(length)];
        Arrays.fill(valid, -1L);
        for (int row = 0; row < length; row++) {
            if (lengths[row] < 0) {
                valid[row >>> 6] &= ~(1L << row);
                lengths[row] = 0;
                starts[row] = 0;
            }
        }
        return Validity.of(valid);
    }

    // With all that it uses in variables: the first compiler of the JVM would read a field for each row.
    private static boolean isAnyNegative(int[] numbers, int count) {
        int all = 0;
        for (int i = 0; i < count; i++) {
            all |= numbers[i];
        }
        return all < 0;
    }

    private long[] longs(Validity validity) {
        var longs = new long[length];
        switch (type.under()) {
            case EnumType enumeration -> readSymbols(enumeration, validity, longs);
            case PrimitiveType primitive when primitive.isSigned() -> readSigned(longs);
            case PrimitiveType primitive -> {
                readUnsigned(longs);
                if (primitive == PrimitiveType.BOOL) {
                    makeBits(longs);
                }
            }
            default -> throw new IllegalStateException("no numbers: " + type);
        }
        return longs;
    }

    private void readUnsigned(long[] out) {
        for (int row = 0; row < out.length; row++) {
            out[row] = Body.bits(type, arena, starts[row], lengths[row]);
        }
    }

    private void readSigned(long[] out) {
        for (int row = 0; row < out.length; row++) {
            out[row] = Body.signed(Body.bits(type, arena, starts[row], lengths[row]));
        }
    }

    private static void makeBits(long[] values) {
        for (int row = 0; row < values.length; row++) {
            values[row] = values[row] == 0 ? 0 : 1;
        }
    }

    private void readSymbols(EnumType enumeration, Validity validity, long[] out) {
        for (int row = 0; row < out.length; row++) {
            if (validity.isValid(row)) {
                out[row] = Body.checkSymbol(enumeration, Body.bits(type, arena, starts[row], lengths[row]));
            }
        }
    }

    private double[] doubles(Validity validity) {
        var doubles = new double[length];
        for (int row = 0; row < doubles.length; row++) {
            if (validity.isValid(row)) {
                doubles[row] = Body.readDouble(type, arena, starts[row], lengths[row]);
            }
        }
        return doubles;
    }

    private void checkAddresses(Validity validity) {
        if (type.under() instanceof PrimitiveType primitive && (primitive == PrimitiveType.IP || primitive == PrimitiveType.NET)) {
            int usual = primitive == PrimitiveType.IP ? 4 : 8;
            int[] lengths = this.lengths;
            int count = length;
            for (int row = 0; row < count; row++) {
                if (lengths[row] != usual && validity.isValid(row)) {
                    Body.checkAddress(primitive, lengths[row]);
                }
            }
        }
    }
}
