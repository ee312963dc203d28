package dev.tarn.lake.catalog;

/// Keeps the objects of a snapshot from being removed from disk, in every process, until it is closed.
public interface Lease extends AutoCloseable {
    /// Returns the catalog sequence number from which on snapshots are covered.
    long sequence();

    /// Ends the lease. May be called twice.
    @Override
    void close();
}
