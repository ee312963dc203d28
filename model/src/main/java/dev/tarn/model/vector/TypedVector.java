package dev.tarn.model.vector;

import dev.tarn.model.type.Type;
import java.util.stream.IntStream;

/// A vector whose values all have one type.
public sealed interface TypedVector extends Vector permits FlatVector, Constant, Dictionary, View, Rows {
    /// Returns the type of all values, named or not.
    Type type();

    /// Returns the same values without an encoding at the outermost level; parts of nested values may still have one.
    FlatVector flat();

    /// Returns whether the value of a row (0-based) is null.
    boolean isNull(int row);

    /// Returns the same values as of another type with the same representation: one that differs only in names, outside or inside,
    /// and has the members of its unions in the same order.
    TypedVector withType(Type type);

    @Override
    TypedVector select(int[] rows);

    @Override
    default TypedVector slice(int from, int to) {
        return from == 0 && to == length() ? this : select(IntStream.range(from, to).toArray());
    }
}
