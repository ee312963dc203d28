package dev.tarn.model.zson;

import dev.tarn.model.type.PrimitiveType;
import java.util.List;

/// A value as it is written, before its type is known. What is decorated keeps its decorators, first to last.
sealed interface ValueSyntax {
    /// A primitive value that is neither string nor type.
    ///
    /// @param type the type that its form implies
    /// @param number the value, if that type is carried as `long`
    /// @param bytes the value, if that type is carried as bytes
    /// @param start where its text begins in the buffer
    /// @param end where its text ends
    record Primitive(PrimitiveType type, long number, byte[] bytes, int start, int end) implements ValueSyntax {}

    /// A string.
    record Text(byte[] utf8, int start, int end) implements ValueSyntax {}

    record TypeValue(TypeSyntax type) implements ValueSyntax {}

    record Record(List<String> names, List<ValueSyntax> values) implements ValueSyntax {}

    record Array(List<ValueSyntax> elements) implements ValueSyntax {}

    record Set(List<ValueSyntax> elements) implements ValueSyntax {}

    record Map(List<ValueSyntax> keys, List<ValueSyntax> values) implements ValueSyntax {}

    record Enumeration(String symbol) implements ValueSyntax {}

    record Error(ValueSyntax wrapped) implements ValueSyntax {}

    /// A value with a decorator `(=name)`.
    ///
    /// @param place where the decorator is in the buffer
    record Named(ValueSyntax value, String name, int place) implements ValueSyntax {}

    /// A value with a decorator `(type)`.
    ///
    /// @param place where the decorator is in the buffer
    record Cast(ValueSyntax value, TypeSyntax type, int place) implements ValueSyntax {}
}
