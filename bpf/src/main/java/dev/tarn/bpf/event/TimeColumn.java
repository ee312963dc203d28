package dev.tarn.bpf.event;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.LongVector;

/// A time that a program took from a clock of the kernel, as wall-clock time.
final class TimeColumn extends Column {
    /// What the member holds.
    enum Kind {
        /// Nanoseconds of the boot clock.
        BOOT,
        /// Nanoseconds of the monotonic clock.
        MONOTONIC,
        /// Nothing: the time at which the collector read the struct.
        READ
    }

    private final Kind kind;
    private final LongColumn raw;

    TimeColumn(int offset, Kind kind) {
        super(PrimitiveType.TIME);
        this.kind = kind;
        this.raw = new LongColumn(PrimitiveType.TIME, offset, LongColumn.Form.BITS_64);
    }

    @Override
    TypedVector read(EventRows rows, EventContext context) {
        if (kind == Kind.READ) {
            return new Constant(new LongVector(PrimitiveType.TIME, new long[] {context.readTimeNanos()}), rows.count());
        }
        long[] values = raw.values(rows);
        if (kind == Kind.BOOT) {
            context.clock().bootToWall(values);
        } else {
            context.clock().monotonicToWall(values);
        }
        return new LongVector(PrimitiveType.TIME, values);
    }
}
