package dev.tarn.lake.catalog;

import dev.tarn.model.SortKey;

/// Describes a pool.
///
/// @param number a small number of the pool that is never given to another one; known to the catalog alone
/// @param id the identifier, which stays when the pool is renamed
/// @param name the name: any text but the empty one and `HEAD`
/// @param key by what the pool is sorted; the key and its direction never change
/// @param seekStrideBytes how many bytes of keys lie between two entries of an object's seek index
/// @param thresholdBytes the uncompressed size at which an object is cut
/// @param createdNanos when the pool was made, in nanoseconds since 1970
public record Pool(int number, Id id, String name, SortKey key, long seekStrideBytes, long thresholdBytes,
        long createdNanos) {
    /// The seek stride of a pool that was made without one.
    public static final long DEFAULT_SEEK_STRIDE_BYTES = 64 * 1024;
    /// The object threshold of a pool that was made without one.
    public static final long DEFAULT_THRESHOLD_BYTES = 500L * 1024 * 1024;

    Pool withName(String newName) {
        return new Pool(number, id, newName, key, seekStrideBytes, thresholdBytes, createdNanos);
    }
}
