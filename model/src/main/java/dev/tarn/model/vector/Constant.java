package dev.tarn.model.vector;

import dev.tarn.model.type.Type;
import java.util.Arrays;

/// One value, repeated.
///
/// @param one a vector of length 1 that holds the value
/// @param length how often it is repeated
public record Constant(FlatVector one, int length) implements TypedVector {
    /// Checks that there is one value.
    public Constant {
        if (one.length() != 1) {
            throw new IllegalArgumentException("a constant of " + one.length() + " values");
        }
    }

    /// Returns null of a type, repeated.
    public static Constant nulls(Type type, int length) {
        var builder = VectorBuilder.of(type);
        builder.appendNull();
        return new Constant(builder.build(), length);
    }

    @Override
    public Type type() {
        return one.type();
    }

    @Override
    public FlatVector flat() {
        return switch (one) {
            case LongVector longs when longs.validity().isAll() -> {
                var values = new long[length];
                Arrays.fill(values, longs.values()[0]);
                yield new LongVector(longs.type(), values);
            }
            case DoubleVector doubles when doubles.validity().isAll() -> {
                var values = new double[length];
                Arrays.fill(values, doubles.values()[0]);
                yield new DoubleVector(doubles.type(), values, length, Validity.ALL);
            }
            default -> one.gather(new int[length]);
        };
    }

    @Override
    public boolean isNull(int row) {
        return one.isNull(0);
    }

    @Override
    public Constant withType(Type type) {
        return new Constant(one.withType(type), length);
    }

    @Override
    public Constant select(int[] rows) {
        return new Constant(one, rows.length);
    }

    @Override
    public Constant slice(int from, int to) {
        return new Constant(one, to - from);
    }
}
