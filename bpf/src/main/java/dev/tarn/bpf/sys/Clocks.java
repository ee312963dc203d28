package dev.tarn.bpf.sys;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The kernel's clocks. Used by one thread at a time.
public final class Clocks implements ClockReader, AutoCloseable {

    private final Arena arena = Arena.ofShared();
    private final MemorySegment timespec = arena.allocate(16, 8);

    @Override
    public long nanos(Clock clock) {
        if (Libc.calls().clock_gettime(clock.number(), timespec.address()) != 0) {
            throw new IllegalStateException(Libc.failure("clock_gettime(" + clock + ")"));
        }
        return timespec.get(ValueLayout.JAVA_LONG, 0) * 1_000_000_000 + timespec.get(ValueLayout.JAVA_LONG, 8);
    }

    @Override
    public void close() {
        arena.close();
    }
}
