package dev.tarn.bench;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.DoubleVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import java.util.List;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.tdigest.TDigestDouble;

/// Loops that aggregate.
final class AggregatesByHand {
    private static final long STEP = 0x9e3779b97f4a7c15L;

    private AggregatesByHand() {}

    static List<Vector> count(Columns columns) {
        long count = 0;
        for (var piece : columns.pieces) {
            count += piece.a().length();
        }
        return List.of(new LongVector(PrimitiveType.UINT64, new long[] {count}));
    }

    static List<Vector> countWhere(Columns columns) {
        long count = 0;
        for (var piece : columns.pieces) {
            for (long a : piece.a().values()) {
                count += a < 500_000 ? 1 : 0;
            }
        }
        return List.of(new LongVector(PrimitiveType.UINT64, new long[] {count}));
    }

    static List<Vector> sum(Columns columns) {
        long sum = 0;
        for (var piece : columns.pieces) {
            for (long a : piece.a().values()) {
                sum += a;
            }
        }
        return List.of(new LongVector(PrimitiveType.INT64, new long[] {sum}));
    }

    static List<Vector> sumNullable(Columns columns) {
        long sum = 0;
        for (var piece : columns.pieces) {
            long[] n = piece.n().values();
            Validity valid = piece.n().validity();
            for (int i = 0; i < n.length; i++) {
                sum += valid.isValid(i) ? n[i] : 0;
            }
        }
        return List.of(new LongVector(PrimitiveType.INT64, new long[] {sum}));
    }

    static List<Vector> min(Columns columns) {
        double min = Double.POSITIVE_INFINITY;
        for (var piece : columns.pieces) {
            for (double x : piece.x().values()) {
                min = Math.min(min, x);
            }
        }
        return List.of(ofDouble(min));
    }

    static List<Vector> average(Columns columns) {
        double sum = 0;
        long count = 0;
        for (var piece : columns.pieces) {
            for (double x : piece.x().values()) {
                sum += x;
            }
            count += piece.x().length();
        }
        return List.of(ofDouble(sum / count));
    }

    /// Feeds the same sketch with the same hashes: what is compared is what comes before it.
    static List<Vector> distinct(Columns columns) {
        var sketch = new HllSketch(14, TgtHllType.HLL_4);
        long seed = "int64".hashCode() * STEP;
        for (var piece : columns.pieces) {
            for (long a : piece.a().values()) {
                sketch.update(seed + a * STEP);
            }
        }
        return List.of(new LongVector(PrimitiveType.UINT64, new long[] {Math.round(sketch.getCompositeEstimate())}));
    }

    /// Feeds the same digest: what is compared is what comes before it.
    static List<Vector> median(Columns columns) {
        var digest = new TDigestDouble((short) 200);
        for (var piece : columns.pieces) {
            for (double x : piece.x().values()) {
                digest.update(x);
            }
        }
        return List.of(ofDouble(digest.getQuantile(0.5)));
    }

    private static DoubleVector ofDouble(double value) {
        return new DoubleVector(PrimitiveType.FLOAT64, new double[] {value}, 1, Validity.ALL);
    }

    static List<Vector> countByInteger(Columns columns) {
        var groups = new HandGroups();
        for (var piece : columns.pieces) {
            for (long k : piece.k().values()) {
                groups.add(k, 1);
            }
        }
        return List.of(RecordsByHand.record("k,count", groups.integers(), groups.totals(PrimitiveType.UINT64)));
    }

    static List<Vector> sumByInteger(Columns columns) {
        var groups = new HandGroups();
        for (var piece : columns.pieces) {
            long[] k = piece.k().values();
            long[] a = piece.a().values();
            for (int i = 0; i < k.length; i++) {
                groups.add(k[i], a[i]);
            }
        }
        return List.of(RecordsByHand.record("k,sum", groups.integers(), groups.totals(PrimitiveType.INT64)));
    }

    static List<Vector> countByString(Columns columns) {
        var groups = new HandGroups();
        for (var piece : columns.pieces) {
            BytesVector s = piece.s();
            byte[] arena = s.arena();
            int[] starts = s.starts();
            int[] lengths = s.lengths();
            for (int i = 0; i < s.length(); i++) {
                groups.add(arena, starts[i], lengths[i]);
            }
        }
        return List.of(RecordsByHand.record("s,count", groups.strings(), groups.totals(PrimitiveType.UINT64)));
    }

    /// Looks each entry of a dictionary up once, when it first comes.
    static List<Vector> countByDictionary(Columns columns) {
        var groups = new HandGroups();
        for (var piece : columns.pieces) {
            var values = (BytesVector) piece.d().values();
            var groupOf = new int[values.length()];
            for (int entry : piece.d().index()) {
                if (groupOf[entry] == 0) {
                    groupOf[entry] = groups.find(values.arena(), values.starts()[entry], values.lengths()[entry]) + 1;
                }
                groups.increment(groupOf[entry] - 1);
            }
        }
        return List.of(RecordsByHand.record("d,count", groups.strings(), groups.totals(PrimitiveType.UINT64)));
    }

    static List<Vector> countByTwo(Columns columns) {
        var groups = new HandGroups();
        for (var piece : columns.pieces) {
            long[] k = piece.k().values();
            BytesVector s = piece.s();
            for (int i = 0; i < k.length; i++) {
                groups.add(k[i], s.arena(), s.starts()[i], s.lengths()[i]);
            }
        }
        return List.of(RecordsByHand.record("k,s,count", groups.integers(), groups.strings(), groups.totals(PrimitiveType.UINT64)));
    }
}
