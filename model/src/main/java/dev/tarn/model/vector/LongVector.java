package dev.tarn.model.vector;

import dev.tarn.model.type.Type;
import java.util.Arrays;
import java.util.Objects;

/// Flat values that are carried as `long`: integers, bool, time, duration, enum, null.
///
/// @param type a type whose carrier is LONG
/// @param values the values, at least `length`
/// @param length the number of values
/// @param validity which of them are not null
public record LongVector(Type type, long[] values, int length, Validity validity) implements FlatVector {
    /// Checks that the parts fit.
    public LongVector {
        Objects.checkFromToIndex(0, length, values.length);
    }

    /// Creates a vector of all the values of an array, none of them null.
    public LongVector(Type type, long[] values) {
        this(type, values, values.length, Validity.ALL);
    }

    @Override
    public LongVector gather(int[] rows) {
        var gathered = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            gathered[i] = values[rows[i]];
        }
        return new LongVector(type, gathered, rows.length, validity.gather(rows));
    }

    @Override
    public LongVector slice(int from, int to) {
        return from == 0 && to == length
                ? this
                : new LongVector(type, Arrays.copyOfRange(values, from, to), to - from, validity.slice(from, to));
    }

    @Override
    public LongVector withType(Type newType) {
        return new LongVector(newType, values, length, validity);
    }

    @Override
    public LongVector withValidity(Validity newValidity) {
        return new LongVector(type, values, length, newValidity);
    }
}
