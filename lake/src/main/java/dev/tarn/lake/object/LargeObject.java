package dev.tarn.lake.object;

import dev.tarn.lake.catalog.Catalog;
import dev.tarn.lake.catalog.Extent;
import dev.tarn.lake.catalog.Id;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// An object on its way into a pack of its own. Used by one thread at a time; closing it unfinished removes the pack's file.
public final class LargeObject implements AutoCloseable {
    private final Catalog catalog;
    private final Path directory;
    private final Path file;
    private final Id object;
    private final int pack;
    // Not a channel: the thread is the caller's, who may interrupt it.
    private final RandomAccessFile out;
    private long dataLength;
    private boolean finished;
    private boolean closed;

    LargeObject(Catalog catalog, Path directory, Id object) {
        this.catalog = catalog;
        this.directory = directory;
        this.object = object;
        pack = catalog.createPack();
        file = PackFormat.file(directory, pack);
        try {
            out = new RandomAccessFile(file.toFile(), "rw");
            out.write(PackFormat.header(pack, catalog.lakeId()).array());
            out.write(new byte[PackFormat.BLOB_HEADER_BYTES]);
        } catch (IOException e) {
            catalog.sealPack(pack);
            throw failure(e);
        }
    }

    /// Appends to the values.
    ///
    /// @throws UncheckedIOException if they cannot be written
    public void write(byte[] bytes, int offset, int length) {
        try {
            out.write(bytes, offset, length);
            dataLength += length;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// Adds the seek index and returns where the object lies, once it is on disk.
    ///
    /// @throws UncheckedIOException if it cannot be written or synced
    public Extent finish(byte[] index) {
        try {
            out.write(index);
            out.write(PackFormat.END);
            out.seek(PackFormat.HEADER_BYTES);
            out.write(PackFormat.blobHeader(object, dataLength, index.length).array());
            out.getFD().sync();
            Catalog.syncDirectory(directory);
        } catch (IOException e) {
            throw failure(e);
        }
        catalog.sealPack(pack);
        finished = true;
        return new Extent(pack, PackFormat.HEADER_BYTES + PackFormat.BLOB_HEADER_BYTES, dataLength, index.length,
                Blob.checksum(index));
    }

    private UncheckedIOException failure(IOException e) {
        return new UncheckedIOException(file + ": " + e.getMessage(), e);
    }

    /// Closes the file; removes it if it was not finished.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            out.close();
            if (!finished) {
                Files.deleteIfExists(file);
                catalog.sealPack(pack);
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }
}
