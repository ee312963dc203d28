package dev.tarn.query.run;

import dev.tarn.query.Batch;

/// Where a task puts batches.
interface Output {
    /// Returns whether a batch can be put now. When not, the task is woken when that may have changed.
    boolean isReady();

    /// Puts a batch.
    void put(Batch batch);

    /// Says that no batch with a smaller ordinal comes any more.
    void advance(long ordinal);

    /// Says that no more batches come.
    void end();

    /// Says that no more batches come because something went wrong.
    void fail(RuntimeException failure);

    /// Returns whether batches are still wanted.
    boolean isWanted();
}
