package dev.tarn.query.aggregate;

import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.TypeValue;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.BytesBuilder;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import java.util.Arrays;

/// `fuse(x)`: the type that all the values can be given, as a value; null if there are none.
///
/// The order of fields depends on the order of the values. Partial results are arrays of the types of values that follow each other, and are
/// put together in the order in which they come.
final class Fuse implements Accumulator {
    private final FusedTypes types = new FusedTypes();
    private int[] lastSeen = new int[16];
    private int vectors;
    // How many types came in partial results.
    private long mergedPlaces;

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
        var arrays = (ArrayVector) ((TypedVector) partials).flat();
        var seen = (BytesVector) arrays.elements().flat();
        for (int i = 0; i < groups.length; i++) {
            for (int type = arrays.offsets()[i]; type < arrays.offsets()[i + 1]; type++) {
                types.add(groups[i], TypeValue.decode(seen.arena(), seen.starts()[type], seen.lengths()[type]), mergedPlaces++);
            }
        }
    }

    @Override
    public Vector partials(int from, int to) {
        var offsets = new int[to - from + 1];
        var builder = new BytesBuilder(PrimitiveType.TYPE);
        for (int group = from; group < to; group++) {
            types.inOrder(group).forEach(type -> builder.append(TypeValue.encode(type)));
            offsets[group - from + 1] = builder.length();
        }
        return new ArrayVector(new ArrayType(PrimitiveType.TYPE), offsets, builder.build(), to - from, Validity.ALL);
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
