package dev.tarn.bpf.sys;

/// Tells the time by several clocks.
@FunctionalInterface
public interface ClockReader {
    /// A clock of the kernel.
    enum Clock {
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

        int number() {
            return number;
        }
    }

    /// Returns what a clock says, in nanoseconds.
    long nanos(Clock clock);
}
