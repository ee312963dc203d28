package dev.tarn.query.run;

import dev.tarn.query.Batch;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Where a task puts batches.
interface Output {
    /// Returns whether a batch can be put now. When not, the task is woken when that may have changed.
    boolean isReady();

    /// Puts a batch.
    void put(Batch batch);

    /// Says that no batch with a smaller ordinal comes any more.
    void advance(long ordinal);

    /// Says that the task is about to wait for a source, or that it does no longer.
    ///
    /// @param awaited the least ordinal of a batch that comes after the wait, which grows while other tasks read from the source
    default void await(Optional<LongSupplier> awaited) {}

    /// Says that no more batches come.
    void end();

    /// Says that no more batches come because something went wrong.
    void fail(RuntimeException failure);

    /// Returns whether batches are still wanted.
    boolean isWanted();
}
