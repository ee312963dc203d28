package dev.tarn.lake.object;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IndexSortTest {
    private int comparisons;

    private void check(int count, IntUnaryOperator key) {
        int[] keys = IntStream.range(0, count).map(key).toArray();
        int[] expected = IntStream.range(0, count).boxed().sorted(Comparator.comparing(i -> keys[i]))
                .mapToInt(Integer::intValue).toArray();
        comparisons = 0;
        assertArrayEquals(expected, IndexSort.sort(count, (i, j) -> {
            comparisons++;
            return Integer.compare(keys[i], keys[j]);
        }));
    }

    @Test
    void sortsAndKeepsEqualRowsInOrder() {
        var random = new Random(3);
        for (int count = 0; count < 40; count++) {
            check(count, _ -> 7);
            for (int values : new int[] {2, 5, 1000}) {
                for (int round = 0; round < 20; round++) {
                    check(count, _ -> random.nextInt(values));
                }
            }
        }
        check(10_000, _ -> random.nextInt(100));
        check(10_000, i -> i % 1000);
        check(10_000, i -> -(i % 1000));
        check(10_000, i -> i + random.nextInt(50));
        check(10_000, i -> -i + random.nextInt(50));
    }

    @Test
    void takesTheOrderItFinds() {
        int count = 100_000;
        check(count, i -> i);
        assertTrue(comparisons < 2 * count, () -> comparisons + " for sorted rows");
        check(count, i -> -i);
        assertTrue(comparisons < 2 * count, () -> comparisons + " for rows in the opposite order");
        var random = new Random(3);
        check(count, i -> i + random.nextInt(20));
        assertTrue(comparisons < 12 * count, () -> comparisons + " for nearly sorted rows");
        check(count, i -> -i + random.nextInt(20));
        assertTrue(comparisons < 12 * count, () -> comparisons + " for nearly sorted rows the other way round");
    }
}
