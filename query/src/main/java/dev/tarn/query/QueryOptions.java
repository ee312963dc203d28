package dev.tarn.query;

import dev.tarn.model.vector.Vector;
import dev.tarn.query.aggregate.ValueLimit;

/// How a query is run.
///
/// @param threads the number of threads that may work for the query at the same time, at least 1
/// @param batchRows the number of rows that operators put into a batch of their own at most, at least 1
/// @param groupBytes the memory in bytes that grouping may take before it spills to disk
/// @param sortBytes the memory in bytes that sorting may take before it spills to disk, and so may a join
/// @param fuseBytes the memory in bytes that the values which `fuse` and `shape` hold back may take before they spill to disk
/// @param valueLimit how large an array or a set may be that `collect` or `union` makes; what is beyond it is left out
public record QueryOptions(int threads, int batchRows, long groupBytes, long sortBytes, long fuseBytes, ValueLimit valueLimit) {
    private static final long MIN_DEFAULT_BYTES = 64L << 20;

    /// Checks the ranges.
    public QueryOptions {
        if (threads < 1 || batchRows < 1 || groupBytes < 1 || sortBytes < 1 || fuseBytes < 1) {
            throw new IllegalArgumentException("query options must be positive: threads " + threads + ", batchRows "
                    + batchRows + ", groupBytes " + groupBytes + ", sortBytes " + sortBytes + ", fuseBytes " + fuseBytes);
        }
    }

    /// Returns the options that suit this machine: all its processors, batches of 4,096 rows, values of any size, and for grouping, sorting and fusing a
    /// quarter of the JVM's memory each.
    public static QueryOptions defaults() {
        long memory = Math.max(MIN_DEFAULT_BYTES, Runtime.getRuntime().maxMemory() / 4);
        return new QueryOptions(Runtime.getRuntime().availableProcessors(), Vector.BATCH_ROWS, memory, memory, memory, ValueLimit.NONE);
    }

    /// Returns these options with another number of threads.
    public QueryOptions withThreads(int newThreads) {
        return new QueryOptions(newThreads, batchRows, groupBytes, sortBytes, fuseBytes, valueLimit);
    }

    /// Returns these options with another number of rows in a batch.
    public QueryOptions withBatchRows(int newBatchRows) {
        return new QueryOptions(threads, newBatchRows, groupBytes, sortBytes, fuseBytes, valueLimit);
    }

    /// Returns these options with another memory budget for grouping.
    public QueryOptions withGroupBytes(long newGroupBytes) {
        return new QueryOptions(threads, batchRows, newGroupBytes, sortBytes, fuseBytes, valueLimit);
    }

    /// Returns these options with another memory budget for sorting.
    public QueryOptions withSortBytes(long newSortBytes) {
        return new QueryOptions(threads, batchRows, groupBytes, newSortBytes, fuseBytes, valueLimit);
    }

    /// Returns these options with another memory budget for `fuse` and `shape`.
    public QueryOptions withFuseBytes(long newFuseBytes) {
        return new QueryOptions(threads, batchRows, groupBytes, sortBytes, newFuseBytes, valueLimit);
    }

    /// Returns these options with another limit for what `collect` and `union` make.
    public QueryOptions withValueLimit(ValueLimit newValueLimit) {
        return new QueryOptions(threads, batchRows, groupBytes, sortBytes, fuseBytes, newValueLimit);
    }
}
