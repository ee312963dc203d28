package dev.tarn.lake.object;

import dev.tarn.lake.catalog.Catalog;
import dev.tarn.lake.catalog.Extent;
import dev.tarn.lake.catalog.Id;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
