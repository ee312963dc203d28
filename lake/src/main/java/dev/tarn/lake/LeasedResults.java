package dev.tarn.lake;

import dev.tarn.lake.catalog.Lease;
import dev.tarn.model.Value;
import dev.tarn.query.Results;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;

/// The answer of a query, with the promise that what it reads stays on disk until it is closed.
final class LeasedResults implements Results {
    private final Results results;
    private final Lease lease;
    private final Consumer<LeasedResults> whenClosed;

    /// Creates the answer.
    ///
    /// @param lease the promise, which ends with it
    /// @param whenClosed is told that it is closed
    LeasedResults(Results results, Lease lease, Consumer<LeasedResults> whenClosed) {
        this.results = results;
        this.lease = lease;
        this.whenClosed = whenClosed;
    }

    @Override
    public Optional<Output> next() {
        return results.next();
    }

    @Override
    public Statistics statistics() {
        return results.statistics();
    }

    @Override
    public void cancel() {
        results.cancel();
    }

    @Override
    public Iterator<Value> iterator() {
        return results.iterator();
    }

    /// Cancels the query because the lake is closed under it; may be called by any thread.
    void abandon() {
        results.cancel();
        lease.close();
    }

    @Override
    public void close() {
        try {
            results.close();
        } finally {
            lease.close();
            whenClosed.accept(this);
        }
    }
}
