package dev.tarn.query.run;

import dev.tarn.model.type.Carrier;
import dev.tarn.model.type.Type;
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
    private final long bound;

    private SortBound(Type type, boolean descending, boolean nullsFirst, boolean equalWanted, long bound) {
        this.type = type;
        this.descending = descending;
        this.nullsFirst = nullsFirst;
        this.equalWanted = equalWanted;
        this.bound = bound;
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
        return Optional.of(new SortBound(typed.type(), descending, nullsFirst, equalWanted, column.prefix(0)));
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

    /// Returns whether the bound says anything about keys.
    boolean applies(Vector keys) {
        return keys instanceof TypedVector typed && typed.type().equals(type);
    }

    /// Returns the rows that may be wanted, by their keys, to which the bound applies.
    int[] wanted(Vector keys) {
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
}
