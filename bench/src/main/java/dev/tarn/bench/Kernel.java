package dev.tarn.bench;

import dev.tarn.bench.Columns.Batch;
import dev.tarn.model.vector.BytesVector;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// A query that exercises one family of kernels, and the loop that somebody would write by hand for just this.
enum Kernel {
    ADD_INTEGERS("yield a+b", each(batch -> {
        long[] a = batch.a().values();
        long[] b = batch.b().values();
        var out = new long[a.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = a[i] + b[i];
        }
        return out;
    })),
    MULTIPLY_FLOATS("yield x*y", each(batch -> {
        double[] x = batch.x().values();
        double[] y = batch.y().values();
        var out = new double[x.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = x[i] * y[i];
        }
        return out;
    })),
    COMPARE_INTEGERS("yield a<b", each(batch -> {
        long[] a = batch.a().values();
        long[] b = batch.b().values();
        var out = new long[a.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = a[i] < b[i] ? 1 : 0;
        }
        return out;
    })),
    ROUND("yield floor(x)", each(batch -> {
        double[] x = batch.x().values();
        var out = new double[x.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.floor(x[i]);
        }
        return out;
    })),
    CAST("yield int64(x)", each(batch -> {
        double[] x = batch.x().values();
        var out = new long[x.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (long) x[i];
        }
        return out;
    })),
    EQUAL_STRING("yield t==\"tarn\"", each(batch -> {
        BytesVector t = batch.t();
        var out = new long[t.length()];
        for (int i = 0; i < out.length; i++) {
            int start = t.starts()[i];
            out[i] = Arrays.equals(t.arena(), start, start + t.lengths()[i], Word.TARN, 0, Word.TARN.length) ? 1 : 0;
        }
        return out;
    })),
    LENGTH("yield len(t)", each(batch -> {
        int[] lengths = batch.t().lengths();
        var out = new long[lengths.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = lengths[i];
        }
        return out;
    })),
    UPPER("yield upper(t)", each(Kernel::upper)),
    CONTAINS("yield grep(\"tarn\", t)", each(batch -> {
        BytesVector t = batch.t();
        var out = new long[t.length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = contains(t.arena(), t.starts()[i], t.lengths()[i]) ? 1 : 0;
        }
        return out;
    })),
    FILTER("a<500000 | count()", columns -> {
        long count = 0;
        for (var batch : columns.batches) {
            for (long a : batch.a().values()) {
                count += a < 500_000 ? 1 : 0;
            }
        }
        return count;
    }),
    SUM("sum(a)", columns -> {
        long sum = 0;
        for (var batch : columns.batches) {
            for (long a : batch.a().values()) {
                sum += a;
            }
        }
        return sum;
    }),
    GROUP_BY_INTEGER("count() by k", columns -> {
        var groups = new HandGroups();
        for (var batch : columns.batches) {
            for (long k : batch.k().values()) {
                groups.add(k);
            }
        }
        return groups;
    }),
    GROUP_BY_STRING("count() by s", columns -> {
        var groups = new HandGroups();
        for (var batch : columns.batches) {
            BytesVector s = batch.s();
            for (int i = 0; i < s.length(); i++) {
                groups.add(s.arena(), s.starts()[i], s.lengths()[i]);
            }
        }
        return groups;
    }),
    SORT("cut a | sort a", columns -> {
        var all = new long[columns.batches.size() * Columns.ROWS];
        int at = 0;
        for (var batch : columns.batches) {
            System.arraycopy(batch.a().values(), 0, all, at, Columns.ROWS);
            at += Columns.ROWS;
        }
        Arrays.sort(all);
        return all;
    });

    /// Apart, because constants of an enum may not refer to its own fields.
    private static final class Word {
        static final byte[] TARN = {'t', 'a', 'r', 'n'};
    }

    final String query;
    private final Function<Columns, Object> byHand;

    Kernel(String query, Function<Columns, Object> byHand) {
        this.query = query;
        this.byHand = byHand;
    }

    /// Computes by a hand-written loop what the query computes.
    Object byHand(Columns columns) {
        return byHand.apply(columns);
    }

    private static Function<Columns, Object> each(Function<Batch, Object> loop) {
        return columns -> {
            List<Batch> batches = columns.batches;
            var out = new Object[batches.size()];
            for (int i = 0; i < out.length; i++) {
                out[i] = loop.apply(batches.get(i));
            }
            return out;
        };
    }

    private static byte[] upper(Batch batch) {
        BytesVector t = batch.t();
        int size = 0;
        for (int length : t.lengths()) {
            size += length;
        }
        var out = new byte[size];
        int at = 0;
        for (int i = 0; i < t.length(); i++) {
            int start = t.starts()[i];
            for (int j = 0; j < t.lengths()[i]; j++) {
                byte c = t.arena()[start + j];
                out[at++] = c >= 'a' && c <= 'z' ? (byte) (c - 32) : c;
            }
        }
        return out;
    }

    private static boolean contains(byte[] arena, int start, int length) {
        for (int i = start; i <= start + length - Word.TARN.length; i++) {
            if (arena[i] == 't' && arena[i + 1] == 'a' && arena[i + 2] == 'r' && arena[i + 3] == 'n') {
                return true;
            }
        }
        return false;
    }
}
