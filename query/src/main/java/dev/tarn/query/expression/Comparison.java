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

    /// Returns the comparison that is true of `b` and `a` where this one is of `a` and `b`.
    public Comparison reversed() {
        return switch (this) {
            case EQUAL -> EQUAL;
            case NOT_EQUAL -> NOT_EQUAL;
            case LESS -> GREATER;
            case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
            case GREATER -> LESS;
            case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
        };
    }
}
