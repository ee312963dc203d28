package dev.tarn.query.expression;

import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.DoubleVector;
import dev.tarn.model.vector.ErrorVector;
import dev.tarn.model.vector.FlatVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.MapVector;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.UnionVector;
import dev.tarn.model.vector.Validity;

/// What becomes of nulls.
final class Nullness {
    private Nullness() {}

    /// Returns the values with zero, or the empty string, for null. Nested values stay null.
    static TypedVector zeroed(TypedVector vector) {
        if (vector instanceof Constant constant) {
            return constant.isNull(0) ? new Constant(zeroed(constant.one()), constant.length()) : constant;
        }
        var flat = vector.flat();
        return flat.validity().isAll() ? flat : zeroed(flat);
    }

    private static FlatVector zeroed(FlatVector flat) {
        return switch (flat) {
            case LongVector longs -> new LongVector(
                    longs.type(), Loops.zeroed(longs.values(), longs.validity(), longs.length()), longs.length(), Validity.ALL);
            case DoubleVector doubles -> new DoubleVector(
                    doubles.type(),
                    Loops.zeroed(doubles.values(), doubles.validity(), doubles.length()),
                    doubles.length(),
                    Validity.ALL);
            case BytesVector bytes -> new BytesVector(
                    bytes.type(),
                    bytes.arena(),
                    bytes.starts(),
                    Loops.zeroed(bytes.lengths(), bytes.validity(), bytes.length()),
                    bytes.length(),
                    Validity.ALL);
            case RecordVector _, ArrayVector _, MapVector _, UnionVector _, ErrorVector _ -> flat;
        };
    }

    /// Returns where a column is not null.
    static Validity validity(TypedVector vector, int length) {
        return vector instanceof Constant constant
                ? constant.isNull(0) ? Validity.none(length) : Validity.ALL
                : vector.flat().validity();
    }
}
