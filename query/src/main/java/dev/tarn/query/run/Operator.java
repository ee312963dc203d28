package dev.tarn.query.run;

import dev.tarn.query.Batch;
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

    /// Forgets everything and begins anew.
    void reset();

    /// Frees what is held outside of the heap.
    default void close() {}
}
