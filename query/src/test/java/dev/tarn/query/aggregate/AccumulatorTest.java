package dev.tarn.query.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.DoubleVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zson.Zson;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is added in runs, or after all was forgotten, comes to what is added one by one to a new accumulator.
class AccumulatorTest {
    private static final int GROUPS = 20;

    static Stream<String> names() {
        return Aggregates.names().stream().filter(name -> Aggregates.mostArguments(name) == 1);
    }

    @ParameterizedTest
    @MethodSource("names")
    void runsComeToTheSame(String name) {
        var random = new Random(1);
        var used = Aggregates.accumulator(name, ValueLimit.NONE);
        for (int round = 0; round < 300; round++) {
            var each = Aggregates.accumulator(name, ValueLimit.NONE);
            var runs = used.clear() ? used : Aggregates.accumulator(name, ValueLimit.NONE);
            used = runs;
            each.grow(GROUPS);
            runs.grow(GROUPS);
            long place = 0;
            for (int batch = random.nextInt(4); batch >= 0; batch--) {
                int[] groups = random.ints(random.nextInt(GROUPS + 1), 0, GROUPS).toArray();
                var starts = new int[groups.length + 1];
                for (int i = 0; i < groups.length; i++) {
                    starts[i + 1] = starts[i] + random.nextInt(5);
                }
                var values = values(random, starts[groups.length]);
                runs.addRuns(groups, starts, values, Places.from(place));
                each.add(Parts.ofRuns(groups, starts), values, Places.from(place));
                place += values.length();
            }
            assertEquals(texts(each.results(0, GROUPS)), texts(runs.results(0, GROUPS)), name);
            assertEquals(texts(each.partials(3, GROUPS)), texts(runs.partials(3, GROUPS)), name);
        }
    }

    private static TypedVector values(Random random, int length) {
        return switch (random.nextInt(7)) {
            case 0 -> longs(random, PrimitiveType.INT64, length);
            case 1 -> longs(random, PrimitiveType.UINT64, length);
            case 2 -> longs(random, PrimitiveType.INT64, length).withValidity(validity(random, length));
            case 3 -> doubles(random, length);
            case 4 -> doubles(random, length).withValidity(validity(random, length));
            case 5 -> new Constant(longs(random, PrimitiveType.INT64, 1), length);
            default -> BytesVector.ofStrings(PrimitiveType.STRING,
                    random.ints(length, 0, 5).mapToObj(i -> "s" + i).toArray(String[]::new));
        };
    }

    private static LongVector longs(Random random, PrimitiveType type, int length) {
        long[] values = random.ints(length, -3, 4).mapToLong(i -> i == 3 ? Long.MAX_VALUE : i).toArray();
        return new LongVector(type, values);
    }

    private static DoubleVector doubles(Random random, int length) {
        double[] numbers = {-0., 0., 0.1, 0.2, 0.3, 1e300, -1e300, Double.NaN};
        return new DoubleVector(PrimitiveType.FLOAT64, random.ints(length, 0, numbers.length).mapToDouble(i -> numbers[i]).toArray());
    }

    private static Validity validity(Random random, int length) {
        return Validity.ofNumbers(random.longs(length, 0, 2).toArray());
    }

    private static List<String> texts(Vector vector) {
        var texts = new ArrayList<String>();
        for (int row = 0; row < vector.length(); row++) {
            texts.add(Zson.format(Value.of(vector, row)));
        }
        return texts;
    }
}
