package dev.tarn.model;

/// Says by which field values are sorted, in which direction, and where nulls (and missing values) go.
///
/// @param path the field, or the value itself
/// @param direction the direction
/// @param nulls where null and missing values go
public record SortKey(Path path, Direction direction, Nulls nulls) {
    /// The direction of a sort.
    public enum Direction {
        /// Smallest first.
        ASCENDING,
        /// Largest first.
        DESCENDING
    }

    /// The place of nulls in a sort.
    public enum Nulls {
        /// Before all other values.
        FIRST,
        /// After all other values.
        LAST
    }

    /// Returns the ascending key over a dotted path, nulls last, as a pool has it.
    public static SortKey ascending(String dottedPath) {
        return new SortKey(Path.of(dottedPath.split("\\.")), Direction.ASCENDING, Nulls.LAST);
    }

    /// Returns the descending key over a dotted path, nulls first, as a pool has it.
    public static SortKey descending(String dottedPath) {
        return new SortKey(Path.of(dottedPath.split("\\.")), Direction.DESCENDING, Nulls.FIRST);
    }
}
