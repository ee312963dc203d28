package dev.tarn.model.vector;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes a vector from ZNG bodies of any types one after another. Can be used again after [#build].
public final class MixedBuilder {
    private final Map<Type, Integer> tagOfType = new HashMap<>();
    private final List<RowsBuilder> parts = new ArrayList<>();
    private int[] tags = new int[64];
    private int length;
    private long sizeBytes;
    // Values of one type often follow each other.
    private Optional<Type> lastType = Optional.empty();
    private int lastTag;

    /// Returns the number of values so far.
    public int length() {
        return length;
    }

    /// Returns the number of bytes in the bodies so far.
    public long sizeBytes() {
        return sizeBytes;
    }

    /// Appends the value of a type with the given body.
    ///
    /// @param count the length of the body, -1 for null
    public void append(Type type, byte[] buffer, int offset, int count) {
        var part = part(type);
        if (count < 0) {
            part.appendNull();
        } else {
            part.append(buffer, offset, count);
            sizeBytes += count;
        }
    }

    /// Appends the value of a row of a vector, with the vector's encoder.
    public void append(Type type, BodyEncoder encoder, int row) {
        var part = part(type);
        int before = part.sizeBytes();
        part.append(encoder, row);
        sizeBytes += part.sizeBytes() - before;
    }

    private RowsBuilder part(Type type) {
        if (lastType.isEmpty() || lastType.get() != type) {
            lastType = Optional.of(type);
            lastTag = tag(type);
        }
        if (length == tags.length) {
            tags = Arrays.copyOf(tags, length * 2);
        }
        tags[length++] = lastTag;
        return parts.get(lastTag);
    }

    private int tag(Type type) {
        Integer tag = tagOfType.get(type);
        if (tag == null) {
            tag = parts.size();
            tagOfType.put(type, tag);
            parts.add(new RowsBuilder(type));
        }
        return tag;
    }

    /// Returns the vector of all values appended and begins anew.
    public Vector build() {
        var built = new ArrayList<TypedVector>(parts.size());
        for (var part : parts) {
            built.add(part.build());
        }
        var vector = built.isEmpty()
                ? Constant.nulls(PrimitiveType.NULL, 0)
                : Mixed.of(Arrays.copyOf(tags, length), built);
        tagOfType.clear();
        parts.clear();
        lastType = Optional.empty();
        length = 0;
        sizeBytes = 0;
        return vector;
    }
}
