package dev.tarn.query.plan;

import dev.tarn.model.Path;
import dev.tarn.query.expression.Expr;
import java.util.List;

/// A lateral subquery among expressions: `(over a with x=1 | sum(this))`.
///
/// @param over what runs
public record LateralQuery(Step.Over over) implements Expr.External {
    @Override
    public List<Path> paths() {
        return FieldsOf.over(over);
    }

    @Override
    public String toString() {
        return "(" + PlanText.over(over) + ")";
    }
}
