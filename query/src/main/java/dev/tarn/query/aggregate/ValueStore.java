package dev.tarn.query.aggregate;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.vector.VectorBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Copies of values of any types: each has the number of its type and its position among the values of that type.
final class ValueStore {
    private final Map<Type, Integer> tags = new HashMap<>();
    private final List<Part> parts = new ArrayList<>();

    private static final class Part {
        private final VectorBuilder builder;
        private Optional<TypedVector> built = Optional.empty();

        Part(Type type) {
            builder = VectorBuilder.of(type);
        }

        int append(TypedVector values, int row) {
            if (built.isPresent()) {
                builder.appendAll(built.get());
                built = Optional.empty();
            }
            builder.append(values, row);
            return builder.length() - 1;
        }

        TypedVector values() {
            if (built.isEmpty()) {
                built = Optional.of(builder.build());
            }
            return built.get();
        }
    }

    /// Returns the number of a type.
    int tag(Type type) {
        return tags.computeIfAbsent(type, _ -> {
            parts.add(new Part(type));
            return parts.size() - 1;
        });
    }

    /// Copies a value of the type with the number and returns its position.
    int append(int tag, TypedVector values, int row) {
        return parts.get(tag).append(values, row);
    }

    /// Returns the values with the given types and positions, null where the type's number is negative.
    Vector gather(int[] tagOfRow, int[] slotOfRow) {
        int length = tagOfRow.length;
        if (length == 0) {
            return Constant.nulls(PrimitiveType.NULL, 0);
        }
        var assembly = new MixedAssembly(length);
        var rows = new int[parts.size() + 1][];
        var counts = new int[parts.size() + 1];
        for (int tag : tagOfRow) {
            counts[tag + 1]++;
        }
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new int[counts[i]];
        }
        Arrays.fill(counts, 0);
        for (int row = 0; row < length; row++) {
            int place = tagOfRow[row] + 1;
            rows[place][counts[place]++] = row;
        }
        assembly.put(Constant.nulls(PrimitiveType.NULL, rows[0].length), rows[0]);
        for (int tag = 0; tag < parts.size(); tag++) {
            int[] ofPart = rows[tag + 1];
            if (ofPart.length > 0) {
                assembly.put(parts.get(tag).values().select(Parts.gather(slotOfRow, ofPart)), ofPart);
            }
        }
        return assembly.build();
    }
}
