package dev.tarn.query;

import dev.tarn.model.vector.Vector;

/// Values on their way through a query: what `this` stands for in each row, and the scope of the rows.
///
/// @param values a value per row
/// @param scope the scope of the rows
public record Batch(Vector values, Scope scope) {
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
        return new Batch(values.select(rows), scope.select(rows));
    }

    /// Returns the batch with other values for the same rows.
    public Batch withValues(Vector newValues) {
        return new Batch(newValues, scope);
    }
}
