package dev.tarn.bpf.event;

import dev.tarn.model.type.Type;
import dev.tarn.model.vector.LongVector;
import java.util.Map;

/// A C enum as a Zed enum. A value without a symbol marks its row as strange: see [EventContext#markStrange].
final class EnumColumn extends Column {
    private final Column raw;
    private final Map<Long, Integer> positions;

    /// @param raw reads the value, as a vector of longs
    /// @param positions for each value the position of its symbol
    EnumColumn(Type type, Column raw, Map<Long, Integer> positions) {
        super(type);
        this.raw = raw;
        this.positions = Map.copyOf(positions);
    }

    @Override
    LongVector read(EventRows rows, EventContext context) {
        long[] values = ((LongVector) raw.read(rows, context)).values();
        long last = 0;
        int lastPosition = -1;
        for (int i = 0; i < values.length; i++) {
            if (lastPosition < 0 || values[i] != last) {
                last = values[i];
                lastPosition = positions.getOrDefault(last, -1);
            }
            if (lastPosition < 0) {
                context.markStrange(rows, i);
            }
            values[i] = Math.max(0, lastPosition);
        }
        return new LongVector(type(), values);
    }
}
