package dev.tarn.query.aggregate;

/// Where values stand in the order of the source: for aggregates whose result depends on it.
public final class Places {
    private static final int[] ALL = new int[0];

    private final long first;
    private final int[] rows;

    private Places(long first, int[] rows) {
        this.first = first;
        this.rows = rows;
    }

    /// Returns the places of values that follow each other.
    public static Places from(long first) {
        return new Places(first, ALL);
    }

    /// Returns the place of a value, 0-based.
    public long of(int value) {
        return first + (rows == ALL ? value : rows[value]);
    }

    /// Returns the places of some of the values.
    public Places select(int[] values) {
        if (rows == ALL) {
            return new Places(first, values);
        }
        return new Places(first, Parts.gather(rows, values));
    }
}
