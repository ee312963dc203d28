package dev.tarn.query.run;

import dev.tarn.query.Batch;
import java.util.Optional;

/// A step at work: takes batches, gives batches, and keeps its state between calls. Used by one task at a time.
///
/// A task calls [#add] only while [#needsInput()], and [#next()] until it is empty before it adds more.
interface Operator {
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

    /// Forgets everything and begins anew.
    void reset();

    /// Frees what is held outside of the heap.
    default void close() {}
}
