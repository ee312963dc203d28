package dev.tarn.query.expression;

import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Splits the rows of several columns by the combinations of types that occur together, never by all that could.
public final class TypeCombinations {
    private TypeCombinations() {}

    /// Returns the rows of each combination, ascending; the combinations are in the order of their first rows.
    ///
    /// @param columns columns of `length` rows each
    public static List<int[]> rows(Vector[] columns, int length) {
        int[] combination = new int[length];
        int count = 1;
        boolean first = true;
        for (var column : columns) {
            if (column instanceof Mixed mixed) {
                count = first ? renumbered(mixed.tags(), combination) : combined(combination, mixed.tags(), mixed.parts().size());
                first = false;
            }
        }
        return rowsOf(combination, count);
    }

    private static int renumbered(int[] tags, int[] out) {
        int[] number = new int[16];
        int count = 0;
        for (int row = 0; row < out.length; row++) {
            int tag = tags[row];
            if (tag >= number.length) {
                number = Arrays.copyOf(number, Math.max(tag + 1, number.length * 2));
            }
            if (number[tag] == 0) {
                number[tag] = ++count;
            }
            out[row] = number[tag] - 1;
        }
        return count;
    }

    private static int combined(int[] combination, int[] tags, int tagCount) {
        Map<Long, Integer> numbers = new HashMap<>();
        long lastKey = -1;
        int lastNumber = -1;
        for (int row = 0; row < combination.length; row++) {
            long key = (long) combination[row] * tagCount + tags[row];
            if (key != lastKey) {
                lastKey = key;
                lastNumber = numbers.computeIfAbsent(key, _ -> numbers.size());
            }
            combination[row] = lastNumber;
        }
        return numbers.size();
    }

    private static List<int[]> rowsOf(int[] combination, int count) {
        int[] sizes = new int[count];
        for (int number : combination) {
            sizes[number]++;
        }
        var rows = new ArrayList<int[]>(count);
        for (int size : sizes) {
            rows.add(new int[size]);
        }
        Arrays.fill(sizes, 0);
        for (int row = 0; row < combination.length; row++) {
            int number = combination[row];
            rows.get(number)[sizes[number]++] = row;
        }
        return rows;
    }

    /// What is done with the rows of one combination.
    @FunctionalInterface
    public interface OnTyped {
        /// Returns a value for each row.
        ///
        /// @param columns the columns, each of one type
        Vector apply(TypedVector[] columns, int length);
    }

    /// Does something with the rows of each combination and puts the results together.
    ///
    /// @param columns columns of `length` rows each
    public static Vector apply(Vector[] columns, int length, OnTyped action) {
        var typed = new TypedVector[columns.length];
        boolean split = false;
        for (int i = 0; i < columns.length; i++) {
            switch (columns[i]) {
                case TypedVector column -> typed[i] = column;
                case Mixed _ -> split = true;
            }
        }
        if (!split) {
            return action.apply(typed, length);
        }
        var assembly = new MixedAssembly(length);
        for (int[] rows : rows(columns, length)) {
            var selected = new TypedVector[columns.length];
            for (int i = 0; i < columns.length; i++) {
                selected[i] = typed(columns[i].select(rows));
            }
            assembly.put(action.apply(selected, rows.length), rows);
        }
        return assembly.build();
    }

    /// Returns a vector as one of a single type, as it must be after a selection of rows of one combination.
    public static TypedVector typed(Vector vector) {
        return switch (vector) {
            case TypedVector typed -> typed;
            case Mixed mixed -> throw new IllegalStateException("several types where one was expected: " + mixed.parts().size());
        };
    }
}
