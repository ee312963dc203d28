package dev.tarn.query.run;

import dev.tarn.model.RowComparison;
import dev.tarn.model.SortKey;
import dev.tarn.model.ValueOrder;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.DoubleVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;

/// The keys of one sort term for all rows, in a form that compares fast: a number per row whose order is the order of the keys.
///
/// Where the number does not tell two keys apart for sure, the keys themselves are compared.
final class SortColumn {
    private static final RowComparison EQUAL = (_, _) -> 0;

    private final boolean descending;
    private final boolean nullsFirst;
    private final ColumnCollector collector = new ColumnCollector();
    private long[] prefixes = new long[0];
    private boolean[] nulls = new boolean[0];
    private RowComparison ties = EQUAL;
    private int size;

    SortColumn(boolean descending, boolean nullsFirst) {
        this.descending = descending;
        this.nullsFirst = nullsFirst;
    }

    /// Appends the keys of a batch. A missing key is as null.
    void append(Vector keys) {
        collector.append(withoutMissing(keys));
    }

    /// Returns keys with null where they are missing.
    static Vector withoutMissing(Vector keys) {
        if (!ErrorRows.MISSING.isPossible(keys)) {
            return keys;
        }
        int[] present = ErrorRows.MISSING.others(keys);
        var assembly = new MixedAssembly(keys.length());
        assembly.put(keys.select(present), present);
        int[] missing = without(keys.length(), present);
        assembly.put(Constant.nulls(PrimitiveType.NULL, missing.length), missing);
        return assembly.build();
    }

    private static int[] without(int length, int[] rows) {
        var others = new int[length - rows.length];
        int next = 0;
        int at = 0;
        for (int row = 0; row < length; row++) {
            if (next < rows.length && rows[next] == row) {
                next++;
            } else {
                others[at++] = row;
            }
        }
        return others;
    }

    /// Makes the numbers of all keys appended.
    void complete() {
        complete(collector.build());
    }

    /// Makes the numbers of keys that are all there are.
    void complete(Vector keys) {
        size = keys.length();
        prefixes = new long[size];
        nulls = new boolean[size];
        boolean exact = switch (keys) {
            case TypedVector typed -> fill(typed, new int[0], false);
            case Mixed mixed -> fillMixed(mixed);
        };
        if (!exact) {
            var direction = descending ? SortKey.Direction.DESCENDING : SortKey.Direction.ASCENDING;
            ties = ValueOrder.of(direction, nullsFirst ? SortKey.Nulls.FIRST : SortKey.Nulls.LAST).between(keys, keys);
        }
        if (descending) {
            for (int row = 0; row < size; row++) {
                prefixes[row] = ~prefixes[row];
            }
        }
    }

    private boolean fillMixed(Mixed mixed) {
        int[][] rows = mixed.rowsOfParts();
        boolean comparable = mixed.parts().stream().allMatch(part ->
                part.type().under() == PrimitiveType.NULL || isSignedInteger(part.type()));
        for (int part = 0; part < rows.length; part++) {
            fill(mixed.parts().get(part), rows[part], !comparable);
        }
        return comparable;
    }

    private static boolean isSignedInteger(Type type) {
        return type.under() instanceof PrimitiveType primitive && primitive.isInteger() && primitive != PrimitiveType.UINT64;
    }

    /// Fills in the numbers of keys of one type, and returns whether they say all.
    ///
    /// @param rows the row of each key; empty if it is the key's own
    /// @param nullsOnly whether only to note which keys are null
    private boolean fill(TypedVector keys, int[] rows, boolean nullsOnly) {
        var flat = keys.flat();
        for (int i = 0; !flat.validity().isAll() && i < flat.length(); i++) {
            if (flat.isNull(i)) {
                nulls[rows.length == 0 ? i : rows[i]] = true;
            }
        }
        if (nullsOnly) {
            return false;
        }
        return switch (flat) {
            case LongVector longs -> fillLongs(longs, rows);
            case DoubleVector doubles -> fillDoubles(doubles, rows);
            case BytesVector bytes -> fillBytes(bytes, rows);
            default -> false;
        };
    }

