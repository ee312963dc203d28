package dev.tarn.query.run;

import dev.tarn.query.Batch;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Where a task takes batches from.
interface Input {
    /// Takes the next batch, if there is one now. When there is none, the task is woken when that may have changed.
    ///
    /// @throws RuntimeException what went wrong where the batches come from, after those before it were taken
    Optional<Batch> poll();

    /// Returns whether no more batches come.
    boolean isEnded();

    /// Returns the least ordinal that a batch to come can have.
    long mark();

    /// Returns the least ordinal that the next poll can give, as any thread may ask while the poll waits for a slow source. Empty
    /// where a poll waits for nothing. The task asks when all that it took before has been put, and before it polls again.
    default Optional<LongSupplier> awaitedMark() {
        return Optional.empty();
    }

    /// Returns whether it is worth to deal with a batch altogether before the next is polled, as memory is used again that was discarded.
    default boolean reusesMemory() {
        return false;
    }

    /// Says that nobody refers to the batch polled last any more, nor to anything of it, so that its memory may be used for another.
    default void discard() {}

    /// Says that no more batches are wanted. May be called twice.
    void close();

    /// Makes the input as it was before anything was taken.
    void reset();

    /// Says which task takes the batches, so that it can be woken.
    void setConsumer(Task task);
}
