package dev.tarn.model.type;

import java.util.Objects;

/// A field of a record type.
///
/// @param name the name, any string
/// @param type the type
public record Field(String name, Type type) {
    /// Checks that both are there.
    public Field {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }
}
