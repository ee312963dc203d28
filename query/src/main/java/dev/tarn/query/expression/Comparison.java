package dev.tarn.query.expression;

/// The comparisons of two values.
public enum Comparison {
    /// `==`
    EQUAL("=="),
    /// `!=`
    NOT_EQUAL("!="),
    /// `<`
    LESS("<"),
    /// `<=`
    LESS_OR_EQUAL("<="),
    /// `>`
    GREATER(">"),
    /// `>=`
    GREATER_OR_EQUAL(">=");

    private final String symbol;

    Comparison(String symbol) {
        this.symbol = symbol;
    }

    /// Returns the comparison as it is written.
    public String symbol() {
        return symbol;
    }
}
