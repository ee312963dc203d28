package dev.tarn.query.run;

import dev.tarn.query.Batch;
import java.util.Optional;

/// An input, or another one if nothing comes of the first.
final class OtherwiseInput implements Input {
    private final Input first;
    private final Input second;
    private boolean given;

    OtherwiseInput(Input first, Input second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public Optional<Batch> poll() {
        var batch = first.poll().filter(b -> b.length() > 0);
        if (batch.isPresent()) {
            if (!given) {
                given = true;
                second.close();
            }
            return batch;
        }
        return !given && first.isEnded() ? second.poll() : Optional.empty();
    }

    @Override
    public boolean isEnded() {
        return first.isEnded() && (given || second.isEnded());
    }

    // The ordinals of two sources say nothing about each other.
    @Override
    public long mark() {
        return isEnded() ? Long.MAX_VALUE : 0;
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }

    @Override
    public void setConsumer(Task task) {
        first.setConsumer(task);
        second.setConsumer(task);
    }

    @Override
    public void reset() {
        given = false;
        first.reset();
        second.reset();
    }
}
