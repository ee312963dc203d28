package dev.tarn.model.type;

/// A Zed type. Types are values: equal when they have the same structure and names.
public sealed interface Type
        permits PrimitiveType, RecordType, ArrayType, SetType, MapType, UnionType, EnumType, ErrorType, NamedType {

    /// The deepest nesting that readers accept in values and types: what comes from outside must not exhaust the stack.
    int MAX_DEPTH = 500;

    /// Returns how values of this type are held in a flat vector.
    Carrier carrier();

    /// Returns how deep the type is nested and of how many types it consists; both are limited.
    TypeExtent extent();

    /// Returns the type without its outermost names.
    default Type under() {
        return this;
    }

    /// Returns whether this is an error type, named or not.
    default boolean isError() {
        return under() instanceof ErrorType;
    }
}
