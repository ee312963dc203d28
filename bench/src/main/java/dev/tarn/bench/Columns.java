package dev.tarn.bench;

import dev.tarn.model.BatchSource;
import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.Dictionary;
import dev.tarn.model.vector.DoubleVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// The values that kernels are measured on: batches of columns, the same in every run.
///
/// | field | type | values |
/// |---|---|---|
/// | `a`, `b` | int64 | any below a million |
/// | `k` | int64 | a thousand different |
/// | `r` | int64 | ascending, each about four times |
/// | `n` | int64 | any below a million, a tenth null |
/// | `ts` | time | within a day |
/// | `x`, `y` | float64 | any below a thousand |
/// | `s` | string | a hundred different, 5 to 6 bytes |
/// | `t` | string | nearly all different, 4 to 40 bytes |
/// | `u` | string | `a` in decimal |
/// | `d` | string | as `s`, a dictionary |
/// | `c` | int64 | the same in a batch, a constant |
/// | `l` | [int64] | four numbers each |
final class Columns {
    static final int BATCHES = 64;
    static final int ROWS = Vector.BATCH_ROWS;
    static final int KEYS = 1_000;

    private static final int MILLION = 1_000_000;
    private static final long DAY_NANOSECONDS = 86_400_000_000_000L;

    /// One batch.
    record Piece(LongVector a, LongVector b, LongVector k, LongVector r, LongVector n, LongVector ts, DoubleVector x, DoubleVector y,
            BytesVector s, BytesVector t, BytesVector u, Dictionary d, Constant c, ArrayVector l) {
        /// Returns a field.
        TypedVector field(String name) {
            return switch (name) {
                case "a" -> a;
                case "b" -> b;
                case "k" -> k;
                case "r" -> r;
                case "n" -> n;
                case "ts" -> ts;
                case "x" -> x;
                case "y" -> y;
                case "s" -> s;
                case "t" -> t;
                case "u" -> u;
                case "d" -> d;
                case "c" -> c;
                case "l" -> l;
                default -> throw new IllegalArgumentException("no such field: " + name);
            };
        }
    }

    final List<Piece> pieces = new ArrayList<>();

    Columns(int count) {
        var random = new SplittableRandom(1);
        for (int i = 0; i < count; i++) {
            var a = longs(random, MILLION);
            int first = i * ROWS;
            pieces.add(new Piece(a, longs(random, MILLION), longs(random, KEYS), runs(first), nullable(random),
                    new LongVector(PrimitiveType.TIME, random.longs(ROWS, 0, DAY_NANOSECONDS).toArray()),
                    doubles(random), doubles(random), names(random), texts(random), decimals(a), dictionary(random),
                    new Constant(new LongVector(PrimitiveType.INT64, new long[] {i}), ROWS), lists(random)));
        }
    }

    /// Returns batches of records of some fields.
    ///
    /// @param fields the names of the fields, separated by commas
    List<Batch> batches(String fields) {
        return pieces.stream().map(piece -> Batch.of(record(piece, fields.split(",")))).toList();
    }

    /// Returns the batches as the source of a query.
    BatchSource source(String fields) {
        return new BatchSource(batches(fields).stream().map(Batch::values).toList());
    }

    private static RecordVector record(Piece piece, String[] names) {
        var columns = new ArrayList<TypedVector>();
        var fields = new ArrayList<Field>();
        for (String name : names) {
            columns.add(piece.field(name));
            fields.add(new Field(name, piece.field(name).type()));
        }
        return new RecordVector(new RecordType(fields), columns, ROWS, Validity.ALL);
    }

    /// Returns the other side of a join: a record for each key, `w` being twice the key.
    static RecordVector keys() {
        var keys = new long[KEYS];
        var doubled = new long[KEYS];
        for (int i = 0; i < KEYS; i++) {
            keys[i] = i;
            doubled[i] = 2L * i;
        }
        var type = new RecordType(List.of(new Field("k", PrimitiveType.INT64), new Field("w", PrimitiveType.INT64)));
        return new RecordVector(type, List.of(new LongVector(PrimitiveType.INT64, keys),
                new LongVector(PrimitiveType.INT64, doubled)), KEYS, Validity.ALL);
    }

    private static LongVector longs(SplittableRandom random, int bound) {
        return new LongVector(PrimitiveType.INT64, random.longs(ROWS, 0, bound).toArray());
    }

    private static LongVector runs(int first) {
        var values = new long[ROWS];
        Arrays.setAll(values, i -> first + i >> 2);
        return new LongVector(PrimitiveType.INT64, values);
    }

    private static LongVector nullable(SplittableRandom random) {
        var valid = new long[Validity.wordCount(ROWS)];
        for (int i = 0; i < ROWS; i++) {
            valid[i >>> 6] |= random.nextInt(10) > 0 ? 1L << i : 0;
        }
        return longs(random, MILLION).withValidity(Validity.of(valid));
    }

    private static DoubleVector doubles(SplittableRandom random) {
        return new DoubleVector(PrimitiveType.FLOAT64, random.doubles(ROWS, 0, 1_000).toArray());
    }

    private static BytesVector names(SplittableRandom random) {
        return strings(random.ints(ROWS, 0, 100).mapToObj(i -> "name" + i).toArray(String[]::new));
    }

    private static Dictionary dictionary(SplittableRandom random) {
        var names = new String[100];
        Arrays.setAll(names, i -> "name" + i);
        return new Dictionary(strings(names), random.ints(ROWS, 0, 100).toArray());
    }

    private static BytesVector texts(SplittableRandom random) {
        var texts = new String[ROWS];
        for (int i = 0; i < ROWS; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(4, 41); length > 0; length--) {
                text.append((char) ('a' + random.nextInt(26)));
            }
            texts[i] = text.toString();
        }
        return strings(texts);
    }

    private static BytesVector decimals(LongVector numbers) {
        return strings(Arrays.stream(numbers.values()).mapToObj(Long::toString).toArray(String[]::new));
    }

    private static BytesVector strings(String[] strings) {
        return BytesVector.ofStrings(PrimitiveType.STRING, strings);
    }

    private static ArrayVector lists(SplittableRandom random) {
        var offsets = new int[ROWS + 1];
        Arrays.setAll(offsets, i -> 4 * i);
        var elements = new LongVector(PrimitiveType.INT64, random.longs(4 * ROWS, 0, MILLION).toArray());
        return new ArrayVector(new ArrayType(PrimitiveType.INT64), offsets, elements, ROWS, Validity.ALL);
    }
}
