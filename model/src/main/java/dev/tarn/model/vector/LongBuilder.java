package dev.tarn.model.vector;

import dev.tarn.model.type.Type;
import java.util.Arrays;

/// Makes a [LongVector].
public final class LongBuilder extends VectorBuilder {
    private long[] values = new long[8];

    /// Creates a builder for values of a type whose carrier is LONG.
    public LongBuilder(Type type) {
        super(type);
    }

    /// Appends a value.
    public void append(long value) {
        put(value);
        appended();
    }

    private void put(long value) {
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
        put(((LongVector) source).values()[row]);
    }

    @Override
    void appendAllValid(FlatVector source) {
        int count = source.length();
        if (length() + count > values.length) {
            values = Arrays.copyOf(values, Math.max(length() + count, values.length * 2));
        }
        System.arraycopy(((LongVector) source).values(), 0, values, length(), count);
        appended(count);
    }

    @Override
    LongVector buildSlots(int count, Validity validity) {
        var built = new LongVector(type(), values, count, validity);
        values = new long[8];
        return built;
    }

    @Override
    public LongVector build() {
        return (LongVector) super.build();
    }
}
