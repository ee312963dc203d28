package dev.tarn.query.expression;

import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.MapType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.UnionType;
import dev.tarn.model.vector.ArrayBuilder;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.MapVector;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.UnionBuilder;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.vector.VectorBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.UnaryOperator;

/// Puts elements of several types into containers, and brings sets and maps into their canonical form.
public final class Containers {
    private Containers() {}

    /// Returns the type of elements of the given types: the only one of them, or their union; nulls of type `null` fit in any.
    public static Type elementType(Collection<Type> types) {
        var distinct = new LinkedHashSet<>(types);
        distinct.remove(PrimitiveType.NULL);
        return switch (distinct.size()) {
            case 0 -> PrimitiveType.NULL;
            case 1 -> distinct.getFirst();
            default -> UnionType.of(distinct);
        };
    }

    /// Appends values to a builder of the type that [#elementType] gave.
    public static final class Elements {
        private final VectorBuilder builder;
        private final boolean union;

        /// Begins with none.
        ///
        /// @param type the type of the elements
        /// @param fromSeveral whether they come from values of several types
        public Elements(Type type, boolean fromSeveral) {
            builder = VectorBuilder.of(type);
            union = fromSeveral && type instanceof UnionType;
        }

        /// Appends the value of a row of a vector, whose type is one of those given to [#elementType].
        public void append(TypedVector values, int row) {
            if (values.type() == PrimitiveType.NULL) {
                builder.appendNull();
            } else {
                appendAs(values, row);
            }
        }

        /// Appends the value of a row of a vector, whose type is that of the elements or a member of it.
        void appendAs(TypedVector values, int row) {
            if (union && !values.type().equals(builder.type())) {
                appendMember(values, row);
            } else {
                builder.append(values, row);
            }
        }

        private void appendMember(TypedVector values, int row) {
            if (values.isNull(row)) {
                // As in the reference: the union value is null, and not a union value that holds null.
                builder.appendNull();
                return;
            }
            int tag = ((UnionType) builder.type()).tagOf(values.type());
            var unionBuilder = (UnionBuilder) builder;
            unionBuilder.member(tag).append(values, row);
            unionBuilder.endUnion(tag);
        }

        /// Returns the number of elements.
        public int length() {
            return builder.length();
        }

        /// Returns the elements.
        public TypedVector build() {
            return builder.build();
        }
    }

    /// Returns arrays of the given elements.
    public static ArrayVector arrays(int[] offsets, TypedVector elements, int length) {
        return new ArrayVector(new ArrayType(elements.type()), offsets, elements, length, Validity.ALL);
    }

    /// Returns sets of the given elements, which may repeat and come in any order.
    public static ArrayVector sets(int[] offsets, TypedVector elements, int length) {
        return sets(new SetType(elements.type()), offsets, elements, length, Validity.ALL);
    }

    /// Returns sets of the given elements, which may repeat and come in any order.
    ///
    /// @param type the type of the sets
    public static ArrayVector sets(Type type, int[] offsets, TypedVector elements, int length, Validity validity) {
        var canonical = canonical(offsets, elements, length);
        return new ArrayVector(type, canonical.offsets, elements.select(canonical.entries), length, validity);
    }

    /// Returns maps of the given entries, which may come in any order; the first of several with one key stays.
    public static MapVector maps(int[] offsets, TypedVector keys, TypedVector values, int length) {
        var canonical = canonical(offsets, keys, length);
        return new MapVector(
                new MapType(keys.type(), values.type()),
                canonical.offsets,
                keys.select(canonical.entries),
                values.select(canonical.entries),
                length,
                Validity.ALL);
    }

    /// How lists are made of elements.
    ///
    /// @param sets whether they are sets and not arrays
    /// @param empty the type of lists without elements
    /// @param type says of what type lists are, given the one that they have by their elements
    public record ListMaker(boolean sets, Type empty, UnaryOperator<Type> type) {}

    /// Returns lists of elements of any types. The elements of a list that are of several types become values of their union;
    /// so lists can differ in type.
    ///
    /// @param elements the elements of all lists
    /// @param offsets where the elements of each list begin; ascending, one more than there are lists
    public static Vector lists(Vector elements, int[] offsets, ListMaker maker) {
        int length = offsets.length - 1;
        int[] slots = elements instanceof Mixed mixed ? mixed.slots() : Selection.all(elements.length());
        var groups = new LinkedHashMap<BitSet, List<Integer>>();
        for (int row = 0; row < length; row++) {
            var tags = new BitSet();
            for (int at = offsets[row]; at < offsets[row + 1]; at++) {
                tags.set(elements instanceof Mixed mixed ? mixed.tags()[at] : 0);
            }
            groups.computeIfAbsent(tags, _ -> new ArrayList<>()).add(row);
        }
        var assembly = new MixedAssembly(length);
        groups.forEach((tags, members) -> {
            int[] rows = members.stream().mapToInt(Integer::intValue).toArray();
            assembly.put(
                    tags.isEmpty()
                            ? emptyLists(maker.empty, rows.length)
                            : lists(elements, slots, offsets, rows, tags, maker),
                    rows);
        });
        return assembly.build();
    }

    private static TypedVector emptyLists(Type type, int length) {
        var builder = (ArrayBuilder) VectorBuilder.of(type);
        builder.endArray();
        return new Constant(builder.build(), length);
    }

    private static TypedVector lists(
            Vector elements, int[] slots, int[] offsets, int[] rows, BitSet tags, ListMaker maker) {
        var types = tags.stream().mapToObj(tag -> part(elements, tag).type()).toList();
        var element = types.size() == 1 ? types.getFirst() : UnionType.of(types);
        var joined = new Elements(element, types.size() > 1);
        var newOffsets = new int[rows.length + 1];
        for (int i = 0; i < rows.length; i++) {
            for (int at = offsets[rows[i]]; at < offsets[rows[i] + 1]; at++) {
                joined.appendAs(part(elements, elements instanceof Mixed mixed ? mixed.tags()[at] : 0), slots[at]);
            }
            newOffsets[i + 1] = joined.length();
        }
        var type = maker.type.apply(maker.sets ? new SetType(element) : new ArrayType(element));
        // The elements may have to take other names.
        var built = joined.build().withType(ArrayVector.elementType(type));
        return maker.sets
                ? sets(type, newOffsets, built, rows.length, Validity.ALL)
                : new ArrayVector(type, newOffsets, built, rows.length, Validity.ALL);
    }

    private static TypedVector part(Vector elements, int tag) {
        return switch (elements) {
            case TypedVector typed -> typed;
            case Mixed mixed -> mixed.parts().get(tag);
        };
    }

    private record Canonical(int[] offsets, int[] entries) {}

    /// Sorts the entries of each container by the bytes of their keys, tag first, and drops those that occur again.
    private static Canonical canonical(int[] offsets, TypedVector keys, int length) {
        var order = new EncodedOrder(keys);
        var newOffsets = new int[length + 1];
        var entries = new int[keys.length()];
        int count = 0;
        for (int row = 0; row < length; row++) {
            count += order.sortDistinct(offsets[row], offsets[row + 1], entries, count);
            newOffsets[row + 1] = count;
        }
        return new Canonical(newOffsets, Arrays.copyOf(entries, count));
    }
}
