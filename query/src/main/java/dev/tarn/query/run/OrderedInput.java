package dev.tarn.query.run;

import dev.tarn.query.Batch;
import java.util.List;
import java.util.Optional;

/// Several inputs as one, in the order of ordinals; where those are equal, in the order of the inputs.
final class OrderedInput implements Input {
    private final List<? extends Input> inputs;
    private final Scheduler scheduler;

    OrderedInput(List<? extends Input> inputs, Scheduler scheduler) {
        this.inputs = List.copyOf(inputs);
        this.scheduler = scheduler;
    }

    private Input next() {
        var next = inputs.getFirst();
        long least = next.mark();
        for (int i = 1; i < inputs.size(); i++) {
            long mark = inputs.get(i).mark();
            if (mark < least) {
                least = mark;
                next = inputs.get(i);
            }
        }
        return next;
    }

    @Override
    public Optional<Batch> poll() {
        // An empty input may be the least because of what it has given. It must not get a batch between look and take.
        synchronized (scheduler.lock()) {
            return next().poll();
        }
    }

    @Override
    public boolean isEnded() {
        for (var input : inputs) {
            if (!input.isEnded()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public long mark() {
        return next().mark();
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
        inputs.forEach(Input::reset);
    }
}
