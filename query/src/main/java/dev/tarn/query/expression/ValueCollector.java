package dev.tarn.query.expression;

import dev.tarn.model.Value;
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

/// Makes a vector of values of any types, one after another.
public final class ValueCollector {
    private final Map<Type, Integer> tagOfType = new HashMap<>();
    private final List<VectorBuilder> parts = new ArrayList<>();
    private int[] tags = new int[16];
    private int length;

    /// Appends a value.
    public void append(Value value) {
        builder(value.type()).append(value.toVector(), 0);
    }

    /// Returns the builder to which the next value, which is of the given type, has to be appended.
    public VectorBuilder builder(Type type) {
        Integer tag = tagOfType.get(type);
        if (tag == null) {
            tag = parts.size();
            tagOfType.put(type, tag);
            parts.add(VectorBuilder.of(type));
        }
        if (length == tags.length) {
            tags = Arrays.copyOf(tags, length * 2);
        }
        tags[length++] = tag;
        return parts.get(tag);
    }

    /// Returns the number of values so far.
    public int length() {
        return length;
    }

    /// Returns the vector of all values.
    public Vector build() {
        if (parts.isEmpty()) {
            return Constant.nulls(PrimitiveType.NULL, 0);
        }
        var built = new ArrayList<TypedVector>(parts.size());
        for (var part : parts) {
            built.add(part.build());
        }
        return Mixed.of(Arrays.copyOf(tags, length), built);
    }
}
