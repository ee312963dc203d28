package dev.tarn.query.expression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.BytesBuilder;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.Dictionary;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Validity;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is compared in a way of its own gives what the comparison of one value gives.
class CompareFunctionTest {
    private static final long[] NUMBERS =
            {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1_000_000_000_000L, -2, -1, 0, 1, 2, 1_000_000_000_000L, Long.MAX_VALUE - 1, Long.MAX_VALUE};

    @ParameterizedTest
    @EnumSource
    void listsTheRowsForWhichItIsTrue(Comparison comparison) {
        var function = new CompareFunction(comparison);
        var random = new Random(1);
        // Longer than the column, as arrays may be.
        var numbers = new long[301];
        Arrays.setAll(numbers, _ -> NUMBERS[random.nextInt(NUMBERS.length)]);
        var column = new LongVector(PrimitiveType.INT64, numbers, 300, Validity.ALL);
        for (long wanted : NUMBERS) {
            var rows = new int[300];
            var range = function.range(columns(column, wanted)).orElseThrow();
            int count = range.list(rows);
            int[] expected = Selection.all(300);
            expected = Arrays.stream(expected).filter(row -> holds(comparison, numbers[row], wanted)).toArray();
            assertArrayEquals(expected, Arrays.copyOf(rows, count), comparison + " " + wanted);
            assertEquals(expected.length, range.count(), comparison + " " + wanted);
        }
    }

    private static boolean holds(Comparison comparison, long left, long right) {
        return switch (comparison) {
            case EQUAL -> left == right;
            case NOT_EQUAL -> left != right;
            case LESS -> left < right;
            case LESS_OR_EQUAL -> left <= right;
            case GREATER -> left > right;
            case GREATER_OR_EQUAL -> left >= right;
        };
    }

    @Test
    void hasNoRangeForWhatIsOtherwiseCompared() {
        var function = new CompareFunction(Comparison.LESS);
        var nulls = new LongVector(PrimitiveType.INT64, new long[3], 3, Validity.of(new long[] {5}));
        assertTrue(function.range(columns(nulls, 1)).isEmpty());
        var unsigned = new LongVector(PrimitiveType.UINT64, new long[3]);
        assertTrue(function.range(columns(unsigned, 1)).isEmpty());
        var both = new TypedVector[] {unsigned.withType(PrimitiveType.INT64), unsigned.withType(PrimitiveType.INT64)};
        assertTrue(function.range(new Columns(both, both, 3)).isEmpty());
    }

    private static Columns columns(TypedVector column, long wanted) {
        var both = new TypedVector[] {column, new Constant(new LongVector(PrimitiveType.INT64, new long[] {wanted}), column.length())};
        return new Columns(both, both, column.length());
    }

    @Test
    void findsEqualBytesOfAnyLength() {
        var random = new Random(2);
        for (int length = 0; length <= 20; length++) {
            var wanted = new byte[length];
            random.nextBytes(wanted);
            var builder = new BytesBuilder(PrimitiveType.BYTES);
            var expected = new long[400];
            for (int row = 0; row < expected.length; row++) {
                byte[] value = Arrays.copyOf(wanted, random.nextInt(3) > 0 ? length : random.nextInt(22));
                if (value.length > 0 && random.nextBoolean()) {
                    value[random.nextInt(value.length)] ^= 1;
                }
                builder.append(value);
                expected[row] = Arrays.equals(value, wanted) ? 1 : 0;
            }
            var built = builder.build();
            // So that the last values end where the array does.
            int end = built.starts()[399] + built.lengths()[399];
            var values = new BytesVector(built.type(), Arrays.copyOf(built.arena(), end), built.starts(), built.lengths(), 400, Validity.ALL);
            var one = new BytesBuilder(PrimitiveType.BYTES);
            one.append(wanted);
            var constant = new Constant(one.build(), 400);
            assertArrayEquals(expected, bools(Comparison.EQUAL, values, constant));
            assertArrayEquals(Arrays.stream(expected).map(equal -> 1 - equal).toArray(), bools(Comparison.NOT_EQUAL, values, constant));
            var index = new int[1_000];
            Arrays.setAll(index, _ -> random.nextInt(400));
            var ofIndex = Arrays.stream(index).mapToLong(row -> expected[row]).toArray();
            assertArrayEquals(ofIndex, bools(Comparison.EQUAL, new Dictionary(values, index), new Constant(constant.one(), index.length)));
        }
    }

    private static long[] bools(Comparison comparison, TypedVector left, TypedVector right) {
        var result = (LongVector) ((TypedVector) Evaluator.call(new CompareFunction(comparison), left, right)).flat();
        return Arrays.copyOf(result.values(), result.length());
    }

    @Test
    void computesWhatIsSelectedOfColumns() {
        // However many rows of the columns: those that are gathered first, and those computed for all.
        var numbers = new long[100];
        Arrays.setAll(numbers, i -> i * i);
        var column = new LongVector(PrimitiveType.INT64, numbers);
        var add = new CalculateFunction(Arithmetic.ADD);
        for (int step : List.of(1, 2, 3, 4, 10)) {
            int[] rows = Arrays.stream(Selection.all(100)).filter(row -> row % step == 0).toArray();
            var view = column.select(rows);
            var sums = ((TypedVector) Evaluator.call(add, view, column.select(rows))).flat();
            var increased = ((TypedVector) Evaluator.call(add, view,
                    new Constant(new LongVector(PrimitiveType.INT64, new long[] {1}), rows.length))).flat();
            assertEquals(rows.length, sums.length());
            for (int i = 0; i < rows.length; i++) {
                assertEquals(2 * numbers[rows[i]], ((LongVector) sums).values()[i]);
                assertEquals(numbers[rows[i]] + 1, ((LongVector) increased).values()[i]);
            }
        }
    }
}
