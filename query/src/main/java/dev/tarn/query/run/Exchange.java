package dev.tarn.query.run;

import dev.tarn.query.Batch;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.LongSupplier;

/// A queue of batches from one task to another. It takes a limited number, so that a fast task waits for a slow one.
final class Exchange implements Input, Output {
    /// The ordinals of what comes out of an operator that needs its whole input first: after all those of a source.
    static final long LATE = 1L << 62;

    private static final int CAPACITY = 8;

    private final Scheduler scheduler;
    private final int capacity;
    private final ArrayDeque<Batch> queue = new ArrayDeque<>();
    private final long firstMark;
    private long mark;
    private Optional<LongSupplier> awaited = Optional.empty();
    private boolean ended;
    private boolean wanted = true;
    private Optional<RuntimeException> failure = Optional.empty();
    private Optional<Task> producer = Optional.empty();
    private Optional<Task> consumer = Optional.empty();

    private Exchange(Scheduler scheduler, int capacity, long firstMark) {
        this.scheduler = scheduler;
        this.capacity = capacity;
        this.firstMark = firstMark;
        this.mark = firstMark;
    }

    /// Returns an exchange that takes some batches ahead.
    ///
    /// @param firstMark the least ordinal of a batch that will come
    static Exchange bounded(Scheduler scheduler, long firstMark) {
        return new Exchange(scheduler, CAPACITY, firstMark);
    }

    /// Returns an exchange that takes everything, for what is small or must not wait.
    static Exchange unbounded(Scheduler scheduler, long firstMark) {
        return new Exchange(scheduler, Integer.MAX_VALUE, firstMark);
    }

    /// Says which task puts batches in.
    void setProducer(Task task) {
        producer = Optional.of(task);
    }

    @Override
    public void setConsumer(Task task) {
        consumer = Optional.of(task);
    }

    @Override
    public void reset() {
        queue.clear();
        mark = firstMark;
        awaited = Optional.empty();
        ended = false;
        wanted = true;
        failure = Optional.empty();
    }

    @Override
    public boolean isReady() {
        synchronized (scheduler.lock()) {
            return !wanted || queue.size() < capacity;
        }
    }

    @Override
    public void put(Batch batch) {
        synchronized (scheduler.lock()) {
            if (wanted) {
                queue.add(batch);
                mark = Math.max(mark, batch.ordinal());
                wakeConsumer();
            }
        }
    }

    @Override
    public void advance(long ordinal) {
        synchronized (scheduler.lock()) {
            if (ordinal > mark) {
                mark = ordinal;
                wakeConsumer();
            }
        }
    }

    @Override
    public void await(Optional<LongSupplier> source) {
        synchronized (scheduler.lock()) {
            awaited = source;
            source.ifPresent(least -> advance(least.getAsLong()));
        }
    }

    @Override
    public void end() {
        synchronized (scheduler.lock()) {
            ended = true;
            wakeConsumer();
        }
    }

    @Override
    public void fail(RuntimeException cause) {
        synchronized (scheduler.lock()) {
            failure = Optional.of(cause);
            end();
        }
    }

    @Override
    public boolean isWanted() {
        synchronized (scheduler.lock()) {
            return wanted;
        }
    }

    @Override
    public Optional<Batch> poll() {
        synchronized (scheduler.lock()) {
            var batch = queue.poll();
            if (batch == null) {
                if (failure.isPresent()) {
                    throw failure.get();
                }
                return Optional.empty();
            }
            if (queue.size() == capacity - 1 || queue.isEmpty()) {
                wakeProducer();
            }
            return Optional.of(batch);
        }
    }

    @Override
    public boolean isEnded() {
        synchronized (scheduler.lock()) {
            return ended && queue.isEmpty() && failure.isEmpty();
        }
    }

    @Override
    public long mark() {
        synchronized (scheduler.lock()) {
            var first = queue.peek();
            if (first != null) {
                return first.ordinal();
            }
            if (ended && failure.isEmpty()) {
                return Long.MAX_VALUE;
            }
            // Nobody wakes the consumer when this grows: the task that read then puts something or moves its own mark.
            awaited.ifPresent(least -> mark = Math.max(mark, least.getAsLong()));
            return mark;
        }
    }

    /// Returns whether nothing waits in the exchange.
    boolean isEmpty() {
        synchronized (scheduler.lock()) {
            return queue.isEmpty();
        }
    }

    @Override
    public void close() {
        synchronized (scheduler.lock()) {
            wanted = false;
            queue.clear();
            wakeProducer();
        }
    }

    private void wakeConsumer() {
        consumer.ifPresent(scheduler::wake);
    }

    private void wakeProducer() {
        producer.ifPresent(scheduler::wake);
    }
}
