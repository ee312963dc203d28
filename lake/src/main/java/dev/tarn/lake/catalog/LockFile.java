package dev.tarn.lake.catalog;

import dev.tarn.model.ConflictException;
import dev.tarn.model.LimitException;
import dev.tarn.model.UnsupportedException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The file `lake.lock`, through which the processes that have a lake open know of each other.
///
///     File  := Slot*                                         one slot of 64 bytes for each process that has the lake open
///     Slot  := Magic(u32 "TARN") Version(u32) ProcessId(i64) PidNamespace(i64) OldestSnapshot(i64) Zero(u8)*
///
/// What counts are the locks, which vanish with their process. They lie far behind the contents: one byte that every
/// process holds shared; one that is held for a moment by whoever comes, goes or looks around; one for each slot; one for
/// each pack file that somebody appends to.
///
/// The file is opened once in a JVM and stays open while the lake does: POSIX drops all locks of a process on a file as
/// soon as the process closes *any* descriptor of it. That is also why the packs are locked here and not in themselves, and
/// why nothing here may be interrupted: an interrupted channel closes itself. (A [RandomAccessFile] and `tryLock` are not.)
final class LockFile implements AutoCloseable {
    private static final int SLOT_BYTES = 64;
    private static final int MAX_SLOTS = 4096;
    private static final int MAGIC = 0x5441524e;
    private static final int VERSION = 1;
    private static final int SNAPSHOT_OFFSET = 24;

    private static final long PRESENCE = 1L << 40;
    private static final long GATE = PRESENCE + 1;
    private static final long SLOTS = PRESENCE + (1L << 20);
    private static final long PACKS = 1L << 41;

    /// The snapshot of a process that reads nothing.
    static final long NO_SNAPSHOT = Long.MAX_VALUE;

    private final Path file;
    private final RandomAccessFile contents;
    private final FileChannel channel;
    private final Map<Integer, FileLock> packLocks = new HashMap<>();
    private final int slot;

    /// Opens the file and takes a slot.
    ///
    /// @throws ConflictException if the lake is open in this JVM already, through other class loaders
    /// @throws UnsupportedException if a process of another PID namespace has the lake open
    LockFile(Path file) {
        this.file = file;
        try {
            contents = new RandomAccessFile(file.toFile(), "rw");
            channel = contents.getChannel();
            takePresence();
            try {
                slot = takeSlot();
            } catch (RuntimeException | IOException e) {
                contents.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    private void takePresence() throws IOException {
        try {
            if (channel.tryLock(PRESENCE, 1, true) == null) {
                throw new ConflictException(file.getParent() + ": the lake is held by another process that needs it alone");
            }
        } catch (OverlappingFileLockException e) {
            // The channel stays open on purpose: closing it would drop the locks of whoever has the lake open.
            throw new ConflictException(file.getParent() + ": the lake is open in this JVM already, by classes of another"
                    + " class loader", e);
        }
    }

    private int takeSlot() throws IOException {
        try (FileLock _ = gate()) {
            int mine = -1;
            long slots = contents.length() / SLOT_BYTES;
            for (int i = 0; i <= slots; i++) {
                FileLock lock = channel.tryLock(SLOTS + i, 1, false);
                if (lock == null) {
                    checkNeighbour(readSlot(i));
                } else if (mine < 0 && i < MAX_SLOTS) {
                    mine = i;
                } else {
                    lock.release();
                }
            }
            if (mine < 0) {
                throw new LimitException(file + ": more than " + MAX_SLOTS + " processes have the lake open");
            }
            writeSlot(mine);
            return mine;
        }
    }

    private FileLock gate() throws IOException {
        while (true) {
            FileLock lock = channel.tryLock(GATE, 1, false);
            if (lock != null) {
                return lock;
            }
            // Held for microseconds by whoever has it.
            Thread.onSpinWait();
        }
    }

    private void checkNeighbour(ByteBuffer other) {
        if (other.getInt(0) != MAGIC || other.getInt(4) != VERSION) {
            throw new UnsupportedException(file + ": the lake is open in a process of another version of Tarn");
        }
        long namespace = other.getLong(16);
        if (namespace != Host.pidNamespace()) {
            // LMDB tells live readers from dead ones by process id, which means nothing across namespaces.
            throw new UnsupportedException(file.getParent() + ": the lake is open in process " + other.getLong(8)
                    + " of another PID namespace (a container); run \"zed serve\" there and use -lake http://HOST:9867 here");
        }
    }

    private void writeSlot(int index) throws IOException {
        var buffer = ByteBuffer.allocate(SLOT_BYTES).putInt(MAGIC).putInt(VERSION)
                .putLong(ProcessHandle.current().pid()).putLong(Host.pidNamespace()).putLong(NO_SNAPSHOT);
        contents.seek((long) index * SLOT_BYTES);
        contents.write(buffer.array());
    }

    private ByteBuffer readSlot(int index) throws IOException {
        var buffer = ByteBuffer.allocate(SLOT_BYTES);
        contents.seek((long) index * SLOT_BYTES);
        contents.readFully(buffer.array());
        return buffer;
    }

    /// Tells all processes the oldest snapshot that this one reads, [#NO_SNAPSHOT] for none.
    synchronized void publish(long oldestSnapshot) {
        try {
            contents.seek((long) slot * SLOT_BYTES + SNAPSHOT_OFFSET);
            // Eight bytes within one page in one call: others see all or none of them.
            contents.write(ByteBuffer.allocate(Long.BYTES).putLong(oldestSnapshot).array());
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    /// Returns the oldest snapshot that any process reads, this one included; [#NO_SNAPSHOT] if none does.
    synchronized long oldestSnapshot() {
        try (FileLock _ = gate()) {
            long oldest = readSlot(slot).getLong(SNAPSHOT_OFFSET);
            for (int i : otherLiveSlots()) {
                oldest = Math.min(oldest, readSlot(i).getLong(SNAPSHOT_OFFSET));
            }
            return oldest;
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    private List<Integer> otherLiveSlots() throws IOException {
        List<Integer> live = new ArrayList<>();
        for (int i = 0; i < contents.length() / SLOT_BYTES; i++) {
            if (i == slot) {
                continue;
            }
            FileLock lock = channel.tryLock(SLOTS + i, 1, false);
            if (lock == null) {
                live.add(i);
            } else {
                lock.release();
            }
        }
        return live;
    }

    /// Takes the right to append to a pack, for this process; returns whether it was free.
    synchronized boolean lockPack(int pack) {
        if (packLocks.containsKey(pack)) {
            return false;
        }
        try {
            Optional<FileLock> lock = Optional.ofNullable(channel.tryLock(PACKS + pack, 1, false));
            lock.ifPresent(taken -> packLocks.put(pack, taken));
            return lock.isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    /// Gives the right to append to a pack back.
    synchronized void unlockPack(int pack) {
        FileLock lock = packLocks.remove(pack);
        if (lock == null) {
            throw new IllegalStateException("pack " + pack + " is not locked by this process");
        }
        try {
            lock.release();
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            contents.close();
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }
}
