package dev.tarn.query.expression;

import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.MapType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.UnionType;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.BodyEncoder;
import dev.tarn.model.vector.ByteBuilder;
import dev.tarn.model.vector.MapVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.UnionBuilder;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.VectorBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;

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
            } else if (union && !values.type().equals(builder.type())) {
                int tag = ((UnionType) builder.type()).tagOf(values.type());
                var unionBuilder = (UnionBuilder) builder;
                unionBuilder.member(tag).append(values, row);
                unionBuilder.endUnion(tag);
            } else {
                builder.append(values, row);
            }
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

    private record Canonical(int[] offsets, int[] entries) {}

    /// Sorts the entries of each container by the bytes of their keys, tag first, and drops those that occur again.
    private static Canonical canonical(int[] offsets, TypedVector keys, int length) {
        var encoder = BodyEncoder.of(keys);
        var bytes = new ByteBuilder();
        var starts = new int[keys.length() + 1];
        for (int i = 0; i < keys.length(); i++) {
            encoder.writeTagged(i, bytes);
            starts[i + 1] = bytes.length();
        }
        byte[] arena = bytes.array();
        Comparator<Integer> order =
                (a, b) -> Arrays.compareUnsigned(arena, starts[a], starts[a + 1], arena, starts[b], starts[b + 1]);
        var newOffsets = new int[length + 1];
        var entries = new int[keys.length()];
        int count = 0;
        for (int row = 0; row < length; row++) {
            var sorted = new ArrayList<Integer>(offsets[row + 1] - offsets[row]);
            for (int i = offsets[row]; i < offsets[row + 1]; i++) {
                sorted.add(i);
            }
            sorted.sort(order);
            for (int i = 0; i < sorted.size(); i++) {
                if (i == 0 || order.compare(sorted.get(i - 1), sorted.get(i)) != 0) {
                    entries[count++] = sorted.get(i);
                }
            }
            newOffsets[row + 1] = count;
        }
        return new Canonical(newOffsets, Arrays.copyOf(entries, count));
    }
}
