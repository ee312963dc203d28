package dev.tarn.model.vector;

import dev.tarn.model.type.Type;
import java.util.Arrays;

/// Makes a [DoubleVector].
public final class DoubleBuilder extends VectorBuilder {
    private double[] values = new double[8];

    /// Creates a builder for values of a type whose carrier is DOUBLE.
    public DoubleBuilder(Type type) {
        super(type);
    }

    /// Appends a value.
    public void append(double value) {
        put(value);
        appended();
    }

    private void put(double value) {
        if (length() == values.length) {
            values = Arrays.copyOf(values, values.length * 2);
        }
        values[length()] = value;
    }

    @Override
    void appendSlot() {
        put(0);
    }

    @Override
    void appendValid(FlatVector source, int row) {
        put(((DoubleVector) source).values()[row]);
    }

    @Override
    void appendAllValid(FlatVector source) {
        int count = source.length();
        if (length() + count > values.length) {
            values = Arrays.copyOf(values, Math.max(length() + count, values.length * 2));
        }
        System.arraycopy(((DoubleVector) source).values(), 0, values, length(), count);
        appended(count);
    }

    @Override
    DoubleVector buildSlots(int count, Validity validity) {
        var built = new DoubleVector(type(), values, count, validity);
        values = new double[8];
        return built;
    }

    @Override
    public DoubleVector build() {
        return (DoubleVector) super.build();
    }
}
