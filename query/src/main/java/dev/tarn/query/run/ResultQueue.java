package dev.tarn.query.run;

import dev.tarn.query.Batch;
import dev.tarn.query.Results;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/// The answer of a query on its way to whoever asked: where the threads of the query and the caller's thread meet.
final class ResultQueue {
    private static final int CAPACITY = 16;

    private final Workers workers;
    private final ArrayDeque<Results.Output> queue = new ArrayDeque<>();
    private final List<Task> producers = new ArrayList<>();
    private int open;
    private boolean wanted = true;
    private Optional<RuntimeException> failure = Optional.empty();

    ResultQueue(Workers workers) {
        this.workers = workers;
    }

    /// Returns the output that puts batches into a channel of the answer.
    Output channel(String name) {
        open++;
        return new Channel(name);
    }

    void addProducer(Task task) {
        producers.add(task);
    }

    /// Returns whether the caller can do nothing but wait.
    boolean isWaitedFor() {
        return queue.isEmpty();
    }

    void fail(RuntimeException cause) {
        synchronized (workers.lock()) {
            if (failure.isEmpty()) {
                failure = Optional.of(cause);
            }
            workers.lock().notifyAll();
        }
    }

    /// Waits for the next batch; empty at the end.
    Optional<Results.Output> take() {
        synchronized (workers.lock()) {
            while (queue.isEmpty() && failure.isEmpty() && open > 0) {
                workers.relieve();
                try {
                    if (queue.isEmpty() && failure.isEmpty() && open > 0) {
                        workers.lock().wait();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    workers.cancel();
                    throw new CancellationException("the caller of the query was interrupted");
                }
            }
            var output = queue.poll();
            if (output == null) {
                failure.ifPresent(cause -> {
                    throw cause;
                });
                return Optional.empty();
            }
            if (queue.size() == CAPACITY - 1) {
                producers.forEach(workers::wake);
            }
            return Optional.of(output);
        }
    }

    /// Says that nothing is wanted any more.
    void close() {
        synchronized (workers.lock()) {
            wanted = false;
            queue.clear();
            producers.forEach(workers::wake);
        }
    }

    private final class Channel implements Output {
        private final String name;

        Channel(String name) {
            this.name = name;
        }

        @Override
        public boolean isReady() {
            synchronized (workers.lock()) {
                return queue.size() < CAPACITY;
            }
        }

        @Override
        public void put(Batch batch) {
            synchronized (workers.lock()) {
                queue.add(new Results.Output(name, batch.values()));
                workers.lock().notifyAll();
            }
        }

        @Override
        public void advance(long ordinal) {}

        @Override
        public void end() {
            synchronized (workers.lock()) {
                open--;
                workers.lock().notifyAll();
            }
        }

        @Override
        public void fail(RuntimeException cause) {
            ResultQueue.this.fail(cause);
        }

        @Override
        public boolean isWanted() {
            synchronized (workers.lock()) {
                return wanted && failure.isEmpty();
            }
        }
    }
}
