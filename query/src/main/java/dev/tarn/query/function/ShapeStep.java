package dev.tarn.query.function;

import dev.tarn.model.type.Type;
import java.util.List;

/// A conversion of values of one type to another, with the conversions of their parts.
sealed interface ShapeStep {
    /// Returns the type of the result, unless a cast in it fails.
    Type target();

    /// Null, whatever is there.
    record Null(Type target) implements ShapeStep {}

    /// The same value under another name, or none.
    record Copy(Type target) implements ShapeStep {}

    /// A cast to a primitive type.
    record Cast(Type target) implements ShapeStep {}

    /// What a union value holds, converted.
    ///
    /// @param members the conversion for each member of the union
    record FromUnion(Type target, List<ShapeStep> members) implements ShapeStep {}

    /// The value as one of a union.
    record ToUnion(Type target, int tag) implements ShapeStep {}

    /// An array or set with its elements converted.
    record Elements(Type target, ShapeStep element) implements ShapeStep {}

    /// A record of fields of another.
    record Fields(Type target, List<FieldStep> fields) implements ShapeStep {}

    /// What becomes a field.
    ///
    /// @param from the position of the field it is made of; -1 for none, where the step is [Null]
    record FieldStep(int from, ShapeStep step) {}

    /// There is no such conversion.
    ///
    /// @param message why not
    record Impossible(Type target, String message) implements ShapeStep {}
}
