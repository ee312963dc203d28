package dev.tarn.query.expression;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.DoubleVector;
import dev.tarn.model.vector.FlatVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.View;

/// The arguments of a function for some rows: a column of one type each, flat when asked for.
public final class Columns {
    private final TypedVector[] columns;
    private final TypedVector[] originals;
    private final int length;

    /// Creates the columns of a call.
    ///
    /// @param originals the columns before null became zero in those where it does, for errors that show them
    Columns(TypedVector[] columns, TypedVector[] originals, int length) {
        this.columns = columns;
        this.originals = originals;
        this.length = length;
    }

    /// Returns an argument as it was before null became zero in it.
    TypedVector original(int argument) {
        return originals[argument];
    }

    /// Returns the number of rows.
    public int length() {
        return length;
    }

    /// Returns the number of arguments.
    public int count() {
        return columns.length;
    }

    /// Returns the type of an argument (0-based).
    public Type type(int argument) {
        return columns[argument].type();
    }

    /// Returns an argument as it is, possibly a [Constant].
    public TypedVector column(int argument) {
        return columns[argument];
    }

    /// Returns whether an argument is the same in every row and not null.
    public boolean isConstant(int argument) {
        return columns[argument] instanceof Constant constant && !constant.isNull(0);
    }

    /// Returns the value of an argument that is the same in every row.
    public Value constant(int argument) {
        return Value.of(((Constant) columns[argument]).one(), 0);
    }

    /// Returns the values of an argument.
    public FlatVector flat(int argument) {
        if (columns[argument] instanceof View view) {
            // So that its rows are gathered but once.
            columns[argument] = view.flat();
        }
        return columns[argument].flat();
    }

    /// Returns the numbers of an argument that is carried as `long`; what stands for null is unspecified.
    public long[] longs(int argument) {
        return ((LongVector) flat(argument)).values();
    }

    /// Returns the numbers of an argument that is carried as `long`, 0 for null.
    public long[] longsOrZero(int argument) {
        return ((LongVector) Nullness.zeroed(columns[argument]).flat()).values();
    }

    /// Returns the numbers of an argument that is carried as `double`, 0 for null.
    public double[] doublesOrZero(int argument) {
        return ((DoubleVector) Nullness.zeroed(columns[argument]).flat()).values();
    }

    /// Returns the numbers of an argument that is a number or null as `double`; what stands for null is unspecified.
    public double[] doubles(int argument) {
        return switch (flat(argument)) {
            case DoubleVector doubles -> doubles.values();
            case LongVector longs -> toDoubles(longs);
            case FlatVector other -> throw new IllegalStateException("no number: " + other.type());
        };
    }

    private double[] toDoubles(LongVector longs) {
        var out = new double[length];
        if (longs.type().under() == PrimitiveType.UINT64) {
            Loops.map(longs.values(), out, Columns::unsignedToDouble);
        } else {
            NumberLoops.toDouble(longs.values(), out);
        }
        return out;
    }

    static double unsignedToDouble(long value) {
        // Half of it with the lost bit kept, so that rounding is right, and doubled again.
        return value >= 0 ? value : (double) (value >>> 1 | value & 1) * 2;
    }

    /// Returns the number of an argument that is the same in every row as `double`.
    public double constantDouble(int argument) {
        var value = constant(argument);
        return switch (value.type().carrier()) {
            case DOUBLE -> value.asDouble();
            case LONG -> value.type().under() == PrimitiveType.UINT64
                    ? unsignedToDouble(value.asLong())
                    : value.asLong();
            case BYTES, NESTED -> throw new IllegalStateException("no number: " + value.type());
        };
    }

    /// Returns the values of an argument that is carried as bytes; what stands for null is unspecified.
    public BytesVector bytes(int argument) {
        return (BytesVector) flat(argument);
    }

    /// Returns the value of a row of an argument.
    public Value value(int argument, int row) {
        return Value.of(columns[argument], row);
    }

    /// Returns whether an argument has no null in any row.
    public boolean isAllValid(int argument) {
        return columns[argument] instanceof Constant constant
                ? !constant.isNull(0)
                : flat(argument).validity().isAll();
    }
}
