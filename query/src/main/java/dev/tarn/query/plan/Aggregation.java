package dev.tarn.query.plan;

import dev.tarn.model.Path;
import dev.tarn.query.expression.Expr;
import java.util.Optional;

/// An aggregate and the field that its result goes to: `n:=sum(a) where b`.
///
/// @param field the field of the result, with names known
/// @param call the aggregate
public record Aggregation(Path field, Call call) {

    /// An aggregate with what it is applied to: `sum(a) where b`.
    ///
    /// @param name the name of the aggregate
    /// @param argument what is aggregated; empty for `count()`
    /// @param where which values are aggregated
    public record Call(String name, Optional<Expr> argument, Optional<Expr> where) {
        @Override
        public String toString() {
            return name + "(" + argument.map(Expr::toString).orElse("") + ")" + where.map(w -> " where " + w).orElse("");
        }
    }

    @Override
    public String toString() {
        return field + ":=" + call;
    }
}
