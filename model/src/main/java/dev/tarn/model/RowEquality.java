package dev.tarn.model;

/// Tells whether rows of two vectors that it was made for are the same value. Used by one thread at a time.
@FunctionalInterface
public interface RowEquality {
    /// Returns whether row `i` of the first vector is the same value as row `j` of the second (0-based).
    boolean same(int i, int j);
}
