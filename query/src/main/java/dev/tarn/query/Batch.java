package dev.tarn.query;

import dev.tarn.model.vector.Vector;

/// Values on their way through a query: what `this` stands for in each row, and the scope of the rows.
///
/// @param values a value per row
/// @param scope the scope of the rows
/// @param ordinal the place in the order of the source: rows of a batch with a smaller ordinal come before rows of this one;
///     batches with equal ordinals are in order as they come
public record Batch(Vector values, Scope scope, long ordinal) {
    /// Creates a batch that is the first of its source.
    public Batch(Vector values, Scope scope) {
        this(values, scope, 0);
    }

    /// Returns a batch outside of any scope.
    public static Batch of(Vector values) {
        return new Batch(values, Scope.NONE);
    }

    /// Returns the number of rows.
    public int length() {
        return values.length();
    }

    /// Returns the given rows of the batch.
    public Batch select(int[] rows) {
        return new Batch(values.select(rows), scope.select(rows), ordinal);
    }

    /// Returns the rows of the batch from one to before another.
    public Batch slice(int from, int to) {
        return new Batch(values.slice(from, to), scope.slice(from, to), ordinal);
    }

    /// Returns the batch with other values for the same rows.
    public Batch withValues(Vector newValues) {
        return new Batch(newValues, scope, ordinal);
    }
}
