package dev.tarn.query.run;

import dev.tarn.model.type.Carrier;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.DoubleVector;
import dev.tarn.model.vector.FlatVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.util.Arrays;
import java.util.Optional;

/// The first sort key of the last row that is wanted so far. Of the rows that come later, those behind it are not wanted.
final class SortBound {
    private final Type type;
    private final boolean descending;
    private final boolean nullsFirst;
    private final boolean equalWanted;
    // The numbers of the first keys that it was asked about, ascending; none if they do not matter.
    private final long[] least;
    private long bound;

    private SortBound(Type type, boolean descending, boolean nullsFirst, boolean equalWanted, long bound, int count) {
        this.type = type;
        this.descending = descending;
        this.nullsFirst = nullsFirst;
        this.equalWanted = equalWanted;
        this.bound = bound;
        least = new long[count];
        Arrays.fill(least, Long.MAX_VALUE);
    }

    /// Returns a bound, if the key is a number.
    ///
    /// @param key the key, one row
    /// @param equalWanted whether a later row with this key may be wanted, because of another key
    static Optional<SortBound> of(Vector key, boolean descending, boolean nullsFirst, boolean equalWanted) {
        if (!(key instanceof TypedVector typed) || !isNumber(typed.type()) || typed.flat().isNull(0)) {
            return Optional.empty();
        }
        var column = column(typed, descending, nullsFirst);
        return Optional.of(new SortBound(typed.type(), descending, nullsFirst, equalWanted, column.prefix(0), 0));
    }

    // What the number of a string says depends on the strings that it is together with.
    private static boolean isNumber(Type type) {
        return type.carrier() == Carrier.LONG || type.carrier() == Carrier.DOUBLE;
    }

    private static SortColumn column(Vector keys, boolean descending, boolean nullsFirst) {
        var column = new SortColumn(descending, nullsFirst);
        column.complete(keys);
        return column;
    }

    /// Returns the bound that some keys are, if they are numbers and none is null: the one that so many of them do not exceed. It takes into
    /// account those that it is asked about, these among them, and says less of later ones that are null or of other types.
    ///
    /// @param count how many rows are wanted: at least one, and not more than there are keys
    static Optional<SortBound> ofFirst(Vector keys, int count, boolean descending, boolean nullsFirst) {
        if (!(keys instanceof TypedVector typed) || !isNumber(typed.type()) || !typed.flat().validity().isAll()) {
            return Optional.empty();
        }
        var column = column(typed, descending, nullsFirst);
        var least = new long[count];
        Arrays.fill(least, Long.MAX_VALUE);
        for (int row = 0; row < keys.length(); row++) {
            insert(column.prefix(row), least);
        }
        return Optional.of(new SortBound(typed.type(), descending, nullsFirst, true, least[count - 1], count));
    }

    private static void insert(long key, long[] least) {
        if (key >= least[least.length - 1]) {
            return;
        }
        int at = least.length - 1;
        for (; at > 0 && least[at - 1] > key; at--) {
            least[at] = least[at - 1];
        }
        least[at] = key;
    }

    /// Returns whether the bound says anything about keys.
    boolean applies(Vector keys) {
        return keys instanceof TypedVector typed && typed.type().equals(type);
    }

    /// Returns the rows that may be wanted, by their keys, to which the bound applies.
    int[] wanted(Vector keys) {
        if (keys instanceof TypedVector typed && typed.flat() instanceof FlatVector flat && flat.validity().isAll()) {
            // As a rule most rows are not wanted: finding that out needs no list, and no number for each key.
            switch (flat) {
                case LongVector longs when type.under() != PrimitiveType.UINT64 -> {
                    return wanted(longs);
                }
                case DoubleVector doubles -> {
                    return wanted(doubles);
                }
                default -> { }
            }
        }
        var column = column(keys, descending, nullsFirst);
        var rows = new int[keys.length()];
        int count = 0;
        for (int row = 0; row < rows.length; row++) {
            long key = column.prefix(row);
            boolean wanted = column.isNull(row) ? nullsFirst : key < bound || equalWanted && key == bound;
            rows[count] = row;
            count += wanted ? 1 : 0;
        }
        return Arrays.copyOf(rows, count);
    }

    private int[] wanted(LongVector keys) {
        long[] values = keys.values();
        long last = last();
        long flip = descending ? -1 : 0;
        if (first(values, keys.length(), flip) > last) {
            return new int[0];
        }
        var rows = new int[16];
        int count = 0;
        for (int row = 0; row < keys.length(); row++) {
            if ((values[row] ^ flip) <= last) {
                rows = count < rows.length ? rows : Arrays.copyOf(rows, 2 * count);
                rows[count++] = row;
            }
        }
        for (int i = 0; i < count && least.length > 0; i++) {
            insert(values[rows[i]] ^ flip, least);
        }
        tighten();
        return Arrays.copyOf(rows, count);
    }

    private void tighten() {
        if (least.length > 0) {
            bound = Math.min(bound, least[least.length - 1]);
        }
    }

    private static long first(long[] values, int length, long flip) {
        long first = Long.MAX_VALUE;
        for (int i = 0; i < length; i++) {
            first = Math.min(first, values[i] ^ flip);
        }
        return first;
    }

    private int[] wanted(DoubleVector keys) {
        double[] values = keys.values();
        long last = last();
        long flip = descending ? -1 : 0;
        var rows = new int[16];
        int count = 0;
        for (int row = 0; row < keys.length(); row++) {
            if ((SortColumn.number(values[row]) ^ flip) <= last) {
                rows = count < rows.length ? rows : Arrays.copyOf(rows, 2 * count);
                rows[count++] = row;
            }
        }
        for (int i = 0; i < count && least.length > 0; i++) {
            insert(SortColumn.number(values[rows[i]]) ^ flip, least);
        }
        tighten();
        return Arrays.copyOf(rows, count);
    }

    /// Returns the greatest number that may be wanted. Nothing is before the least number of all, so that one may as well be wanted.
    private long last() {
        return equalWanted || bound == Long.MIN_VALUE ? bound : bound - 1;
    }
}
