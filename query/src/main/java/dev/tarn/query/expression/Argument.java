package dev.tarn.query.expression;

/// What the evaluator does with an argument before a function sees it.
///
/// @param unwrapped whether names are stripped and union values replaced by what they hold
/// @param nulls what becomes of nulls
/// @param seesErrors whether the function sees errors; otherwise the first argument that is one is the result
public record Argument(boolean unwrapped, Nulls nulls, boolean seesErrors) {
    /// What becomes of a null argument.
    public enum Nulls {
        /// The function sees it.
        SEEN,
        /// The result is null, of the type that it would have otherwise.
        PASSED,
        /// It is taken as zero or as empty.
        AS_ZERO
    }

    /// The function sees the argument as it is.
    public static final Argument ANY = new Argument(false, Nulls.SEEN, true);
    /// The function sees the argument without names and unions around it.
    public static final Argument UNDER = new Argument(true, Nulls.SEEN, true);

    /// Returns this argument with other nulls.
    public Argument withNulls(Nulls newNulls) {
        return new Argument(unwrapped, newNulls, seesErrors);
    }

    /// Returns this argument where an error is the result.
    public Argument withErrorsPassed() {
        return new Argument(unwrapped, nulls, false);
    }
}
