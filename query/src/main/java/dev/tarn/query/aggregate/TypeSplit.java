package dev.tarn.query.aggregate;

import dev.tarn.model.type.Type;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Splits rows by the types that occur together in several columns.
public final class TypeSplit {
    private static final int MAX_TABLE = 1 << 18;

    private final List<Part> parts;

    private TypeSplit(List<Part> parts) {
        this.parts = parts;
    }

    /// Rows whose values have the same types in each column.
    public static final class Part {
        private final int[] rows;
        private final TypedVector[] columns;
        private final int length;
        private int added;

        private Part(int[] rows, TypedVector[] columns, int length) {
            this.rows = rows;
            this.columns = columns;
            this.length = length;
        }

        /// Returns the rows, ascending; empty if they are all.
        public int[] rows() {
            return rows;
        }

        /// Returns the values of the rows in each column.
        public TypedVector[] columns() {
            return columns;
        }

        /// Returns the number of rows.
        public int length() {
            return length;
        }

        /// Returns the type of each column.
        public List<Type> types() {
            var types = new Type[columns.length];
            for (int i = 0; i < types.length; i++) {
                types[i] = columns[i].type();
            }
            return Arrays.asList(types);
        }

        int added() {
            return added;
        }

        void setAdded(int count) {
            added = count;
        }
    }

    /// Splits the rows of some columns of the same length.
    public static TypeSplit of(List<? extends Vector> columns, int length) {
        var typed = new TypedVector[columns.size()];
        int mixed = 0;
        for (int i = 0; i < typed.length; i++) {
            if (columns.get(i) instanceof TypedVector one) {
                typed[i] = one;
            } else {
                mixed++;
            }
        }
        return mixed == 0
                ? new TypeSplit(List.of(new Part(new int[0], typed, length)))
                : new TypeSplit(split(columns, length));
    }

    /// Returns the parts, at least one; their rows are all rows, each once.
    public List<Part> parts() {
        return parts;
    }

    private static List<Part> split(List<? extends Vector> columns, int length) {
        // Number the combinations column by column, so that only those that occur are ever counted.
        var combination = new int[length];
        int count = 1;
        for (var column : columns) {
            if (column instanceof Mixed mixed) {
                count = refine(combination, count, mixed);
            }
        }
        var sizes = new int[count];
        for (int row = 0; row < length; row++) {
            sizes[combination[row]]++;
        }
        var rows = new int[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = new int[sizes[i]];
        }
        Arrays.fill(sizes, 0);
        for (int row = 0; row < length; row++) {
            int number = combination[row];
            rows[number][sizes[number]++] = row;
        }
        var parts = new ArrayList<Part>(count);
        for (int[] ofPart : rows) {
            parts.add(part(columns, ofPart));
        }
        return parts;
    }

    private static int refine(int[] combination, int count, Mixed mixed) {
        int[] tags = mixed.tags();
        long pairs = (long) count * mixed.parts().size();
        if (pairs > MAX_TABLE) {
            return refineSparsely(combination, tags);
        }
        int parts = mixed.parts().size();
        var numbers = new int[(int) pairs];
        int next = 0;
        for (int row = 0; row < combination.length; row++) {
            int pair = combination[row] * parts + tags[row];
            if (numbers[pair] == 0) {
                numbers[pair] = ++next;
            }
            combination[row] = numbers[pair] - 1;
        }
        return next;
    }

    private static int refineSparsely(int[] combination, int[] tags) {
        Map<Long, Integer> numbers = new HashMap<>();
        for (int row = 0; row < combination.length; row++) {
            long pair = (long) combination[row] << 32 | tags[row];
            Integer number = numbers.get(pair);
            if (number == null) {
                number = numbers.size();
                numbers.put(pair, number);
            }
            combination[row] = number;
        }
        return numbers.size();
    }

    private static Part part(List<? extends Vector> columns, int[] rows) {
        var typed = new TypedVector[columns.size()];
        for (int i = 0; i < typed.length; i++) {
            typed[i] = switch (columns.get(i)) {
                case TypedVector one -> one.select(rows);
                case Mixed mixed -> ofMixed(mixed, rows);
            };
        }
        return new Part(rows, typed, rows.length);
    }

    private static TypedVector ofMixed(Mixed mixed, int[] rows) {
        var part = mixed.parts().get(mixed.tags()[rows[0]]);
        if (part.length() == rows.length) {
            return part;
        }
        int[] allSlots = mixed.slots();
        var slots = new int[rows.length];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = allSlots[rows[i]];
        }
        return part.select(slots);
    }
}
