package dev.tarn.model;

import java.util.Optional;

/// Somewhere that values come from: a file, a pool, a list in memory.
public interface Source {
    /// Opens a scan over all values, or over those that the request leaves.
    ///
    /// @throws InputException if the beginning of the data shows already that it is not in its format
    Scan open(ScanRequest request);

    /// Returns by what the values are sorted, if they are known to be.
    default Optional<SortKey> order() {
        return Optional.empty();
    }
}
