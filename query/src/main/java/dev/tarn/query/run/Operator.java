package dev.tarn.query.run;

import dev.tarn.query.Batch;
import java.util.List;
import java.util.Optional;

/// A step at work: takes batches, gives batches, and keeps its state between calls. Used by one task at a time.
///
/// A task calls [#add] only while [#needsInput()], and [#next()] until it is empty before it adds more.
interface Operator {
    /// What refers to the memory of a batch once it was added and all was taken that comes of it.
    enum Retention {
        /// The operator, or what it gives later.
        KEEPS,
        /// Only what was taken.
        PASSES_ON,
        /// Nothing: the operator copies what it needs.
        COPIES
    }

    /// Returns whether a batch can be taken now.
    boolean needsInput();

    /// Takes a batch, which has at least one row.
    void add(Batch batch);

    /// Says that no more batches come.
    void finish();

    /// Returns the next batch of the answer, if there is one now.
    Optional<Batch> next();

    /// Returns whether nothing more comes out, whatever goes in.
    boolean isDone();

    /// Returns what becomes of the batches that were added so far.
    default Retention retention() {
        return Retention.KEEPS;
    }

    /// Returns whether only the number of rows that are added matters, and not their values.
    default boolean isCounting() {
        return false;
    }

    /// Says that only the number of rows that come out matters: their values may be any.
    default void leaveOutValues() {}

    /// Tells each operator of a chain whether only the number of rows that it gives matters.
    static void link(List<Operator> chain) {
        for (int i = 1; i < chain.size(); i++) {
            if (chain.get(i).isCounting()) {
                chain.get(i - 1).leaveOutValues();
            }
        }
    }

    /// Forgets everything and begins anew.
    void reset();

    /// Frees what is held outside of the heap.
    default void close() {}
}
