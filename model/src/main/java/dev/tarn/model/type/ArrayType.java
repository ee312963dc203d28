package dev.tarn.model.type;

import java.util.Objects;

/// An array type: any number of elements of one type, in order.
public final class ArrayType implements Type {
    private final Type element;
    private final int hash;
    private final TypeExtent extent;

    /// Creates the type.
    ///
    /// @param element the type of the elements
    public ArrayType(Type element) {
        this.element = Objects.requireNonNull(element, "element");
        this.hash = 31 * element.hashCode() + 2;
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
        return this == other || other instanceof ArrayType that && hash == that.hash && element.equals(that.element);
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
