package dev.tarn.query.expression;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.TypeValue;

/// Types as values.
public final class TypeValues {
    private TypeValues() {}

    /// Returns a type as a value.
    public static Value of(Type type) {
        return Value.ofBytes(PrimitiveType.TYPE, TypeValue.encode(type));
    }
}
