package dev.tarn.bench;

import dev.tarn.bench.Columns.Piece;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.DoubleVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.type.PrimitiveType;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Sorts of the rows of all batches: the keys with the numbers of their rows, and then all columns in that order.
final class SortsByHand {
    private static final int DIGIT = 8;

    private SortsByHand() {}

    static List<Vector> byInteger(Columns columns) {
        LongVector a = longs(columns, Piece::a);
        DoubleVector x = doubles(columns);
        int[] rows = sorted(a.values().clone(), identity(a.length()));
        return List.of(RecordsByHand.record("a,x", a.gather(rows), x.gather(rows)));
    }

    static List<Vector> byFloatDescending(Columns columns) {
        LongVector a = longs(columns, Piece::a);
        DoubleVector x = doubles(columns);
        long[] keys = ordered(x.values());
        for (int i = 0; i < keys.length; i++) {
            keys[i] = ~keys[i];
        }
        int[] rows = sorted(keys, identity(keys.length));
        return List.of(RecordsByHand.record("a,x", a.gather(rows), x.gather(rows)));
    }

    static List<Vector> byTwo(Columns columns) {
        LongVector k = longs(columns, Piece::k);
        DoubleVector x = doubles(columns);
        int[] rows = sorted(ordered(x.values()), identity(x.length()));
        rows = sorted(k.gather(rows).values(), rows);
        return List.of(RecordsByHand.record("k,x", k.gather(rows), x.gather(rows)));
    }

    /// Sorts by the first eight bytes, and what is equal there by all.
    static List<Vector> byString(Columns columns) {
        BytesVector t = strings(columns);
        DoubleVector x = doubles(columns);
        var prefixes = new long[t.length()];
        for (int i = 0; i < prefixes.length; i++) {
            prefixes[i] = prefix(t.arena(), t.starts()[i], t.lengths()[i]) ^ Long.MIN_VALUE;
        }
        int[] rows = sorted(prefixes, identity(prefixes.length));
        for (int i = 1; i < rows.length; i++) {
            int row = rows[i];
            int at = i;
            for (; at > 0 && prefixes[i] == prefixes[at - 1] && compare(t, rows[at - 1], row) > 0; at--) {
                rows[at] = rows[at - 1];
            }
            rows[at] = row;
        }
        return List.of(RecordsByHand.record("t,x", t.gather(rows), x.gather(rows)));
    }

    private static long prefix(byte[] arena, int start, int length) {
        long prefix = 0;
        for (int i = 0; i < Math.min(length, Long.BYTES); i++) {
            prefix |= (arena[start + i] & 0xffL) << 56 - 8 * i;
        }
        return prefix;
    }

    private static int compare(BytesVector t, int left, int right) {
        return Arrays.compareUnsigned(t.arena(), t.starts()[left], t.starts()[left] + t.lengths()[left],
                t.arena(), t.starts()[right], t.starts()[right] + t.lengths()[right]);
    }

    /// Keeps the ten least.
    static List<Vector> top(Columns columns) {
        var least = new long[10];
        var others = new double[10];
        int count = 0;
        for (var piece : columns.pieces) {
            long[] a = piece.a().values();
            for (int i = 0; i < a.length; i++) {
                if (count == least.length && a[i] >= least[count - 1]) {
                    continue;
                }
                int at = count < least.length ? count++ : count - 1;
                for (; at > 0 && least[at - 1] > a[i]; at--) {
                    least[at] = least[at - 1];
                    others[at] = others[at - 1];
                }
                least[at] = a[i];
                others[at] = piece.x().values()[i];
            }
        }
        return List.of(RecordsByHand.record("a,x", new LongVector(PrimitiveType.INT64, least),
                new DoubleVector(PrimitiveType.FLOAT64, others, others.length, Validity.ALL)));
    }

    private static long[] ordered(double[] values) {
        var keys = new long[values.length];
        for (int i = 0; i < keys.length; i++) {
            long bits = Double.doubleToRawLongBits(values[i]);
            keys[i] = bits ^ (bits >> 63 & Long.MAX_VALUE);
        }
        return keys;
    }

    private static int[] identity(int length) {
        var rows = new int[length];
        Arrays.setAll(rows, i -> i);
        return rows;
    }

    /// Sorts keys, with the rows beside them, digit by digit, and returns the rows.
    private static int[] sorted(long[] keys, int[] rows) {
        long differing = 0;
        for (long key : keys) {
            differing |= key ^ keys[0];
        }
        long[] fromKeys = keys;
        long[] toKeys = new long[keys.length];
        int[] fromRows = rows;
        int[] toRows = new int[rows.length];
        for (int shift = 0; shift < Long.SIZE; shift += DIGIT) {
            if ((differing >>> shift & 0xff) == 0) {
                continue;
            }
            int flip = shift == Long.SIZE - DIGIT ? 0x80 : 0;
            var places = new int[(1 << DIGIT) + 1];
            for (long key : fromKeys) {
                places[((int) (key >>> shift) & 0xff ^ flip) + 1]++;
            }
            for (int digit = 1; digit < places.length; digit++) {
                places[digit] += places[digit - 1];
            }
            for (int i = 0; i < fromKeys.length; i++) {
                int place = places[(int) (fromKeys[i] >>> shift) & 0xff ^ flip]++;
                toKeys[place] = fromKeys[i];
                toRows[place] = fromRows[i];
            }
            var keysBefore = fromKeys;
            fromKeys = toKeys;
            toKeys = keysBefore;
            var rowsBefore = fromRows;
            fromRows = toRows;
            toRows = rowsBefore;
        }
        if (fromKeys != keys) {
            System.arraycopy(fromKeys, 0, keys, 0, keys.length);
        }
        return fromRows;
    }

    private static LongVector longs(Columns columns, Function<Piece, LongVector> column) {
        var all = new long[columns.pieces.size() * Columns.ROWS];
        int at = 0;
        for (var piece : columns.pieces) {
            System.arraycopy(column.apply(piece).values(), 0, all, at, Columns.ROWS);
            at += Columns.ROWS;
        }
        return new LongVector(PrimitiveType.INT64, all);
    }

    private static DoubleVector doubles(Columns columns) {
        var all = new double[columns.pieces.size() * Columns.ROWS];
        int at = 0;
        for (var piece : columns.pieces) {
            System.arraycopy(piece.x().values(), 0, all, at, Columns.ROWS);
            at += Columns.ROWS;
        }
        return new DoubleVector(PrimitiveType.FLOAT64, all, all.length, Validity.ALL);
    }

    private static BytesVector strings(Columns columns) {
        int bytes = 0;
        for (var piece : columns.pieces) {
            bytes += piece.t().arena().length;
        }
        var arena = new byte[bytes];
        var starts = new int[columns.pieces.size() * Columns.ROWS];
        var lengths = new int[starts.length];
        int at = 0;
        int row = 0;
        for (var piece : columns.pieces) {
            BytesVector t = piece.t();
            System.arraycopy(t.arena(), 0, arena, at, t.arena().length);
            for (int i = 0; i < t.length(); i++, row++) {
                starts[row] = at + t.starts()[i];
                lengths[row] = t.lengths()[i];
            }
            at += t.arena().length;
        }
        return new BytesVector(PrimitiveType.STRING, arena, starts, lengths, starts.length, Validity.ALL);
    }
}
