package dev.tarn.lake;

import dev.tarn.lake.catalog.Pool;
import dev.tarn.model.SortKey;

/// How a pool is to be made.
///
/// @param key by what it is sorted
/// @param seekStrideBytes how many bytes of keys lie between two entries of an object's seek index
/// @param thresholdBytes the uncompressed size at which an object is cut
public record PoolSettings(SortKey key, long seekStrideBytes, long thresholdBytes) {
    /// Sorted by `ts`, newest first, with the usual sizes.
    public static final PoolSettings DEFAULT = of(SortKey.descending("ts"));

    /// Returns the settings of a pool sorted by a key, with the usual sizes.
    public static PoolSettings of(SortKey key) {
        return new PoolSettings(key, Pool.DEFAULT_SEEK_STRIDE_BYTES, Pool.DEFAULT_THRESHOLD_BYTES);
    }

    /// Returns these settings with other sizes; 0 for the usual one.
    public PoolSettings withSizes(long newSeekStrideBytes, long newThresholdBytes) {
        return new PoolSettings(
                key,
                newSeekStrideBytes == 0 ? Pool.DEFAULT_SEEK_STRIDE_BYTES : newSeekStrideBytes,
                newThresholdBytes == 0 ? Pool.DEFAULT_THRESHOLD_BYTES : newThresholdBytes);
    }
}
