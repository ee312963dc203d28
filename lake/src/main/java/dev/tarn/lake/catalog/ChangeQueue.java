package dev.tarn.lake.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.lmdbjava.LmdbException;

/// Runs all changes of a catalog on one platform thread, those that wait at the same time in one transaction.
///
/// LMDB ties a write transaction to the thread that began it: committed by another one it reports success and then hangs
/// the next writer. A shared transaction also shares the sync, which is most of what a commit costs.
final class ChangeQueue implements AutoCloseable {
    // Bounds how long a transaction holds the catalog's write lock, which other processes wait for.
    private static final int MAX_GROUP = 256;

    private final Store store;
    // Empty: the end, which close() puts there.
    private final LinkedBlockingQueue<Optional<Change<?>>> waiting = new LinkedBlockingQueue<>();
    private Thread thread;
    private boolean closed;

    private static final class Change<T> {
        private final Function<WritableRows, T> work;
        private final CompletableFuture<T> done = new CompletableFuture<>();
        private T result;

        Change(Function<WritableRows, T> work) {
            this.work = work;
        }

        void run(WritableRows rows) {
            result = work.apply(rows);
        }

        void complete() {
            done.complete(result);
        }
    }

    ChangeQueue(Store store) {
        this.store = store;
    }

    <T> T run(Function<WritableRows, T> work) {
        var change = new Change<T>(work);
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the lake is closed");
            }
            if (thread == null) {
                thread = Thread.ofPlatform().daemon().name("tarn-catalog").start(this::loop);
            }
            waiting.add(Optional.of(change));
        }
        try {
            return change.done.join();
        } catch (CompletionException e) {
            throw rethrown(e.getCause());
        }
    }

    private static RuntimeException rethrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException exception ? exception : new IllegalStateException(cause);
    }

    private void loop() {
        List<Change<?>> group = new ArrayList<>();
        boolean more = true;
        while (more) {
            more = takeGroup(group);
            runGroup(group);
            group.clear();
        }
    }

    /// Waits for changes and takes those that are there; returns false at the end of the queue.
    private boolean takeGroup(List<Change<?>> group) {
        Optional<Change<?>> next = takeOne();
        while (next.isPresent()) {
            group.add(next.get());
            next = group.size() < MAX_GROUP ? waiting.poll() : null;
            if (next == null) {
                return true;
            }
        }
        return false;
    }

    private Optional<Change<?>> takeOne() {
        while (true) {
            try {
                return waiting.take();
            } catch (InterruptedException _) {
                // Nobody knows the thread, so nobody means it.
            }
        }
    }

    /// Commits a group; a change that throws after it wrote something takes the transaction with it, so the others run
    /// again without it.
    private void runGroup(List<Change<?>> group) {
        boolean done = false;
        while (!done && !group.isEmpty()) {
            done = runTogether(group);
        }
    }

    /// Returns whether all changes of the group are done, one way or the other.
    private boolean runTogether(List<Change<?>> group) {
        try (WritableRows rows = store.beginWrite()) {
            for (var each = group.iterator(); each.hasNext();) {
                Change<?> change = each.next();
                rows.markUnchanged();
                try {
                    change.run(rows);
                } catch (LmdbException e) {
                    throw e;
                } catch (RuntimeException | Error e) {
                    each.remove();
                    change.done.completeExceptionally(e);
                    if (rows.changed()) {
                        return false;
                    }
                }
            }
            rows.commit();
            store.traffic().committed();
        } catch (LmdbException e) {
            RuntimeException failure = store.failure("changing", e);
            group.forEach(change -> change.done.completeExceptionally(failure));
            return true;
        } catch (RuntimeException | Error e) {
            group.forEach(change -> change.done.completeExceptionally(e));
            return true;
        }
        group.forEach(Change::complete);
        return true;
    }

    @Override
    public void close() {
        Thread ending;
        synchronized (this) {
            if (!closed) {
                closed = true;
                waiting.add(Optional.empty());
            }
            ending = thread;
        }
        if (ending == null) {
            return;
        }
        boolean interrupted = false;
        while (ending.isAlive()) {
            try {
                ending.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
