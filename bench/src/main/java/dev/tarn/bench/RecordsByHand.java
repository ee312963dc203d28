package dev.tarn.bench;

import dev.tarn.bench.Columns.Piece;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.vector.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Loops that choose rows and make records.
final class RecordsByHand {
    private RecordsByHand() {}

    static Vector filter(Piece piece) {
        long[] a = piece.a().values();
        var rows = new int[a.length];
        int count = 0;
        for (int i = 0; i < a.length; i++) {
            rows[count] = i;
            count += a[i] < 500_000 ? 1 : 0;
        }
        return View.of(record("a", piece.a()), Arrays.copyOf(rows, count));
    }

    static Vector filterBoth(Piece piece) {
        long[] a = piece.a().values();
        double[] x = piece.x().values();
        var rows = new int[a.length];
        int count = 0;
        for (int i = 0; i < a.length; i++) {
            rows[count] = i;
            count += a[i] < 500_000 & x[i] < 500 ? 1 : 0;
        }
        return View.of(record("a,x", piece.a(), piece.x()), Arrays.copyOf(rows, count));
    }

    static Vector cut(Piece piece) {
        return record("t,z", piece.t(), (TypedVector) NumbersByHand.add(piece));
    }

    static Vector put(Piece piece) {
        return record("a,b,t,z", piece.a(), piece.b(), piece.t(), (TypedVector) NumbersByHand.add(piece));
    }

    /// Makes the integers floats and leaves the strings as they are.
    static Vector castRecords(Piece piece) {
        return record("a,t", (TypedVector) NumbersByHand.toFloat(piece), piece.t());
    }

    static Vector elements(Piece piece) {
        return piece.l().elements();
    }

    static List<Vector> sumOfElements(Columns columns) {
        long sum = 0;
        for (var piece : columns.pieces) {
            ArrayVector lists = piece.l();
            long[] elements = ((LongVector) lists.elements()).values();
            int end = lists.offsets()[lists.length()];
            for (int i = 0; i < end; i++) {
                sum += elements[i];
            }
        }
        return List.of(new LongVector(PrimitiveType.INT64, new long[] {sum}));
    }

    static Vector sumsOfElements(Piece piece) {
        ArrayVector lists = piece.l();
        int[] offsets = lists.offsets();
        long[] elements = ((LongVector) lists.elements()).values();
        var out = new long[lists.length()];
        for (int row = 0; row < out.length; row++) {
            long sum = 0;
            for (int i = offsets[row]; i < offsets[row + 1]; i++) {
                sum += elements[i];
            }
            out[row] = sum;
        }
        return new LongVector(PrimitiveType.INT64, out);
    }

    /// Looks up each key in a table that was made before.
    static List<Vector> join(Columns columns) {
        var table = JoinTable.SMALL;
        var out = new ArrayList<Vector>();
        for (var piece : columns.pieces) {
            long[] k = piece.k().values();
            var w = new long[k.length];
            for (int i = 0; i < k.length; i++) {
                w[i] = table.find(k[i]);
            }
            out.add(record("k,x,w", piece.k(), piece.x(), new LongVector(PrimitiveType.INT64, w)));
        }
        return out;
    }

    private static final class JoinTable {
        static final JoinTable SMALL = new JoinTable();

        private final int[] slots = new int[4 * Columns.KEYS];
        private final long[] keys;
        private final long[] added;

        private JoinTable() {
            var other = Columns.keys();
            keys = ((LongVector) other.field(0)).values();
            added = ((LongVector) other.field(1)).values();
            for (int row = 0; row < keys.length; row++) {
                int slot = slot(keys[row]);
                while (slots[slot] != 0) {
                    slot = (slot + 1) % slots.length;
                }
                slots[slot] = row + 1;
            }
        }

        private int slot(long key) {
            return (int) ((key * 0x9E3779B97F4A7C15L >>> 32) * slots.length >>> 32);
        }

        long find(long key) {
            int slot = slot(key);
            while (slots[slot] != 0) {
                if (keys[slots[slot] - 1] == key) {
                    return added[slots[slot] - 1];
                }
                slot = slot + 1 == slots.length ? 0 : slot + 1;
            }
            throw new IllegalStateException("the columns have no such key: " + key);
        }
    }

    static List<Vector> uniq(Columns columns) {
        var out = new ArrayList<Vector>();
        boolean any = false;
        long last = 0;
        for (var piece : columns.pieces) {
            long[] r = piece.r().values();
            var rows = new int[r.length];
            int count = 0;
            for (int i = 0; i < r.length; i++) {
                if (!any || r[i] != last) {
                    rows[count++] = i;
                    last = r[i];
                    any = true;
                }
            }
            out.add(View.of(record("r", piece.r()), Arrays.copyOf(rows, count)));
        }
        return out;
    }

    static RecordVector record(String names, TypedVector... columns) {
        var fields = new ArrayList<Field>();
        String[] nameOf = names.split(",");
        for (int i = 0; i < columns.length; i++) {
            fields.add(new Field(nameOf[i], columns[i].type()));
        }
        return new RecordVector(new RecordType(fields), List.of(columns), columns[0].length(), Validity.ALL);
    }
}
