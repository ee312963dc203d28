package dev.tarn.model.zson;

import dev.tarn.model.type.PrimitiveType;
import java.util.List;

/// A type as it is written, before its names are looked up.
sealed interface TypeSyntax {
    record Primitive(PrimitiveType type) implements TypeSyntax {}

    record Reference(String name) implements TypeSyntax {}

    record Definition(String name, TypeSyntax type) implements TypeSyntax {}

    record Record(List<String> names, List<TypeSyntax> types) implements TypeSyntax {}

    record Array(TypeSyntax element) implements TypeSyntax {}

    record Set(TypeSyntax element) implements TypeSyntax {}

    record Map(TypeSyntax key, TypeSyntax value) implements TypeSyntax {}

    record Union(List<TypeSyntax> members) implements TypeSyntax {}

    record Enumeration(List<String> symbols) implements TypeSyntax {}

    record Error(TypeSyntax wrapped) implements TypeSyntax {}
}
