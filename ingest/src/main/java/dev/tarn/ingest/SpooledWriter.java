package dev.tarn.ingest;

import dev.tarn.lake.Batch;
import dev.tarn.lake.CommitMessage;
import dev.tarn.lake.Head;
import dev.tarn.lake.Lake;
import dev.tarn.lake.catalog.Id;
import dev.tarn.lake.remote.ServiceException;
import dev.tarn.model.Sink;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zng.ZngReadOptions;
import dev.tarn.model.zng.ZngSource;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Writes values that keep coming into a lake behind a link that may break: they wait in files until the lake has committed them.
///
/// About every second what came is closed as a batch and put on disk; a thread sends the batches in order, again and again until one is
/// answered. Each has a number that the lake looks for, so that a Tarn lake commits it exactly once, whatever was lost on the way;
/// another lake may commit a batch twice. Batches of a writer that ended before they were sent are sent by the next one that
/// uses the folder. When the files have reached their limit, [#write] waits.
///
/// One thread writes. A folder belongs to one writer at a time and one branch.
public final class SpooledWriter implements Sink {
    private static final Duration MAX_PAUSE = Duration.ofSeconds(30);

    /// How a writer works.
    ///
    /// @param interval how long values wait at most before they are put on disk
    /// @param maxBytes how many bytes may wait on disk
    /// @param firstPause how long it waits after a failure before it tries again; twice as long after the next
    /// @param patience how long [SpooledWriter#close()] tries to send what is left
    /// @param author the author of the commits
    public record Options(Duration interval, long maxBytes, Duration firstPause, Duration patience, String author) {
        /// A second, 1 GB, half a second, ten seconds.
        public static final Options DEFAULT =
                new Options(Duration.ofSeconds(1), 1_000_000_000, Duration.ofMillis(500), Duration.ofSeconds(10), "");

        /// Returns these options with another author.
        public Options withAuthor(String newAuthor) {
            return new Options(interval, maxBytes, firstPause, patience, newAuthor);
        }
    }

    /// How far a writer is.
    ///
    /// @param committedRows how many values the lake has committed
    /// @param waitingRows how many values wait, as far as this writer took them
    /// @param waitingBatches how many batches wait on disk
    /// @param commits how many batches the lake has committed
    /// @param problem what the last attempt to send came to grief on; empty if it did not
    public record Progress(long committedRows, long waitingRows, long waitingBatches, long commits, String problem) {}

    private final Lake lake;
    private final Head target;
    private final Options options;
    private final SpoolFolder folder;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // All below are guarded by the lock.
    private final Map<Long, Long> rowsOfBatch = new HashMap<>();
    private List<Vector> open = new ArrayList<>();
    private long openRows;
    private long openedNanos;
    private long committedRows;
    private long commits;
    private String problem = "";
    private boolean closing;
    private long giveUpNanos;
    private Optional<RuntimeException> failure = Optional.empty();

    private final Consumer<Lake> preparation;
    // Of the sending thread.
    private boolean prepared;

    private SpooledWriter(Lake lake, Head target, Path path, Options options, Consumer<Lake> preparation) {
        this.preparation = preparation;
        this.lake = lake;
        this.target = target;
        this.options = options;
        this.folder = SpoolFolder.open(path);
        this.thread = Thread.ofPlatform().name("tarn-spool").daemon().unstarted(this::run);
    }

    /// Starts a writer into a branch. Nothing is asked of the lake yet.
    ///
    /// @param folder where batches wait; made if it is not there
    /// @param preparation what is done to the lake once it can be reached, before anything is sent, such as making the pool
    /// @throws UncheckedIOException if the folder cannot be used
    /// @throws dev.tarn.model.ConflictException if another writer uses it
    public static SpooledWriter open(Lake lake, Head target, Path folder, Options options, Consumer<Lake> preparation) {
        var writer = new SpooledWriter(lake, target, folder, options, preparation);
        writer.thread.start();
        return writer;
    }

