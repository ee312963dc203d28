package dev.tarn.bench;

import dev.tarn.model.BatchSource;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.DoubleVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// The values that kernels are measured on: batches of records of flat columns, the same in every run.
///
/// | field | type | values |
/// |---|---|---|
/// | `a`, `b` | int64 | any below a million |
/// | `k` | int64 | a thousand different |
/// | `x`, `y` | float64 | any below a thousand |
/// | `s` | string | a hundred different, 5 to 7 bytes |
/// | `t` | string | nearly all different, 4 to 40 bytes |
final class Columns {
    static final int BATCHES = 64;
    static final int ROWS = Vector.BATCH_ROWS;

    private static final RecordType TYPE = new RecordType(List.of(
            new Field("a", PrimitiveType.INT64), new Field("b", PrimitiveType.INT64), new Field("k", PrimitiveType.INT64),
            new Field("x", PrimitiveType.FLOAT64), new Field("y", PrimitiveType.FLOAT64),
            new Field("s", PrimitiveType.STRING), new Field("t", PrimitiveType.STRING)));

    /// One batch.
    record Batch(LongVector a, LongVector b, LongVector k, DoubleVector x, DoubleVector y, BytesVector s, BytesVector t) {
        Vector toVector() {
            return new RecordVector(TYPE, List.of(a, b, k, x, y, s, t), ROWS, Validity.ALL);
        }
    }

    final List<Batch> batches = new ArrayList<>();

    Columns(int count) {
        var random = new SplittableRandom(1);
        for (int i = 0; i < count; i++) {
            batches.add(new Batch(longs(random, 1_000_000), longs(random, 1_000_000), longs(random, 1_000),
                    doubles(random), doubles(random), names(random), texts(random)));
        }
    }

    /// Returns the batches as the source of a query.
    BatchSource source() {
        return new BatchSource(batches.stream().map(Batch::toVector).toList());
    }

    private static LongVector longs(SplittableRandom random, int bound) {
        return new LongVector(PrimitiveType.INT64, random.longs(ROWS, 0, bound).toArray());
    }

    private static DoubleVector doubles(SplittableRandom random) {
        return new DoubleVector(PrimitiveType.FLOAT64, random.doubles(ROWS, 0, 1_000).toArray());
    }

    private static BytesVector names(SplittableRandom random) {
        return BytesVector.ofStrings(PrimitiveType.STRING,
                random.ints(ROWS, 0, 100).mapToObj(i -> "name" + i).toArray(String[]::new));
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
        return BytesVector.ofStrings(PrimitiveType.STRING, texts);
    }
}
