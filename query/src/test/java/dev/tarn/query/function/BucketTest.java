package dev.tarn.query.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Cutting by an inverse has to give what dividing does, at the ends of the range too.
class BucketTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 7, 8, 16_383, 16_384, 16_385, 1_000_000, 60_000_000_000L, 86_400_000_000_000L,
        1L << 62, Long.MAX_VALUE, Long.MAX_VALUE - 1, (1L << 62) + 1, Long.MIN_VALUE, -1, -2, -100_000})
    void cutsAsDividing(long size) {
        var random = new SplittableRandom(size);
        var times = new long[4096];
        for (int i = 0; i < times.length; i++) {
            long time = random.nextLong() >> random.nextInt(64);
            // Multiples and their neighbours are where rounding shows.
            times[i] = switch (i % 4) {
                case 0 -> time;
                case 1 -> time / size * size;
                case 2 -> time / size * size - 1;
                default -> i % 8 == 3 ? Long.MIN_VALUE + i : Long.MAX_VALUE - i;
            };
        }
        var out = new long[times.length];
        Bucket.cut(times, size, out);
        for (int i = 0; i < times.length; i++) {
            assertEquals(times[i] / size * size, out[i], times[i] + " cut to " + size);
        }
    }
}
