package dev.tarn.query.run;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.vector.VectorBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes one vector of many, copying their values.
final class ColumnCollector {
    private final Map<Type, Integer> tagOfType = new HashMap<>();
    private final List<VectorBuilder> parts = new ArrayList<>();
    private int[] tags = new int[64];
    private int length;

    /// Returns the number of values so far.
    int length() {
        return length;
    }

    /// Appends all values of a vector.
    void append(Vector values) {
        if (length + values.length() > tags.length) {
            tags = Arrays.copyOf(tags, Math.max(length + values.length(), tags.length * 2));
        }
        switch (values) {
            case TypedVector typed -> {
                int tag = tag(typed.type());
                Arrays.fill(tags, length, length + typed.length(), tag);
                parts.get(tag).appendAll(typed);
            }
            case Mixed mixed -> {
                var tagOfPart = new int[mixed.parts().size()];
                for (int part = 0; part < tagOfPart.length; part++) {
                    tagOfPart[part] = tag(mixed.parts().get(part).type());
                    parts.get(tagOfPart[part]).appendAll(mixed.parts().get(part));
                }
                for (int row = 0; row < mixed.length(); row++) {
                    tags[length + row] = tagOfPart[mixed.tags()[row]];
                }
            }
        }
        length += values.length();
    }

    private int tag(Type type) {
        return tagOfType.computeIfAbsent(type, _ -> {
            parts.add(VectorBuilder.of(type));
            return parts.size() - 1;
        });
    }

    /// Returns the vector of all values and begins anew.
    Vector build() {
        var built = new ArrayList<TypedVector>(parts.size());
        for (var part : parts) {
            built.add(part.build());
        }
        var vector = switch (built.size()) {
            case 0 -> Constant.nulls(PrimitiveType.NULL, 0);
            case 1 -> built.getFirst();
            default -> Mixed.of(Arrays.copyOf(tags, length), built);
        };
        tagOfType.clear();
        parts.clear();
        length = 0;
        return vector;
    }
}
