package dev.tarn.bpf.event;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.DoubleVector;

/// A float or double.
final class FloatColumn extends Column {
    private final int offset;

    FloatColumn(int offset, int bytes) {
        super(bytes == 4 ? PrimitiveType.FLOAT32 : PrimitiveType.FLOAT64);
        this.offset = offset;
    }

    @Override
    DoubleVector read(EventRows rows, EventContext context) {
        boolean narrow = type() == PrimitiveType.FLOAT32;
        long[] bits = rows.numbers(offset, narrow ? Float.BYTES : Double.BYTES);
        var out = new double[bits.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = narrow ? Float.intBitsToFloat((int) bits[i]) : Double.longBitsToDouble(bits[i]);
        }
        return new DoubleVector(type(), out);
    }
}
