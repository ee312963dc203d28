package dev.tarn.bpf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.bpf.sys.ClockReader;
import dev.tarn.bpf.sys.Clocks;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WallClockTest {
    private static final long SECOND = 1_000_000_000L;

    /// Clocks that go when told to, and take a little each time they are read.
    private static final class FakeClocks implements ClockReader {
        long bootNanos = 100 * SECOND;
        long wallAheadNanos = 1_700_000_000L * SECOND;
        long suspendedNanos = 0;

        @Override
        public long nanos(Clock clock) {
            bootNanos += 20;
            return switch (clock) {
                case BOOT -> bootNanos;
                case MONOTONIC -> bootNanos - suspendedNanos;
                case REAL -> bootNanos + wallAheadNanos;
                case THREAD_CPU -> throw new AssertionError("not asked for");
            };
        }
    }

    private static long[] bootToWall(WallClock clock, long... bootNanos) {
        clock.bootToWall(bootNanos);
        return bootNanos;
    }

    @Test
    void addsTheDistanceOfTheClocks() {
        var clocks = new FakeClocks();
        var clock = new WallClock(clocks);
        long expected = 50 * SECOND + clocks.wallAheadNanos;
        assertEquals(expected, bootToWall(clock, 50 * SECOND)[0], 100);
    }

    @Test
    void keepsOldTimesWhenTheWallClockIsStepped() {
        var clocks = new FakeClocks();
        var clock = new WallClock(clocks);
        long before = clocks.wallAheadNanos;
        clocks.bootNanos = 200 * SECOND;
        clocks.wallAheadNanos -= 3600 * SECOND;
        clock.tick();
        clocks.bootNanos = 300 * SECOND;
        clocks.wallAheadNanos += 5 * SECOND;
        clock.tick();
        long[] expected = {150 * SECOND + before, 250 * SECOND + before - 3600 * SECOND, 350 * SECOND + before - 3595 * SECOND};
        long[] converted = bootToWall(clock, 150 * SECOND, 250 * SECOND, 350 * SECOND);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], converted[i], 1000, "event " + i);
        }
    }

    @Test
    void doesNotFollowNoise() {
        var clocks = new FakeClocks();
        var clock = new WallClock(clocks);
        long[] before = bootToWall(clock, SECOND);
        for (int i = 0; i < 100; i++) {
            clocks.wallAheadNanos += i % 2 == 0 ? 50_000 : -50_000;
            clock.tick();
        }
        assertArrayEquals(before, bootToWall(clock, SECOND));
    }

    @Test
    void countsSuspensionInTheMonotonicClock() {
        var clocks = new FakeClocks();
        var clock = new WallClock(clocks);
        long ahead = clocks.wallAheadNanos;
        clocks.bootNanos = 200 * SECOND;
        clocks.suspendedNanos = 60 * SECOND;
        clock.tick();
        long[] times = {170 * SECOND};
        clock.monotonicToWall(times);
        assertEquals(230 * SECOND + ahead, times[0], 1000);
    }

    @Test
    void agreesWithTheSystem() {
        try (var clocks = new Clocks()) {
            var clock = new WallClock(clocks);
            var before = Instant.now();
            var converted = Instant.EPOCH.plusNanos(bootToWall(clock, clocks.nanos(ClockReader.Clock.BOOT))[0]);
            var after = Instant.now();
            assertTrue(!converted.isBefore(before.minusMillis(1)) && !converted.isAfter(after.plusMillis(1)),
                    () -> before + " " + converted + " " + after);
        }
    }
}