    private boolean fillLongs(LongVector longs, int[] rows) {
        long flip = longs.type().under() == PrimitiveType.UINT64 ? Long.MIN_VALUE : 0;
        for (int i = 0; i < longs.length(); i++) {
            prefixes[rows.length == 0 ? i : rows[i]] = longs.values()[i] ^ flip;
        }
        return true;
    }

    private boolean fillDoubles(DoubleVector doubles, int[] rows) {
        for (int i = 0; i < doubles.length(); i++) {
            prefixes[rows.length == 0 ? i : rows[i]] = number(doubles.values()[i]);
        }
        return true;
    }

    /// Returns the number of a float: both zeros are equal and NaN is the least of all.
    static long number(double value) {
        long bits = Double.doubleToRawLongBits(value == 0 ? 0. : value);
        return Double.isNaN(value) ? Long.MIN_VALUE : bits ^ bits >> Long.SIZE - 1 & Long.MAX_VALUE;
    }

    private boolean fillBytes(BytesVector bytes, int[] rows) {
        var type = bytes.type().under();
        if (type == PrimitiveType.IP) {
            return fillAddresses(bytes, rows);
        }
        if (type != PrimitiveType.STRING && type != PrimitiveType.BYTES) {
            return false;
        }
        if (areAllShort(bytes)) {
            for (int i = 0; i < bytes.length(); i++) {
                // The length tells apart what only zeros at the end do.
                prefixes[rows.length == 0 ? i : rows[i]] = (prefix(bytes, i) | bytes.lengths()[i]) ^ Long.MIN_VALUE;
            }
            return true;
        }
        for (int i = 0; i < bytes.length(); i++) {
            prefixes[rows.length == 0 ? i : rows[i]] = prefix(bytes, i) ^ Long.MIN_VALUE;
        }
        // Strings that differ only behind these bytes have the same number, and so has one that goes on with zeros.
        return false;
    }

    /// Returns the first bytes of a value, zeros where it has none.
    private static long prefix(BytesVector bytes, int i) {
        int start = bytes.starts()[i];
        int length = bytes.isNull(i) ? 0 : Math.min(Long.BYTES, bytes.lengths()[i]);
        long prefix = 0;
        for (int at = 0; at < length; at++) {
            prefix |= (bytes.arena()[start + at] & 0xffL) << 56 - 8 * at;
        }
        return prefix;
    }

    private static boolean areAllShort(BytesVector bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            if (!bytes.isNull(i) && bytes.lengths()[i] >= Long.BYTES) {
                return false;
            }
        }
        return true;
    }

    // Short addresses come first.
    private boolean fillAddresses(BytesVector addresses, int[] rows) {
        boolean exact = true;
        for (int i = 0; i < addresses.length(); i++) {
            boolean isShort = addresses.isNull(i) || addresses.lengths()[i] < Long.BYTES;
            exact &= isShort;
            prefixes[rows.length == 0 ? i : rows[i]] = isShort ? prefix(addresses, i) >>> 1 ^ Long.MIN_VALUE : prefix(addresses, i) >>> 1;
        }
        return exact;
    }

    boolean isNull(int row) {
        return nulls[row];
    }

    boolean isNullsFirst() {
        return nullsFirst;
    }

    /// Returns the number of a row: less for a key that comes earlier.
    long prefix(int row) {
        return prefixes[row];
    }

    /// Returns whether rows with equal numbers have equal keys.
    boolean isExact() {
        return ties == EQUAL;
    }

    /// Compares the keys of two rows with equal numbers, neither of which is null.
    int compareTies(int a, int b) {
        return ties.compare(a, b);
    }

    /// Returns about how many bytes the keys take, once they are complete.
    long sizeBytes() {
        return size * 24L;
    }
}
