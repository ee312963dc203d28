package dev.tarn.model;

/// Compares rows of two vectors that it was made for, looked at once and not for every row. Used by one thread at a time.
@FunctionalInterface
public interface RowComparison {
    /// Compares row `i` of the first vector with row `j` of the second (0-based): negative, zero or positive.
    int compare(int i, int j);
}
