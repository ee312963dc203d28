package dev.tarn.query.run;

import dev.tarn.query.Batch;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/// Batches that are there already.
final class ListInput implements Input {
    private final ArrayDeque<Batch> batches;

    ListInput(List<Batch> batches) {
        this.batches = new ArrayDeque<>(batches);
    }

    @Override
    public Optional<Batch> poll() {
        return Optional.ofNullable(batches.poll());
    }

    @Override
    public boolean isEnded() {
        return batches.isEmpty();
    }

    @Override
    public long mark() {
        return batches.isEmpty() ? Long.MAX_VALUE : batches.peek().ordinal();
    }

    @Override
    public void close() {
        batches.clear();
    }

    // Nobody has to wake the task: a poll has an answer at once.
    @Override
    public void setConsumer(Task task) {}

    @Override
    public void reset() {
        throw new IllegalStateException("a source is read once");
    }
}
