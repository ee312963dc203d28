package dev.tarn.model.type;

import java.util.Objects;

/// A type with a name. Two named types are equal if their names and what they name are.
public final class NamedType implements Type {
    private final String name;
    private final Type type;
    private final int hash;
    private final TypeExtent extent;

    /// Creates the type.
    ///
    /// @param name the name
    /// @param type what the name stands for, possibly a named type itself
    public NamedType(String name, Type type) {
        this.name = Objects.requireNonNull(name, "name");
        this.type = Objects.requireNonNull(type, "type");
        this.hash = 31 * (31 * name.hashCode() + type.hashCode()) + 8;
        this.extent = TypeExtent.around(type);
    }

    /// Returns the name.
    public String name() {
        return name;
    }

    /// Returns what the name stands for, possibly a named type itself.
    public Type type() {
        return type;
    }

    @Override
    public TypeExtent extent() {
        return extent;
    }

    @Override
    public Carrier carrier() {
        return type.carrier();
    }

    @Override
    public Type under() {
        return type.under();
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof NamedType that && hash == that.hash && name.equals(that.name) && type.equals(that.type);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return TypeText.of(this);
    }
}
