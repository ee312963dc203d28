package dev.tarn.lake.catalog;

import dev.tarn.model.CorruptException;
import dev.tarn.model.LimitException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.LmdbException;
import org.lmdbjava.Txn;

/// The one LMDB environment that this JVM has open on a catalog file.
///
/// Reads run on any thread, each in a transaction of its own that must be short: one that stays open keeps LMDB from
/// reusing pages. Changes run on one thread, see [ChangeQueue].
final class Store implements AutoCloseable {
    // The map is only address space until it is used. Its size is the same in every process and never changes, because
    // resizing it would pull pages from under readers.
    private static final long MAP_BYTES = 64L << 30;
    private static final int MAX_READERS = 1024;

    private final Path file;
    private final Env<MemorySegment> environment;
    private final Dbi<MemorySegment> table;
    private final Traffic traffic = new Traffic();
    private final ReentrantReadWriteLock open = new ReentrantReadWriteLock();
    private final ChangeQueue changes;

    /// Opens the environment on a file, which is made if it does not exist.
    Store(Path file) {
        this.file = file;
        try {
            // NOTLS: a read transaction belongs to its object, not to the thread that happens to run it.
            environment = Env.create(new SegmentProxy()).setMapSize(MAP_BYTES).setMaxReaders(MAX_READERS).setMaxDbs(1)
                    .open(file.toFile(), 0600, EnvFlags.MDB_NOSUBDIR, EnvFlags.MDB_NOTLS);
        } catch (Env.FileInvalidException e) {
            throw new CorruptException(file + ": is not a catalog of a lake", e);
        } catch (LmdbException e) {
            throw failure("opening", e);
        }
        // Slots of processes that were killed while reading would keep their pages for ever.
        environment.readerCheck();
        table = environment.openDbi((byte[]) null, DbiFlags.MDB_CREATE);
        changes = new ChangeQueue(this);
    }

    /// Runs a read on one snapshot; nothing of the rows may be kept but copies.
    <T> T read(Function<Rows, T> work) {
        open.readLock().lock();
        try {
            checkOpen();
            try (var rows = new Rows(table, beginRead(), traffic)) {
                return work.apply(rows);
            }
        } catch (LmdbException e) {
            throw failure("reading", e);
        } finally {
            open.readLock().unlock();
        }
    }

    private Txn<MemorySegment> beginRead() {
        try {
            return environment.txnRead();
        } catch (Env.ReadersFullException _) {
            environment.readerCheck();
            return environment.txnRead();
        }
    }

    /// Runs a change in a transaction, together with other changes that are waiting; when this returns it is on disk.
    ///
    /// @param work the change: may be run more than once, and has no effect at all if it throws
    <T> T change(Function<WritableRows, T> work) {
        return changes.run(work);
    }

    /// Begins a write transaction, for the thread of the queue alone.
    WritableRows beginWrite() {
        return new WritableRows(table, environment.txnWrite(), traffic);
    }

    RuntimeException failure(String doing, LmdbException cause) {
        if (cause instanceof Env.MapFullException) {
            return new LimitException(file + ": the catalog has reached its limit of " + (MAP_BYTES >> 30) + " GiB", cause);
        }
        if (cause instanceof Env.ReadersFullException) {
            return new LimitException(file + ": more than " + MAX_READERS + " readers of the catalog at once", cause);
        }
        return new UncheckedIOException(new IOException(file + ": " + doing + " the catalog: " + cause.getMessage(), cause));
    }

    Traffic traffic() {
        return traffic;
    }

    /// Waits for changes and reads that are under way, then closes the environment.
    @Override
    public void close() {
        changes.close();
        open.writeLock().lock();
        try {
            // Closing an environment under a transaction would crash the JVM; the lock keeps them apart.
            if (!environment.isClosed()) {
                environment.close();
            }
        } finally {
            open.writeLock().unlock();
        }
    }

    private void checkOpen() {
        if (environment.isClosed()) {
            throw new IllegalStateException(file + ": the lake is closed");
        }
    }
}
