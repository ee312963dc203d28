package dev.tarn.lake.catalog;

import java.util.Optional;

/// Which objects of a commit somebody wants, in the order of the pool: for taking many of them in portions.
///
/// @param range what their keys must meet
/// @param after the last object of the portion before; empty for the first portion
/// @param maxObjects how many at most, at least 1
public record ObjectSelection(PrefixRange range, Optional<DataObject> after, int maxObjects) {
    /// Selects all objects whose keys meet a range.
    public static ObjectSelection of(PrefixRange range) {
        return new ObjectSelection(range, Optional.empty(), Integer.MAX_VALUE);
    }

    /// Returns a portion of this selection.
    public ObjectSelection portion(Optional<DataObject> newAfter, int newMaxObjects) {
        return new ObjectSelection(range, newAfter, newMaxObjects);
    }
}
