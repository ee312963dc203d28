package dev.tarn.model.vector;

import dev.tarn.model.type.Type;
import java.util.Arrays;
import java.util.Objects;

/// Flat values that are carried as `double`: floats of every width.
///
/// @param type a type whose carrier is DOUBLE
/// @param values the values, at least `length`
/// @param length the number of values
/// @param validity which of them are not null
public record DoubleVector(Type type, double[] values, int length, Validity validity) implements FlatVector {
    /// Checks that the parts fit.
    public DoubleVector {
        Objects.checkFromToIndex(0, length, values.length);
    }

    /// Creates a vector of all the values of an array, none of them null.
    public DoubleVector(Type type, double[] values) {
        this(type, values, values.length, Validity.ALL);
    }

    @Override
    public DoubleVector gather(int[] rows) {
        var gathered = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            gathered[i] = values[rows[i]];
        }
        return new DoubleVector(type, gathered, rows.length, validity.gather(rows));
    }

    @Override
    public DoubleVector slice(int from, int to) {
        return from == 0 && to == length
                ? this
                : new DoubleVector(type, Arrays.copyOfRange(values, from, to), to - from, validity.slice(from, to));
    }

    @Override
    public DoubleVector withType(Type newType) {
        return new DoubleVector(newType, values, length, validity);
    }

    @Override
    public DoubleVector withValidity(Validity newValidity) {
        return new DoubleVector(type, values, length, newValidity);
    }
}
