package dev.tarn.query.expression;

import dev.tarn.model.type.Carrier;
import dev.tarn.model.vector.DoubleVector;
import dev.tarn.model.vector.FlatVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import java.util.Optional;

/// Takes the value of each row from one of two columns of numbers of the same type, in one loop and without lists of rows.
public final class Choice {
    private Choice() {}

    /// Returns for each row the value of one of two columns; empty if they are not of one type of numbers.
    ///
    /// @param first 1 for each row whose value is that of `ones`, 0 for each other one; as long as both columns
    static Optional<Vector> of(long[] first, Vector ones, Vector zeros) {
        if (!(ones instanceof TypedVector left) || !(zeros instanceof TypedVector right) || !areLike(left, right)) {
            return Optional.empty();
        }
        var a = left.flat();
        var b = right.flat();
        var validity = a.validity().isAll() && b.validity().isAll()
                ? Validity.ALL
                : Validity.ofNumbers(first).choose(a.validity(), b.validity(), first.length);
        return Optional.of(switch (a) {
            case LongVector longs -> {
                var out = new long[first.length];
                Loops.choose(first, longs.values(), ((LongVector) b).values(), out);
                yield new LongVector(longs.type(), out, out.length, validity);
            }
            case DoubleVector doubles -> {
                var out = new double[first.length];
                Loops.choose(first, doubles.values(), ((DoubleVector) b).values(), out);
                yield new DoubleVector(doubles.type(), out, out.length, validity);
            }
            case FlatVector other -> throw new IllegalStateException("no numbers: " + other.type());
        });
    }

    /// Returns the values of a column, and where they are null those of another; empty if they are not of one type of numbers, or both null
    /// somewhere.
    public static Optional<Vector> ofValid(TypedVector column, TypedVector otherwise) {
        if (!areLike(column, otherwise)) {
            return Optional.empty();
        }
        var a = column.flat();
        var b = otherwise.flat();
        if (a.validity().isAll()) {
            return Optional.of(a);
        }
        if (a.validity().or(b.validity()).count(a.length()) < a.length()) {
            return Optional.empty();
        }
        return Optional.of(switch (a) {
            case LongVector longs -> {
                var out = new long[longs.length()];
                Loops.choose(longs.validity(), longs.values(), ((LongVector) b).values(), out);
                yield new LongVector(longs.type(), out, out.length, Validity.ALL);
            }
            case DoubleVector doubles -> {
                var out = new double[doubles.length()];
                Loops.choose(doubles.validity(), doubles.values(), ((DoubleVector) b).values(), out);
                yield new DoubleVector(doubles.type(), out, out.length, Validity.ALL);
            }
            case FlatVector other -> throw new IllegalStateException("no numbers: " + other.type());
        });
    }

    private static boolean areLike(TypedVector left, TypedVector right) {
        var carrier = left.type().carrier();
        return (carrier == Carrier.LONG || carrier == Carrier.DOUBLE) && left.type().equals(right.type());
    }
}
