package dev.tarn.model.random;

import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.Dictionary;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.util.function.UnaryOperator;

/// The same values in other encodings, for tests that these make no difference.
public final class Reencoded {
    private Reencoded() {}

    /// Returns the values as flat vectors.
    public static Vector flat(Vector vector) {
        return parts(vector, TypedVector::flat);
    }

    /// Returns the values as a constant where there is one, otherwise as a view of a view or as a dictionary.
    public static Vector encoded(Vector vector) {
        return parts(vector, Reencoded::encodedPart);
    }

    private static Vector parts(Vector vector, UnaryOperator<TypedVector> change) {
        return switch (vector) {
            case TypedVector typed -> change.apply(typed);
            case Mixed mixed -> Mixed.of(mixed.tags(), mixed.parts().stream().map(change).toList());
        };
    }

    private static TypedVector encodedPart(TypedVector part) {
        if (part.length() == 1) {
            return new Constant(part.flat(), 1);
        }
        var backwards = new int[part.length()];
        for (int row = 0; row < backwards.length; row++) {
            backwards[row] = backwards.length - 1 - row;
        }
        return part.length() % 2 == 0
                ? part.select(backwards).select(backwards)
                : new Dictionary(part.flat().gather(backwards), backwards);
    }
}
