package dev.tarn.query.plan;

import dev.tarn.query.expression.Expr;

/// What a sort compares.
///
/// @param key the value that is compared
/// @param descending whether the greatest comes first
/// @param nullsFirst whether null and missing keys come before all others, whatever the direction
public record SortTerm(Expr key, boolean descending, boolean nullsFirst) {
    @Override
    public String toString() {
        return key + (descending ? " desc" : "") + (nullsFirst ? " nulls first" : "");
    }
}