    @Override
    public void write(Vector batch) {
        lock.lock();
        try {
            while (folder.bytes() >= options.maxBytes() && failure.isEmpty()) {
                changed.awaitUninterruptibly();
            }
            failure.ifPresent(e -> {
                throw e;
            });
            if (open.isEmpty()) {
                openedNanos = System.nanoTime();
            }
            open.add(batch);
            openRows += batch.length();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        var pause = Duration.ZERO;
        try {
            while (true) {
                boolean last = awaitWork(pause);
                closeBatch(last);
                Optional<Long> oldest = folder.oldest();
                if (oldest.isEmpty()) {
                    pause = Duration.ZERO;
                    if (last) {
                        return;
                    }
                    continue;
                }
                pause = send(oldest.get()) ? Duration.ZERO
                        : pause.isZero() ? options.firstPause()
                        : pause.multipliedBy(2).compareTo(MAX_PAUSE) < 0 ? pause.multipliedBy(2) : MAX_PAUSE;
                if (last && !pause.isZero() && System.nanoTime() - giveUp() >= 0) {
                    return;
                }
            }
        } catch (RuntimeException e) {
            lock.lock();
            failure = Optional.of(e);
            changed.signalAll();
            lock.unlock();
        }
    }

    private long giveUp() {
        lock.lock();
        try {
            return giveUpNanos;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until there is something to close or to send; returns whether the writer is being closed.
    private boolean awaitWork(Duration pause) {
        lock.lock();
        try {
            long end = System.nanoTime() + pause.toNanos();
            while (true) {
                long now = System.nanoTime();
                long untilRetry = end - now;
                boolean due = !open.isEmpty() && now - openedNanos >= options.interval().toNanos();
                if (due && untilRetry > 0) {
                    // On disk while the link is down, too.
                    return closing;
                }
                if (untilRetry <= 0 && (closing || due || folder.oldest().isPresent())) {
                    return closing;
                }
                long wait = open.isEmpty() ? Long.MAX_VALUE : openedNanos + options.interval().toNanos() - now;
                wait = untilRetry > 0 ? Math.min(wait, untilRetry) : wait;
                if (closing && untilRetry > 0) {
                    wait = Math.min(wait, untilRetry);
                }
                changed.await(Math.max(1, wait), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            // Nobody else has this thread: an interrupt can only mean that it is to end.
            closing = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void closeBatch(boolean now) {
        List<Vector> taken;
        long rows;
        lock.lock();
        try {
            if (open.isEmpty() || !now && System.nanoTime() - openedNanos < options.interval().toNanos()) {
                return;
            }
            taken = open;
            rows = openRows;
            open = new ArrayList<>();
            openRows = 0;
        } finally {
            lock.unlock();
        }
        long number = folder.add(taken);
        lock.lock();
        rowsOfBatch.put(number, rows);
        lock.unlock();
    }

    /// Sends a batch; returns whether the lake has it now.
    private boolean send(long number) {
        try {
            if (!prepared) {
                preparation.accept(lake);
                prepared = true;
            }
            // Before the first attempt, the lake says where the branch ends: it looks for the batch among later commits only.
            Id after = folder.acknowledged().orElseGet(() -> lake.branch(target.pool(), target.branch()).commit());
            folder.acknowledge(after);
            var message = new CommitMessage(options.author(), "", new Batch(folder.stream(), number, after).meta());
            Id commit;
            try (var in = new FileInputStream(folder.file(number).toFile())) {
                commit = lake.load(target, ZngSource.of(in, ZngReadOptions.DEFAULT), message).commit();
            }
            folder.acknowledge(commit);
            folder.remove(number);
            done(number);
            return true;
        } catch (ServiceException | IOException e) {
            lock.lock();
            problem = String.valueOf(e.getMessage());
            lock.unlock();
            return false;
        }
    }

    private void done(long number) {
        lock.lock();
        try {
            committedRows += Optional.ofNullable(rowsOfBatch.remove(number)).orElse(0L);
            commits++;
            problem = "";
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Returns how far the writer is. May be called by any thread.
    public Progress progress() {
        lock.lock();
        try {
            long waiting = openRows + rowsOfBatch.values().stream().mapToLong(Long::longValue).sum();
            return new Progress(committedRows, waiting, folder.count(), commits, problem);
        } finally {
            lock.unlock();
        }
    }

    /// Puts what waits on disk and sends it, for as long as the options' patience lasts; what is left then waits for the next
    /// writer, and [#progress()] says how much that is.
    ///
    /// @throws RuntimeException what went wrong, other than with the link
    @Override
    public void close() {
        lock.lock();
        closing = true;
        giveUpNanos = System.nanoTime() + options.patience().toNanos();
        changed.signalAll();
        lock.unlock();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        folder.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        failure.ifPresent(e -> {
            throw e;
        });
    }
}
