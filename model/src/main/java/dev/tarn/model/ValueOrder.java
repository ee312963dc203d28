package dev.tarn.model;

import dev.tarn.model.type.Type;
import dev.tarn.model.type.TypeOrder;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/// The Order relation: total over all values of all types.
///
/// Nulls of all types are equal to each other and lie on the side that the order says. Numbers (integers of every width, duration,
/// time, floats) come before everything else and compare by what they are worth, exactly, whatever their types: `1`,
/// `1.` and `1(uint8)` are equal, and so are `0.` and `-0.`; NaN equals itself and is less than other numbers. Values of different
/// other types are in the order of their types ([TypeOrder]); names of types play no part, unless inside a type. Values
/// of one type: false before true; strings, bytes and nets by their bytes; v4 addresses before v6; type values by [TypeOrder]; enums by
/// position; arrays and sets element by element, with this same order, a beginning before the whole; records, maps, unions
/// and errors by the bytes of their ZNG bodies, as the reference has it.
///
/// A row comparison for a pair of vectors is made once ([#between]) and then used for many rows.
public final class ValueOrder implements Comparator<Value> {
    /// Ascending, nulls before everything else.
    public static final ValueOrder NULLS_FIRST = new ValueOrder(false, true);
    /// Ascending, nulls after everything else.
    public static final ValueOrder NULLS_LAST = new ValueOrder(false, false);

    private final boolean descending;
    private final boolean nullsFirst;

    private ValueOrder(boolean descending, boolean nullsFirst) {
        this.descending = descending;
        this.nullsFirst = nullsFirst;
    }

    /// Returns the order in a direction, with nulls where they are wanted in it.
    ///
    /// Nulls inside arrays and sets go with the direction: where they come last in ascending order they come first in descending order.
    public static ValueOrder of(SortKey.Direction direction, SortKey.Nulls nulls) {
        return new ValueOrder(direction == SortKey.Direction.DESCENDING, nulls == SortKey.Nulls.FIRST);
    }

    @Override
    public int compare(Value a, Value b) {
        return between(a.toVector(), b.toVector()).compare(0, 0);
    }

    /// Returns a comparison of the rows of two vectors.
    ///
    /// Making one looks at the whole vectors where they hold records, maps, unions or errors that are not in their ZNG form.
    public RowComparison between(Vector a, Vector b) {
        // Descending order is ascending order with the sides exchanged, and so are the nulls in it.
        boolean ascendingNullsFirst = nullsFirst != descending;
        return descending
                ? reversed(ascending(b, a, ascendingNullsFirst))
                : ascending(a, b, ascendingNullsFirst);
    }

    private static RowComparison reversed(RowComparison comparison) {
        return (i, j) -> comparison.compare(j, i);
    }

    private static RowComparison ascending(Vector a, Vector b, boolean nullsFirst) {
        if (a instanceof TypedVector x && b instanceof TypedVector y) {
            return new TypedOrder(nullsFirst).between(x, y);
        }
        return new OfMixed(a, b, nullsFirst);
    }

    /// Compares two types as far as values of them are told apart by their types alone; 0 if they have to be looked at.
    static int compareTypes(Type a, Type b) {
        return a.under().equals(b.under()) ? 0 : TypeOrder.compare(a, b);
    }

    /// Makes the comparison of two parts when rows of both first meet.
    private static final class OfMixed implements RowComparison {
        // Up to this many pairs of parts have a table; of more, which are pairs of thousands of types, few ever meet.
        private static final int MAX_TABLE = 1 << 20;

        private final Side a;
        private final Side b;
        private final TypedOrder order;
        private final int partsOfB;
        private final RowComparison[] table;
        private final Map<Long, RowComparison> found = new HashMap<>();

        private record Side(Vector vector, int[] tags, int[] slots) {
            static Side of(Vector vector) {
                return vector instanceof Mixed mixed
                        ? new Side(vector, mixed.tags(), mixed.slots())
                        : new Side(vector, new int[0], new int[0]);
            }

            int tag(int row) {
                return tags.length == 0 ? 0 : tags[row];
            }

            int slot(int row) {
                return tags.length == 0 ? row : slots[row];
            }

            int partCount() {
                return vector instanceof Mixed mixed ? mixed.parts().size() : 1;
            }

            TypedVector part(int tag) {
                return switch (vector) {
                    case Mixed mixed -> mixed.parts().get(tag);
                    case TypedVector typed -> typed;
                };
            }
        }

        OfMixed(Vector a, Vector b, boolean nullsFirst) {
            this.a = Side.of(a);
            this.b = Side.of(b);
            this.order = new TypedOrder(nullsFirst);
            this.partsOfB = this.b.partCount();
            long pairs = (long) this.a.partCount() * partsOfB;
            this.table = new RowComparison[pairs <= MAX_TABLE ? (int) pairs : 0];
        }

        @Override
        public int compare(int i, int j) {
            int tagA = a.tag(i);
            int tagB = b.tag(j);
            var comparison = table.length == 0 ? found(tagA, tagB) : ofTable(tagA, tagB);
            return comparison.compare(a.slot(i), b.slot(j));
        }

        private RowComparison ofTable(int tagA, int tagB) {
            int pair = tagA * partsOfB + tagB;
            if (table[pair] == null) {
                table[pair] = order.between(a.part(tagA), b.part(tagB));
            }
            return table[pair];
        }

        private RowComparison found(int tagA, int tagB) {
            var partA = a.part(tagA);
            var partB = b.part(tagB);
            // Telling types apart again costs less than remembering what was said of so many pairs.
            return order.areApart(partA, partB)
                    ? order.between(partA, partB)
                    : found.computeIfAbsent((long) tagA << Integer.SIZE | tagB, _ -> order.between(partA, partB));
        }
    }
}
