package dev.tarn.model.vector;

import dev.tarn.model.InputException;
import dev.tarn.model.type.Carrier;
import dev.tarn.model.type.EnumType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import java.util.Arrays;

/// Collects the values of one type from their ZNG bodies, one after another, as a column: numbers decoded, others where they lie.
///
/// One class for all carriers, with a switch in it, because several of these are fed in turn in the walk over records: as
/// subclasses they would be called virtually, at twice the time for each value (2026-11).
final class ColumnReader {
    private enum Kind {
        SIGNED,
        UNSIGNED,
        BOOL,
        ENUM,
        DOUBLE,
        FLOAT,
        ANY_BYTES,
        ADDRESS_BYTES,
        NESTED
    }

    private static final long[] NO_LONGS = {};
    private static final double[] NO_DOUBLES = {};
    private static final int[] NO_INTS = {};

    private final Type type;
    private final byte[] arena;
    private final int length;
    private final Kind kind;
    private final long[] longs;
    private final double[] doubles;
    private final int[] starts;
    private final int[] lengths;
    // Which values are not null; none while all are.
    private long[] valid = NO_LONGS;

    /// Begins a column.
    ///
    /// @param arena the array that all bodies lie in
    /// @param length how many values it will have
    ColumnReader(Type type, byte[] arena, int length) {
        this.type = type;
        this.arena = arena;
        this.length = length;
        this.kind = kind(type);
        boolean isLong = type.carrier() == Carrier.LONG;
        boolean isDouble = type.carrier() == Carrier.DOUBLE;
        this.longs = isLong ? new long[length] : NO_LONGS;
        this.doubles = isDouble ? new double[length] : NO_DOUBLES;
        this.starts = isLong || isDouble ? NO_INTS : new int[length];
        this.lengths = isLong || isDouble ? NO_INTS : new int[length];
    }

    private static Kind kind(Type type) {
        return switch (type.under()) {
            case PrimitiveType primitive -> switch (primitive) {
                case INT8, INT16, INT32, INT64, DURATION, TIME -> Kind.SIGNED;
                case UINT8, UINT16, UINT32, UINT64, NULL -> Kind.UNSIGNED;
                case BOOL -> Kind.BOOL;
                case FLOAT64 -> Kind.DOUBLE;
                case FLOAT16, FLOAT32 -> Kind.FLOAT;
                case BYTES, STRING, TYPE -> Kind.ANY_BYTES;
                case IP, NET -> Kind.ADDRESS_BYTES;
            };
            case EnumType _ -> Kind.ENUM;
            default -> Kind.NESTED;
        };
    }

    /// Puts the value of a row, each row once, in any order.
    ///
    /// @param bodyLength the length of the body, -1 for null
    /// @throws InputException if the body has a length that no value of the type has
    void put(int row, int start, int bodyLength) {
        if (bodyLength < 0) {
            putNull(row);
            return;
        }
        switch (kind) {
            case SIGNED -> longs[row] = Body.signed(Body.bits(type, arena, start, bodyLength));
            case UNSIGNED -> longs[row] = Body.bits(type, arena, start, bodyLength);
            case BOOL -> longs[row] = Body.bits(type, arena, start, bodyLength) == 0 ? 0 : 1;
            case ENUM -> longs[row] =
                    Body.checkSymbol((EnumType) type.under(), Body.bits(type, arena, start, bodyLength));
            case DOUBLE, FLOAT -> doubles[row] = Body.readDouble(type, arena, start, bodyLength);
            case ANY_BYTES, NESTED -> {
                starts[row] = start;
                lengths[row] = bodyLength;
            }
            case ADDRESS_BYTES -> {
                Body.checkAddress((PrimitiveType) type.under(), bodyLength);
                starts[row] = start;
                lengths[row] = bodyLength;
            }
        }
    }

    /// Puts null for a row.
    void putNull(int row) {
        if (kind == Kind.NESTED) {
            lengths[row] = -1;
            return;
        }
        if (valid.length == 0) {
            valid = new long[Validity.wordCount(length)];
            Arrays.fill(valid, -1L);
        }
        valid[row >>> 6] &= ~(1L << row);
    }

    /// Returns the column: a flat vector, or [Rows] for a nested type.
    TypedVector build() {
        var validity = valid.length == 0 ? Validity.ALL : Validity.of(valid);
        return switch (type.carrier()) {
            case LONG -> new LongVector(type, longs, length, validity);
            case DOUBLE -> new DoubleVector(type, doubles, length, validity);
            case BYTES -> new BytesVector(type, arena, starts, lengths, length, validity);
            case NESTED -> new Rows(type, arena, starts, lengths, length);
        };
    }
}
