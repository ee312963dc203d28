package dev.tarn.query.expression;

import dev.tarn.query.Batch;

/// A condition that is ready to run. Belongs to one thread.
@FunctionalInterface
public interface Predicate {
    /// Returns the rows for which the condition is true, ascending. Null, an error and what is no bool is not true.
    int[] trueRows(Batch batch);
}
