package dev.tarn.bpf.event;

/// Converts what programs read from the kernel's clocks.
public interface EventClock {
    /// Replaces nanoseconds of the boot clock by nanoseconds since 1970.
    void bootToWall(long[] nanos);

    /// Replaces nanoseconds of the monotonic clock by nanoseconds since 1970.
    void monotonicToWall(long[] nanos);
}
