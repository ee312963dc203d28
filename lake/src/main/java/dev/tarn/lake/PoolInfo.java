package dev.tarn.lake;

import dev.tarn.lake.catalog.Id;
import dev.tarn.model.SortKey;

/// Describes a pool.
///
/// @param id the identifier, which stays when the pool is renamed
/// @param name the name
/// @param key by what the pool is sorted
/// @param seekStrideBytes how many bytes of keys lie between two entries of an object's seek index
/// @param thresholdBytes the uncompressed size at which an object is cut
/// @param createdNanos when the pool was made, in nanoseconds since 1970
public record PoolInfo(Id id, String name, SortKey key, long seekStrideBytes, long thresholdBytes, long createdNanos) {}
