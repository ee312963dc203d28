package dev.tarn.ingest;

import dev.tarn.lake.CommitMessage;
import dev.tarn.lake.Head;
import dev.tarn.lake.Lake;
import dev.tarn.model.BatchSource;
import dev.tarn.model.Sink;
import dev.tarn.model.vector.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Writes values that keep coming into a branch: collects them and commits them by itself, every second as a rule.
///
/// One thread writes; a thread of the writer's own commits. When the lake cannot keep up, [#write] waits, so that whoever
/// produces the values learns of it (a collector then counts what its rings could not hold). When a commit fails, nothing
/// more is taken: the next [#write], and [#close], throw what went wrong, and the values that were not committed are counted.
public final class LiveWriter implements Sink {
    private final Lake lake;
    private final Head target;
    private final LiveWriterOptions options;
    private final Thread committer;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // All below are guarded by the lock.
    private List<Vector> pending = new ArrayList<>();
    private long pendingRows;
    private long committingRows;
    private long oldestNanos;
    private long committedRows;
    private long commits;
    private boolean closing;
    private Optional<RuntimeException> failure = Optional.empty();

    private LiveWriter(Lake lake, Head target, LiveWriterOptions options) {
        this.lake = lake;
        this.target = target;
        this.options = options;
        this.committer = Thread.ofPlatform().name("tarn-live-writer").daemon().unstarted(this::commitUntilClosed);
    }

    /// Starts a writer into a branch.
    ///
    /// @throws dev.tarn.model.NotFoundException if there is no such pool or branch
    public static LiveWriter open(Lake lake, Head target, LiveWriterOptions options) {
        lake.branch(target.pool(), target.branch());
        var writer = new LiveWriter(lake, target, options);
        writer.committer.start();
        return writer;
    }

    @Override
    public void write(Vector batch) {
        if (batch.length() == 0) {
            return;
        }
        lock.lock();
        try {
            while (pendingRows + committingRows >= options.maxPendingRows() && failure.isEmpty()) {
                changed.awaitUninterruptibly();
            }
            throwFailure();
            if (closing) {
                throw new IllegalStateException("the live writer is closed");
            }
            if (pending.isEmpty()) {
                oldestNanos = System.nanoTime();
            }
            pending.add(batch);
            pendingRows += batch.length();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void throwFailure() {
        failure.ifPresent(e -> {
            throw e;
        });
    }

    private void commitUntilClosed() {
        for (var batches = take(); !batches.isEmpty(); batches = take()) {
            try {
                lake.load(target, new BatchSource(batches), CommitMessage.by(options.author()));
                committed();
            } catch (RuntimeException e) {
                fail(e);
                return;
            }
        }
    }

    /// Waits until it is time for a commit and returns what goes into it; nothing once the writer is closed and all is done.
    private List<Vector> take() {
        lock.lock();
        try {
            while (!closing && !isDue()) {
                long wait = pending.isEmpty()
                        ? Long.MAX_VALUE
                        : options.interval().toNanos() - (System.nanoTime() - oldestNanos);
                await(wait);
            }
            var taken = pending;
            committingRows = pendingRows;
            pending = new ArrayList<>();
            pendingRows = 0;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private boolean isDue() {
        return !pending.isEmpty()
                && (pendingRows >= options.commitRows()
                        || System.nanoTime() - oldestNanos >= options.interval().toNanos());
    }

    private void await(long nanos) {
        if (nanos <= 0) {
            return;
        }
        try {
            if (!changed.await(nanos, TimeUnit.NANOSECONDS)) {
                // Time is up, which the caller looks at itself.
                return;
            }
        } catch (InterruptedException e) {
            // Nobody else has this thread: an interrupt can only mean that it is to end.
            closing = true;
        }
    }

    private void committed() {
        lock.lock();
        try {
            committedRows += committingRows;
            committingRows = 0;
            commits++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void fail(RuntimeException e) {
        lock.lock();
        try {
            failure = Optional.of(e);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// How far a writer is.
    ///
    /// @param committedRows how many values are committed
    /// @param pendingRows how many values wait for a commit, or will never have one because one failed
    /// @param commits how many commits there were
    public record Progress(long committedRows, long pendingRows, long commits) {}

    /// Returns how far the writer is. May be called by any thread.
    public Progress progress() {
        lock.lock();
        try {
            return new Progress(committedRows, pendingRows + committingRows, commits);
        } finally {
            lock.unlock();
        }
    }

    /// Commits what waits and ends the writer. May be called twice, and by any thread.
    ///
    /// @throws RuntimeException what kept a commit from being made, if one failed
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (true) {
            try {
                committer.join();
                break;
            } catch (InterruptedException e) {
                // Values that were acknowledged must not be lost because somebody is impatient.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        throwFailure();
    }
}
