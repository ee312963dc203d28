package dev.tarn.query;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScopeTest {
    @Test
    void slicesAreTheSameWhetherRunsAreKnownOrNot() {
        var random = new Random(1);
        for (int round = 0; round < 1_000; round++) {
            int count = 1 + random.nextInt(10);
            var starts = new int[count + 1];
            for (int i = 0; i < count; i++) {
                starts[i + 1] = starts[i] + random.nextInt(4);
            }
            int length = starts[count];
            var known = Scope.of(new Scope.Runs(0, starts), count);
            var unknown = new Scope(Arrays.copyOf(known.instances(), length), count, List.of());
            int from = random.nextInt(length + 1);
            int to = from + random.nextInt(length - from + 1);
            var slice = known.slice(from, to);
            assertArrayEquals(unknown.slice(from, to).instances(), slice.instances());
            var runs = slice.runs().orElseThrow();
            assertEquals(to - from, runs.starts()[runs.length()]);
            assertArrayEquals(unknown.slice(from, to).slice(0, (to - from) / 2).instances(), slice.slice(0, (to - from) / 2).instances());
        }
    }
}
