package dev.tarn.lake.catalog;

import dev.tarn.lake.catalog.CatalogFormat.Lake;
import dev.tarn.model.ConflictException;
import dev.tarn.model.NotFoundException;
import dev.tarn.model.UnsupportedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The catalog of one lake, shared by all who open it in this JVM and by other processes of this host.
///
/// May be used by any thread. A thread that runs a read or waits for a change must not be a thread that the change needs.
public final class Catalog implements AutoCloseable {
    /// The file of the catalog in the directory of a lake.
    public static final String FILE = "lake.mdb";
    private static final String LOCK_FILE = "lake.lock";
    private static final String REFERENCE_LAKE_FILE = "lake.zng";

    // The one piece of state that is global to the JVM: LMDB must not open a file twice in a process.
    private static final Map<Path, Catalog> OPEN = new HashMap<>();

    private final Path directory;
    private final LockFile locks;
    private final Store store;
    private final Leases leases;
    private int users;

    private Catalog(Path directory) {
        this.directory = directory;
        locks = new LockFile(directory.resolve(LOCK_FILE));
        try {
            store = new Store(directory.resolve(FILE));
        } catch (RuntimeException | Error e) {
            locks.close();
            throw e;
        }
        leases = new Leases(locks, () -> read(CatalogView::sequence));
    }

    /// Returns whether the directory looks like a lake, without opening it.
    public static boolean exists(Path directory) {
        return Files.exists(directory.resolve(FILE));
    }

    /// Makes a lake in a directory, which is made (for its owner alone) if it does not exist, and opens its catalog.
    ///
    /// @throws ConflictException if there is one already
    /// @throws UnsupportedException if a lake cannot lie there, see [#open(Path)]
    public static Catalog create(Path directory, long nowNanos) {
        try {
            createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(directory + ": " + e.getMessage(), e);
        }
        Catalog catalog = acquire(directory);
        try {
            catalog.change(change -> {
                if (change.lake().isPresent()) {
                    throw new ConflictException(directory + ": lake already exists");
                }
                change.create(new Lake(CatalogFormat.FORMAT, Id.create(), nowNanos));
                return null;
            });
            syncDirectory(directory);
            return catalog;
        } catch (RuntimeException | Error e) {
            catalog.close();
            throw e;
        }
    }

