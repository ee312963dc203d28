package dev.tarn.query.expression;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.TypedVector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;

/// `a in [1,2,…]`: which rows have a value that is among the values of one column, which are the same for every row.
final class Membership {
    /// From how many comparisons on it takes less to look values up.
    private static final int MANY = 1 << 16;

    private final TypedVector items;
    private final long[] found;

    /// Takes the items.
    ///
    /// @param found where to mark the rows whose items are found
    Membership(TypedVector items, long[] found) {
        this.items = items;
        this.found = found;
    }

    /// Marks the rows whose items are equal to one of the members.
    void markIn(TypedVector members) {
        boolean many = (long) items.length() * members.length() > MANY;
        if (many && items.type().under() instanceof PrimitiveType type && type == members.type().under()) {
            switch (type.carrier()) {
                case LONG -> lookUp((LongVector) items.flat(), (LongVector) members.flat());
                case BYTES -> lookUp((BytesVector) items.flat(), (BytesVector) members.flat());
                case DOUBLE, NESTED -> compare(members);
            }
        } else {
            compare(members);
        }
    }

    private void lookUp(LongVector rows, LongVector members) {
        var sorted = new long[members.length()];
        int count = 0;
        for (int i = 0; i < sorted.length; i++) {
            sorted[count] = members.values()[i];
            count += members.isNull(i) ? 0 : 1;
        }
        Arrays.sort(sorted, 0, count);
        for (int row = 0; row < rows.length(); row++) {
            boolean is = rows.isNull(row) ? count < sorted.length : Arrays.binarySearch(sorted, 0, count, rows.values()[row]) >= 0;
            found[row] |= is ? 1 : 0;
        }
    }

    private void lookUp(BytesVector rows, BytesVector members) {
        var all = HashSet.<String>newHashSet(members.length());
        boolean anyNull = false;
        for (int i = 0; i < members.length(); i++) {
            if (members.isNull(i)) {
                anyNull = true;
            } else {
                all.add(key(members, i));
            }
        }
        for (int row = 0; row < rows.length(); row++) {
            boolean is = rows.isNull(row) ? anyNull : all.contains(key(rows, row));
            found[row] |= is ? 1 : 0;
        }
    }

    private static String key(BytesVector values, int row) {
        return new String(values.arena(), values.starts()[row], values.lengths()[row], StandardCharsets.ISO_8859_1);
    }

    /// Compares the shorter column, value by value, with the other.
    private void compare(TypedVector members) {
        if (members.length() < items.length()) {
            for (int i = 0; i < members.length(); i++) {
                for (int row : Truth.trueRows(Evaluator.call(CompareFunction.SEARCH, items.length(), items, repeated(members, i, items.length())))) {
                    found[row] = 1;
                }
            }
        } else {
            for (int row = 0; row < items.length(); row++) {
                if (Truth.trueRows(Evaluator.call(CompareFunction.SEARCH, members.length(), repeated(items, row, members.length()), members)).length > 0) {
                    found[row] = 1;
                }
            }
        }
    }

    private static Constant repeated(TypedVector values, int row, int length) {
        return new Constant(values.select(new int[] {row}).flat(), length);
    }
}
