package dev.tarn.model.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tarn.model.type.PrimitiveType;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A slice is what is selected by a list of its rows.
class SliceTest {
    private static final int ROWS = 200;

    @Test
    void hasTheRowsFromTo() {
        var random = new Random(4);
        var numbers = random.longs(ROWS, 0, 9).toArray();
        var valid = Validity.of(random.longs(4).toArray());
        var longs = new LongVector(PrimitiveType.INT64, numbers, ROWS, valid);
        var doubles = new DoubleVector(PrimitiveType.FLOAT64, random.doubles(ROWS).toArray(), ROWS, valid);
        var strings = BytesVector.ofStrings(PrimitiveType.STRING, random.ints(ROWS).mapToObj(i -> "text" + i).toArray(String[]::new));
        var rows = random.ints(ROWS, 0, ROWS).toArray();
        var vectors = List.<TypedVector>of(longs, longs.withValidity(Validity.ALL), doubles, strings, strings.withValidity(valid), View.of(longs, rows),
                new Dictionary(strings, rows), new Constant(longs.gather(new int[] {1}), ROWS));
        for (var vector : vectors) {
            for (int round = 0; round < 200; round++) {
                int from = random.nextInt(ROWS + 1);
                int to = from + random.nextInt(ROWS + 1 - from);
                assertSame(vector.select(IntStream.range(from, to).toArray()), vector.slice(from, to));
            }
        }
    }

    private static void assertSame(TypedVector expected, TypedVector actual) {
        assertEquals(expected.length(), actual.length());
        assertEquals(expected.type(), actual.type());
        for (int row = 0; row < expected.length(); row++) {
            assertEquals(dev.tarn.model.Value.of(expected, row), dev.tarn.model.Value.of(actual, row));
        }
    }
}
