package dev.tarn.bpf;

import java.time.Duration;

/// The largest of the values of late: of at least the last ten seconds and at most the last twenty, so that somebody who looks every
/// fifteen seconds misses none that matters. Used by one thread.
final class RecentPeak {
    private static final long WINDOW_NANOS = Duration.ofSeconds(10).toNanos();

    private long windowStartNanos;
    private long current;
    private long previous;

    /// Starts at a time of [System#nanoTime].
    RecentPeak(long nowNanos) {
        windowStartNanos = nowNanos;
    }

    /// Adds a value.
    void add(long value, long nowNanos) {
        roll(nowNanos);
        current = Math.max(current, value);
    }

    /// Returns the largest value of late, 0 if there was none.
    long max(long nowNanos) {
        roll(nowNanos);
        return Math.max(current, previous);
    }

    private void roll(long nowNanos) {
        long elapsed = nowNanos - windowStartNanos;
        if (elapsed >= WINDOW_NANOS) {
            previous = elapsed >= 2 * WINDOW_NANOS ? 0 : current;
            current = 0;
            windowStartNanos = nowNanos;
        }
    }
}
