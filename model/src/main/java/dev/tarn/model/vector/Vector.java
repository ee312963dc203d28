package dev.tarn.model.vector;

/// A batch of values, up to some thousand as a rule. Immutable.
public sealed interface Vector permits TypedVector, Mixed {
    /// The number of values that a batch has as a rule at most.
    int BATCH_ROWS = 4096;

    /// Returns the number of values.
    int length();

    /// Returns the values of the given rows, in that order; rows may repeat.
    Vector select(int[] rows);

    /// Returns the values from one row to before another: as [#select] of these rows, but without a list of them where there is a way.
    Vector slice(int from, int to);
}
