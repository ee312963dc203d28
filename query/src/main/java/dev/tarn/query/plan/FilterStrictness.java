package dev.tarn.query.plan;

import dev.tarn.query.expression.Expr;

/// Says of conditions whether they can be true for a value that lacks the fields they ask for.
final class FilterStrictness {
    private FilterStrictness() {}

    /// Returns whether a condition is a single comparison or search that is true for no error, whichever it is.
    static boolean isComparison(Expr condition) {
        return switch (condition) {
            case Expr.Compare(_, var left, var right) -> isComputed(left) && isComputed(right) && (isOfFields(left) || isOfFields(right));
            case Expr.In(var item, Expr.Literal _) -> isComputed(item) && isOfFields(item);
            case Expr.Match(var value, _) -> isComputed(value) && isOfFields(value);
            case Expr.Search(_, var value) -> isComputed(value) && isOfFields(value);
            default -> false;
        };
    }

    /// Returns whether a condition is true for no value all of whose fields that it asks for are missing.
    static boolean needsFields(Expr condition) {
        return switch (condition) {
            case Expr.And(var left, var right) -> needsFields(left) || needsFields(right);
            case Expr.Or(var left, var right) -> needsFields(left) && needsFields(right);
            default -> isComparison(condition);
        };
    }

    // What arithmetic makes of an error is that error.
    private static boolean isComputed(Expr expr) {
        return switch (expr) {
            case Expr.Literal _ -> true;
            case Expr.Calculate(_, var left, var right) -> isComputed(left) && isComputed(right);
            default -> expr.path().filter(path -> !path.isThis()).isPresent();
        };
    }

    private static boolean isOfFields(Expr expr) {
        return !FieldsOf.expression(expr).isEmpty();
    }
}
