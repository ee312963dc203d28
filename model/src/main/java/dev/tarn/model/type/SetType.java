package dev.tarn.model.type;

import java.util.Objects;

/// A set type: elements of one type, each once, sorted by their bytes in ZNG, tag and body: shorter ones first.
public final class SetType implements Type {
    private final Type element;
    private final int hash;
    private final TypeExtent extent;

    /// Creates the type.
    ///
    /// @param element the type of the elements
    public SetType(Type element) {
        this.element = Objects.requireNonNull(element, "element");
        this.hash = 31 * element.hashCode() + 3;
        this.extent = TypeExtent.around(element);
    }

    /// Returns the type of the elements.
    public Type element() {
        return element;
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
        return this == other || other instanceof SetType that && hash == that.hash && element.equals(that.element);
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
