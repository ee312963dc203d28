package dev.tarn.query.run;

import dev.tarn.query.Batch;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/// Several inputs as one, in the order of ordinals; where those are equal, in the order of the inputs.
///
/// There may be thousands, so not all are asked for each batch: marks only grow, so those seen last are in a heap, and the input with
/// the least of them is the one if its mark is still the same.
final class OrderedInput implements Input {
    private final List<? extends Input> inputs;
    private final Scheduler scheduler;
    private final PriorityQueue<Seen> seen = new PriorityQueue<>();
    // Those before have ended.
    private int firstOpen;

    private record Seen(long mark, int input) implements Comparable<Seen> {
        @Override
        public int compareTo(Seen other) {
            int byMark = Long.compare(mark, other.mark);
            return byMark != 0 ? byMark : Integer.compare(input, other.input);
        }
    }

    OrderedInput(List<? extends Input> inputs, Scheduler scheduler) {
        this.inputs = List.copyOf(inputs);
        this.scheduler = scheduler;
        lookAgain();
    }

    private void lookAgain() {
        seen.clear();
        for (int i = 0; i < inputs.size(); i++) {
            seen.add(new Seen(Long.MIN_VALUE, i));
        }
        firstOpen = 0;
    }

    /// Returns the input with the least mark, and that mark as it is now. The scheduler's lock is held.
    private Seen next() {
        while (true) {
            var least = seen.element();
            long mark = inputs.get(least.input()).mark();
            if (mark == least.mark()) {
                return least;
            }
            seen.remove();
            seen.add(new Seen(mark, least.input()));
        }
    }

    @Override
    public Optional<Batch> poll() {
        // An empty input may be the least because of what it has given. It must not get a batch between look and take.
        synchronized (scheduler.lock()) {
            return inputs.get(next().input()).poll();
        }
    }

    @Override
    public boolean isEnded() {
        synchronized (scheduler.lock()) {
            while (firstOpen < inputs.size() && inputs.get(firstOpen).isEnded()) {
                firstOpen++;
            }
            return firstOpen == inputs.size();
        }
    }

    @Override
    public long mark() {
        synchronized (scheduler.lock()) {
            return next().mark();
        }
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
        lookAgain();
    }
}
