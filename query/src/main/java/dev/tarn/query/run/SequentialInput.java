package dev.tarn.query.run;

import dev.tarn.query.Batch;
import java.util.List;
import java.util.Optional;

/// Several inputs as one, one after another.
final class SequentialInput implements Input {
    // Ordinals of different sources say nothing about each other, so each gets a range of its own.
    private static final int ORDINAL_BITS = 44;

    private final List<? extends Input> inputs;
    private int current;

    SequentialInput(List<? extends Input> inputs) {
        this.inputs = List.copyOf(inputs);
    }

    private void skipEnded() {
        while (current < inputs.size() && inputs.get(current).isEnded()) {
            current++;
        }
    }

    private long ordinal(long ofInput) {
        return ((long) current << ORDINAL_BITS) + Math.min(ofInput, (1L << ORDINAL_BITS) - 1);
    }

    @Override
    public Optional<Batch> poll() {
        skipEnded();
        if (current == inputs.size()) {
            return Optional.empty();
        }
        var batch = inputs.get(current).poll();
        return batch.map(b -> new Batch(b.values(), b.scope(), ordinal(b.ordinal())));
    }

    @Override
    public boolean isEnded() {
        skipEnded();
        return current == inputs.size();
    }

    @Override
    public long mark() {
        skipEnded();
        return current == inputs.size() ? Long.MAX_VALUE : ordinal(inputs.get(current).mark());
    }

    @Override
    public void close() {
        inputs.forEach(Input::close);
    }

    @Override
    public void setConsumer(Task task) {
        inputs.forEach(input -> input.setConsumer(task));
    }

    @Override
    public void reset() {
        current = 0;
        inputs.forEach(Input::reset);
    }
}
