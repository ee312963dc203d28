package dev.tarn.lake.catalog;

/// Describes an object: some values of a pool, sorted by its key, written once and never changed.
///
/// @param id the identifier
/// @param minimum the least key in it (never greater than the maximum, whatever the direction of the pool)
/// @param maximum the greatest key in it
/// @param count the number of values
/// @param extent where it lies
public record DataObject(Id id, KeyBound minimum, KeyBound maximum, long count, Extent extent) {
    /// Returns the length of the values in bytes, as stored.
    public long sizeBytes() {
        return extent.dataLength();
    }
}
