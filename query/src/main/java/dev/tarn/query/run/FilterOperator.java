package dev.tarn.query.run;

import dev.tarn.query.Batch;
import dev.tarn.query.expression.Predicate;

/// Passes on the rows for which a condition is true.
final class FilterOperator extends BatchOperator {
    private final Predicate condition;

    FilterOperator(Predicate condition) {
        this.condition = condition;
    }

    @Override
    Batch apply(Batch batch) {
        int[] rows = condition.trueRows(batch);
        return rows.length == batch.length() ? batch : batch.select(rows);
    }
}
