package dev.tarn.bpf.sys;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The kernel's clocks, in nanoseconds. Used by one thread at a time.
public final class Clocks implements AutoCloseable {
    /// A clock of the kernel.
    public enum Clock {
        /// Since 1970; jumps when somebody sets it.
        REAL(0),
        /// Since the start of the system, without the time it was suspended.
        MONOTONIC(1),
        /// Since the start of the system.
        BOOT(7),
        /// Processor time of the calling thread.
        THREAD_CPU(3);

        private final int number;

        Clock(int number) {
            this.number = number;
        }
    }

    private final Arena arena = Arena.ofShared();
    private final MemorySegment timespec = arena.allocate(16, 8);

    /// Returns what a clock says.
    public long nanos(Clock clock) {
        if (Libc.calls().clock_gettime(clock.number, timespec.address()) != 0) {
            throw new IllegalStateException(Libc.failure("clock_gettime(" + clock + ")"));
        }
        return timespec.get(ValueLayout.JAVA_LONG, 0) * 1_000_000_000 + timespec.get(ValueLayout.JAVA_LONG, 8);
    }

    @Override
    public void close() {
        arena.close();
    }
}
