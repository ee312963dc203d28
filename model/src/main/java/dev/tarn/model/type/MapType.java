package dev.tarn.model.type;

import java.util.Objects;

/// A map type: keys of one type, each once, with values of one type, sorted by the bytes of
/// the keys in ZNG, tag and body: shorter ones first.
public final class MapType implements Type {
    private final Type key;
    private final Type value;
    private final int hash;
    private final TypeExtent extent;

    /// Creates the type.
    ///
    /// @param key the type of the keys
    /// @param value the type of the values
    public MapType(Type key, Type value) {
        this.key = Objects.requireNonNull(key, "key");
        this.value = Objects.requireNonNull(value, "value");
        this.hash = 31 * (31 * key.hashCode() + value.hashCode()) + 5;
        this.extent = TypeExtent.around(key, value);
    }

    /// Returns the type of the keys.
    public Type key() {
        return key;
    }

    /// Returns the type of the values.
    public Type value() {
        return value;
    }

    @Override
    public TypeExtent extent() {
        return extent;
    }

    @Override
    public Carrier carrier() {
        return Carrier.NESTED;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof MapType that && hash == that.hash && key.equals(that.key) && value.equals(that.value);
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
