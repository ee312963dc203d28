package dev.tarn.query.aggregate;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.TypeValue;
import dev.tarn.model.vector.BytesBuilder;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.util.Arrays;

/// `fuse(x)`: the type that all the values can be given, as a value; null if there are none.
///
/// The order of fields depends on the order of the values, so partial results are never made of it.
final class Fuse implements Accumulator {
    private final FusedTypes types = new FusedTypes();
    private int[] lastSeen = new int[16];
    private int vectors;

    @Override
    public void grow(int groups) {
        if (groups > lastSeen.length) {
            lastSeen = Arrays.copyOf(lastSeen, Math.max(groups, lastSeen.length * 2));
        }
    }

    @Override
    public void add(int[] groups, TypedVector values, Places places) {
        vectors++;
        for (int i = 0; i < groups.length; i++) {
            // The first row of a group says it all: the others of the vector have the same type.
            if (lastSeen[groups[i]] != vectors) {
                lastSeen[groups[i]] = vectors;
                types.add(groups[i], values.type(), places.of(i));
            }
        }
    }

    @Override
    public void merge(int[] groups, Vector partials) {
        throw new IllegalStateException("fuse has no partial results");
    }

    @Override
    public Vector partials(int from, int to) {
        throw new IllegalStateException("fuse has no partial results");
    }

    @Override
    public Vector results(int from, int to) {
        var builder = new BytesBuilder(PrimitiveType.TYPE);
        for (int group = from; group < to; group++) {
            types.fused(group).ifPresentOrElse(type -> builder.append(TypeValue.encode(type)), builder::appendNull);
        }
        return builder.build();
    }

    @Override
    public long sizeBytes() {
        return lastSeen.length * 4L + types.size() * 64;
    }
}
