package dev.tarn.model.type;

import java.util.Objects;

/// An error type: an error that wraps a value of some type.
public final class ErrorType implements Type {
    private final Type wrapped;
    private final int hash;
    private final TypeExtent extent;

    /// Creates the type.
    ///
    /// @param wrapped the type of the value that says what went wrong
    public ErrorType(Type wrapped) {
        this.wrapped = Objects.requireNonNull(wrapped, "wrapped");
        this.hash = 31 * wrapped.hashCode() + 4;
        this.extent = TypeExtent.around(wrapped);
    }

    /// Returns the type of the value that says what went wrong.
    public Type wrapped() {
        return wrapped;
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
        return this == other || other instanceof ErrorType that && hash == that.hash && wrapped.equals(that.wrapped);
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
