package dev.tarn.query.expression;

import dev.tarn.query.Batch;

/// A condition that is ready to run. Belongs to one thread.
public interface Predicate {
    /// Returns the rows for which the condition is true, ascending. Null, an error and what is no bool is not true.
    int[] trueRows(Batch batch);

    /// Returns for how many rows the condition is true, without listing them.
    int trueCount(Batch batch);
}
