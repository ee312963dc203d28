package dev.tarn.lake.object;

import dev.tarn.lake.catalog.Catalog;
import dev.tarn.lake.catalog.Extent;
import dev.tarn.lake.catalog.Id;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The pack files of a lake, open for reading and appending. May be used by any thread.
public final class Packs implements AutoCloseable {
    /// The directory of the packs in the directory of a lake.
    public static final String DIRECTORY = "data";

    private final Catalog catalog;
    private final Path directory;
    private final AppendQueue appends;
    private final PackReader reader;

    /// Opens the packs of the lake that the catalog belongs to. Makes their directory if need be.
    public Packs(Catalog catalog) {
        this.catalog = catalog;
        directory = catalog.directory().resolve(DIRECTORY);
        if (!Files.isDirectory(directory)) {
            try {
                Files.createDirectories(directory);
            } catch (IOException e) {
                throw new UncheckedIOException(directory + ": " + e.getMessage(), e);
            }
            Catalog.syncDirectory(catalog.directory());
        }
        appends = new AppendQueue(catalog, directory);
        reader = new PackReader(directory, catalog.lakeId());
    }

    /// Appends a small object to the pack that this process writes to, and returns when it is on disk; objects that wait
    /// at the same time share a sync.
    ///
    /// @param data the values; must not change any more
    /// @param index the seek index; must not change any more
    /// @throws UncheckedIOException if it cannot be written, because the disk is full for example; nothing is left of it
    ///     then that anybody would see
    public Extent append(Id object, byte[] data, byte[] index) {
        return appends.append(new Blob(object, data, index));
    }

    /// Begins an object in a pack of its own, which is for those that are too large to be held in memory.
    public LargeObject begin(Id object) {
        return new LargeObject(catalog, directory, object);
    }

    /// Reads bytes of a pack.
    ///
    /// @throws dev.tarn.model.CorruptException if the pack is missing, not one of this lake, or ends before them
    /// @throws UncheckedIOException if reading fails
    public byte[] read(int pack, long offset, int length) {
        return reader.read(pack, offset, length);
    }

    /// Deletes the files of packs that nobody needs any more, and files that belong to no pack because a crash came between
    /// removing a pack and deleting its file. Files of which an old query or an uncommitted load may still need something
    /// stay for the next time.
    ///
    /// @throws UncheckedIOException if a file cannot be deleted
    public void reclaim() {
        List<Path> files = files();
        Set<Path> needed = catalog.packs().stream().map(this::file).collect(Collectors.toCollection(HashSet::new));
        for (int pack : catalog.removeUnreferencedPacks()) {
            reader.forget(pack);
            needed.remove(file(pack));
        }
        try {
            for (Path file : files) {
                if (!needed.contains(file)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(directory + ": " + e.getMessage(), e);
        }
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(PackFormat.SUFFIX)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(directory + ": " + e.getMessage(), e);
        }
    }

    /// Returns the file of a pack, for messages.
    public Path file(int pack) {
        return PackFormat.file(directory, pack);
    }

    /// Waits for what is being appended and closes all files.
    @Override
    public void close() {
        appends.close();
        reader.close();
    }
}
