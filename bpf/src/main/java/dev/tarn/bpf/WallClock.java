package dev.tarn.bpf;

import dev.tarn.bpf.event.EventClock;
import dev.tarn.bpf.sys.ClockReader;
import dev.tarn.bpf.sys.ClockReader.Clock;
import java.util.Arrays;

/// Converts the kernel's boot and monotonic time to wall-clock time, also across changes of the wall clock.
///
/// Programs stamp events with the boot clock, which nobody can set. Its distance to the wall clock changes only when the wall
/// clock is stepped: slowing or speeding it up (as NTP does) moves both. So the distance is measured at every tick, and where it
/// jumps the old one stays in force for events before that tick and the new one counts from there: an event keeps the time that
/// the wall clock showed when it happened, but for events in the few milliseconds between a step and the tick that notices it.
/// Of the monotonic clock a suspension looks like a step, to the same effect.
final class WallClock implements EventClock {
    /// Two readings of clocks differ by less; a step that is smaller is not worth noticing.
    private static final long NOISE_NANOS = 100_000;
    private static final int MAX_STEPS = 64;

    private final ClockReader clocks;
    private final Distance boot;
    private final Distance monotonic;

    WallClock(ClockReader clocks) {
        this.clocks = clocks;
        this.boot = new Distance(Clock.BOOT);
        this.monotonic = new Distance(Clock.MONOTONIC);
    }

    /// Looks whether the wall clock was stepped. To be called often, by the thread that converts.
    void tick() {
        boot.tick();
        monotonic.tick();
    }

    /// Returns the present, in nanoseconds since 1970.
    long nowNanos() {
        return clocks.nanos(Clock.REAL);
    }

    @Override
    public void bootToWall(long[] nanos) {
        boot.add(nanos);
    }

    @Override
    public void monotonicToWall(long[] nanos) {
        monotonic.add(nanos);
    }

    /// How far the wall clock is ahead of another clock, over time.
    private final class Distance {
        private final Clock clock;
        // Each distance counts from the other clock's time at the same place on; the first from ever.
        private long[] froms = {Long.MIN_VALUE};
        private long[] distances;

        Distance(Clock clock) {
            this.clock = clock;
            this.distances = new long[] {measure(16)};
        }

        /// The narrowest of some measurements.
        private long measure(int times) {
            long narrowest = Long.MAX_VALUE;
            long distance = 0;
            for (int i = 0; i < times; i++) {
                long before = clocks.nanos(clock);
                long wall = clocks.nanos(Clock.REAL);
                long width = clocks.nanos(clock) - before;
                if (width < narrowest) {
                    narrowest = width;
                    distance = wall - before - width / 2;
                }
            }
            return distance;
        }

        void tick() {
            long known = distances[distances.length - 1];
            if (Math.abs(measure(1) - known) <= NOISE_NANOS) {
                return;
            }
            long from = clocks.nanos(clock);
            long distance = measure(16);
            // The thread may have been interrupted between two readings.
            if (Math.abs(distance - known) <= NOISE_NANOS) {
                return;
            }
            int kept = Math.min(froms.length, MAX_STEPS - 1);
            froms = Arrays.copyOf(Arrays.copyOfRange(froms, froms.length - kept, froms.length), kept + 1);
            distances = Arrays.copyOf(Arrays.copyOfRange(distances, distances.length - kept, distances.length), kept + 1);
            froms[kept] = from;
            distances[kept] = distance;
        }

        void add(long[] nanos) {
            int last = distances.length - 1;
            long distance = distances[last];
            if (last == 0) {
                for (int i = 0; i < nanos.length; i++) {
                    nanos[i] += distance;
                }
                return;
            }
            for (int i = 0; i < nanos.length; i++) {
                int at = last;
                while (at > 0 && nanos[i] < froms[at]) {
                    at--;
                }
                nanos[i] += distances[at];
            }
        }
    }
}
