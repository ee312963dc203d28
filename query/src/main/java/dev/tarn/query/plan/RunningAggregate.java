package dev.tarn.query.plan;

import dev.tarn.model.Path;
import dev.tarn.query.expression.Expr;
import java.util.List;

/// An aggregate among expressions: its value for each row is the aggregate of all rows so far.
///
/// @param id tells two of them apart in one query that are written alike
public record RunningAggregate(int id, Aggregation.Call call) implements Expr.External {
    @Override
    public List<Path> paths() {
        return FieldsOf.aggregate(call);
    }

    @Override
    public String toString() {
        return call.toString();
    }
}
