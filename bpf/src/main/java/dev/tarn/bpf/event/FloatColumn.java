package dev.tarn.bpf.event;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.DoubleVector;
import java.lang.foreign.ValueLayout;

/// A float or double.
final class FloatColumn extends Column {
    private final int offset;

    FloatColumn(int offset, int bytes) {
        super(bytes == 4 ? PrimitiveType.FLOAT32 : PrimitiveType.FLOAT64);
        this.offset = offset;
    }

    @Override
    DoubleVector read(EventRows rows, EventContext context) {
        var out = new double[rows.count()];
        for (int i = 0; i < out.length; i++) {
            long at = rows.positions()[i] + offset;
            out[i] = type() == PrimitiveType.FLOAT32
                    ? rows.memory().get(ValueLayout.JAVA_FLOAT_UNALIGNED, at)
                    : rows.memory().get(ValueLayout.JAVA_DOUBLE_UNALIGNED, at);
        }
        return new DoubleVector(type(), out);
    }
}
