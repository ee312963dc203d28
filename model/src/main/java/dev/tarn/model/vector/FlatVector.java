package dev.tarn.model.vector;

import dev.tarn.model.type.Type;

/// A vector that holds its values itself: what kernels see.
///
/// What stands in a slot that is not valid is unspecified, so a kernel may compute it and copy the validity.
public sealed interface FlatVector extends TypedVector
        permits LongVector, DoubleVector, BytesVector, RecordVector, ArrayVector, MapVector, UnionVector, ErrorVector {
    /// Returns which values are not null.
    Validity validity();

    /// Returns a copy with the values of the given rows, in that order.
    FlatVector gather(int[] rows);

    @Override
    FlatVector withType(Type type);

    /// Returns the same values, where those that are not valid are null.
    FlatVector withValidity(Validity validity);

    @Override
    default FlatVector flat() {
        return this;
    }

    @Override
    default boolean isNull(int row) {
        return !validity().isValid(row);
    }

    @Override
    default TypedVector select(int[] rows) {
        return View.of(this, rows);
    }
}
