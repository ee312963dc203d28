package dev.tarn.query.expression;

/// The calculations with two values.
public enum Arithmetic {
    /// `+`
    ADD("+"),
    /// `-`
    SUBTRACT("-"),
    /// `*`
    MULTIPLY("*"),
    /// `/`
    DIVIDE("/"),
    /// `%`
    MODULO("%");

    private final String symbol;

    Arithmetic(String symbol) {
        this.symbol = symbol;
    }

    /// Returns the operator as it is written.
    public String symbol() {
        return symbol;
    }
}
