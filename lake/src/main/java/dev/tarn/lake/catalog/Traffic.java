package dev.tarn.lake.catalog;

import java.util.concurrent.atomic.LongAdder;

/// Counts the rows that were read and written, so that the cost of an operation can be told without a clock.
final class Traffic {
    private final LongAdder reads = new LongAdder();
    private final LongAdder writes = new LongAdder();
    private final LongAdder transactions = new LongAdder();

    void read() {
        reads.increment();
    }

    void wrote() {
        writes.increment();
    }

    void committed() {
        transactions.increment();
    }

    long reads() {
        return reads.sum();
    }

    long writes() {
        return writes.sum();
    }

    /// The number of write transactions, and so of syncs of the catalog.
    long transactions() {
        return transactions.sum();
    }
}