    private static void createDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(directory);
        }
        if (parent != null) {
            syncDirectory(parent);
        }
    }

    /// Opens the catalog of a lake.
    ///
    /// @throws NotFoundException if there is no lake
    /// @throws UnsupportedException if the lake lies on a network file system, is open in another PID namespace, or was
    ///     written by a version of Tarn that this one does not know or by another program
    /// @throws dev.tarn.model.CorruptException if the file is no catalog
    public static Catalog open(Path directory) {
        if (!exists(directory)) {
            if (Files.exists(directory.resolve(REFERENCE_LAKE_FILE))) {
                throw new UnsupportedException(directory + ": is a lake of the Zed project, which has another layout;"
                        + " load its pools into a lake of Tarn through its service");
            }
            throw new NotFoundException(directory + ": lake does not exist");
        }
        Catalog catalog = acquire(directory);
        try {
            if (catalog.read(CatalogView::lake).isEmpty()) {
                throw new NotFoundException(directory + ": lake does not exist");
            }
            return catalog;
        } catch (RuntimeException | Error e) {
            catalog.close();
            throw e;
        }
    }

    private static Catalog acquire(Path directory) {
        Path real;
        try {
            real = directory.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(directory + ": " + e.getMessage(), e);
        }
        Host.checkLocal(real);
        synchronized (OPEN) {
            Catalog catalog = OPEN.get(real);
            if (catalog == null) {
                catalog = new Catalog(real);
                OPEN.put(real, catalog);
            }
            catalog.users++;
            return catalog;
        }
    }

    /// Makes the entries of a directory durable: a new file is only there after a crash once its directory is synced.
    public static void syncDirectory(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(directory + ": " + e.getMessage(), e);
        }
    }

    /// Returns the identifier of the lake, which tells its files from those of others.
    public Id lakeId() {
        return read(view -> view.lake().orElseThrow(() -> new NotFoundException(directory + ": lake does not exist")).id());
    }

    /// Returns the directory of the lake.
    public Path directory() {
        return directory;
    }

    /// Runs a read on one snapshot. It should be short: it keeps the catalog from reusing space.
    public <T> T read(Function<CatalogView, T> work) {
        return store.read(rows -> work.apply(new CatalogView(rows)));
    }

    /// Runs a change, and returns when it is on disk; changes that wait at the same time share a sync.
    ///
    /// @param work the change; may be run more than once, and if it throws, nothing has happened
    public <T> T change(Function<CatalogChange, T> work) {
        return store.change(rows -> work.apply(new CatalogChange(rows)));
    }

    /// Promises all processes that the data of every object seen in snapshots from now on stays until the lease is closed.
    /// To be taken before the read that finds the objects.
    public Lease lease() {
        return leases.take();
    }

    /// Returns the sequence number of the oldest snapshot that any process holds a lease on; the newest one if none does.
    public long oldestLease() {
        long now = read(CatalogView::sequence);
        return Math.min(now, locks.oldestSnapshot());
    }

    /// Takes an open pack for this process alone, or makes a new one, and returns its number.
    ///
    /// The pack must be given back with [#releasePack(int)] or sealed with [#sealPack(int)].
    public int acquirePack() {
        for (Pack pack : read(CatalogView::packs)) {
            if (pack.open() && locks.lockPack(pack.number())) {
                if (isOpen(pack.number())) {
                    return pack.number();
                }
                locks.unlockPack(pack.number());
            }
        }
        return createPack();
    }

    // To be asked with the lock held: before, somebody else may have ended the pack.
    private boolean isOpen(int pack) {
        return read(view -> view.pack(pack)).filter(Pack::open).isPresent();
    }

    /// Makes a new pack for this process alone and returns its number.
    public int createPack() {
        int pack = change(CatalogChange::createPack);
        // Somebody else may see it in the list of open packs and be faster.
        return locks.lockPack(pack) && isOpen(pack) ? pack : createPack();
    }

    /// Lets another process append to a pack.
    public void releasePack(int pack) {
        locks.unlockPack(pack);
    }

    /// Ends a pack: nobody appends to it any more.
    public void sealPack(int pack) {
        change(change -> {
            change.sealPack(pack);
            return null;
        });
        locks.unlockPack(pack);
    }

    /// Returns the numbers of all packs.
    public Set<Integer> packs() {
        return read(CatalogView::packs).stream().map(Pack::number).collect(Collectors.toSet());
    }

    /// Removes the packs in which nothing lies that anybody can still ask for, and returns their numbers; their files are
    /// the caller's to delete. Looks at all objects of the lake.
    ///
    /// Whoever reads an old snapshot, or has written objects that are not committed yet, holds a lease that is as old.
    public List<Integer> removeUnreferencedPacks() {
        long lastDrop = read(view -> view.counter(CatalogView.LAST_DROP));
        List<Pack> candidates = read(CatalogView::unreferencedPacks);
        // After the candidates: a lease that is taken from now on is one on a snapshot without them.
        long oldest = locks.oldestSnapshot();
        List<Integer> removed = new ArrayList<>();
        for (Pack pack : candidates) {
            boolean unneeded = oldest == LockFile.NO_SNAPSHOT
                    || !pack.open() && oldest > Math.max(lastDrop, pack.sealedAt());
            if (unneeded && locks.lockPack(pack.number())) {
                change(change -> {
                    change.removePack(pack.number());
                    return null;
                });
                locks.unlockPack(pack.number());
                removed.add(pack.number());
            }
        }
        return removed;
    }

    Traffic traffic() {
        return store.traffic();
    }

    /// Gives the catalog back; the last one who does closes it, after waiting for changes that are under way.
    @Override
    public void close() {
        synchronized (OPEN) {
            if (users == 0 || --users > 0) {
                return;
            }
            OPEN.remove(directory);
            store.close();
            locks.close();
        }
    }
}
