package dev.tarn.query.run;

import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.expression.Predicate;
import java.util.function.Consumer;

/// Passes on the rows for which a condition is true.
final class FilterOperator extends BatchOperator {
    private final Predicate condition;
    private final Consumer<Vector> passed;

    /// @param passed is told of what passes
    FilterOperator(Predicate condition, Consumer<Vector> passed) {
        this.condition = condition;
        this.passed = passed;
    }

    @Override
    Batch apply(Batch batch) {
        int[] rows = condition.trueRows(batch);
        var kept = rows.length == batch.length() ? batch : batch.select(rows);
        passed.accept(kept.values());
        return kept;
    }
}
