package dev.tarn.query.expression;

import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;

/// An expression that is ready to run. Belongs to one thread: it may keep buffers from call to call.
@FunctionalInterface
public interface Expression {
    /// Returns the value of the expression for each row of the batch. What cannot be computed is an error value.
    Vector evaluate(Batch batch);
}
