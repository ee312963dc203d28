package dev.tarn.model.type;

import java.util.List;

/// An enum type: a value is one of its symbols, held as the symbol's position.
public final class EnumType implements Type {
    private final List<String> symbols;
    private final int hash;

    /// Creates the type with the given symbols, in their order.
    public EnumType(List<String> symbols) {
        this.symbols = List.copyOf(symbols);
        this.hash = 31 * this.symbols.hashCode() + 7;
    }

    /// Returns the symbols in their order.
    public List<String> symbols() {
        return symbols;
    }

    @Override
    public TypeExtent extent() {
        return TypeExtent.LEAF;
    }

    @Override
    public Carrier carrier() {
        return Carrier.LONG;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof EnumType that && hash == that.hash && symbols.equals(that.symbols);
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
