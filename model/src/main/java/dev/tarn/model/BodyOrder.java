package dev.tarn.model;

import dev.tarn.model.vector.BodyEncoder;
import dev.tarn.model.vector.Rows;
import dev.tarn.model.vector.RowsBuilder;
import dev.tarn.model.vector.TypedVector;
import java.util.Arrays;

/// The order of values by the bytes of their ZNG bodies: how [ValueOrder] tells records apart, and how values with equal keys lie
/// in a pool. A null has no bytes.
public final class BodyOrder {
    private BodyOrder() {}

    /// Returns a comparison of the bodies of the rows of two vectors.
    ///
    /// Making one encodes the whole of a vector that is not in its ZNG form.
    public static RowComparison between(TypedVector a, TypedVector b) {
        var left = bodies(a);
        var right = a == b ? left : bodies(b);
        byte[] leftArena = left.arena();
        byte[] rightArena = right.arena();
        return (i, j) -> Arrays.compareUnsigned(
                leftArena,
                left.start(i),
                left.start(i) + Math.max(0, left.bodyLength(i)),
                rightArena,
                right.start(j),
                right.start(j) + Math.max(0, right.bodyLength(j)));
    }

    /// Compares the bodies of two values.
    public static int compare(Value a, Value b) {
        return Arrays.compareUnsigned(a.body(), b.body());
    }

    /// Returns the values of a vector as [Rows]: the vector itself if it is that, with its bodies encoded otherwise.
    public static Rows bodies(TypedVector vector) {
        if (vector instanceof Rows rows) {
            return rows;
        }
        var encoder = BodyEncoder.of(vector);
        var builder = new RowsBuilder(vector.type());
        for (int row = 0; row < vector.length(); row++) {
            builder.append(encoder, row);
        }
        return builder.build();
    }
}
