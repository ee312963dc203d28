package dev.tarn.lake.object;

import dev.tarn.lake.catalog.Catalog;
import dev.tarn.lake.catalog.Extent;
import dev.tarn.model.CorruptException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// A pack that this process appends to, and nobody else meanwhile. Used by one thread.
///
/// Zeros are written ahead of what is appended. Where a file has its size and its blocks already, a sync has only the data
/// to write: five times quicker than one that has to write the file system's journal too (2,700 instead of 510 syncs of 200
/// bytes per second on ext4, November 2026).
final class PackFile {
    private static final int RESERVE_BYTES = 1 << 20;
    private static final long MIN_FREE_BYTES = 64L * RESERVE_BYTES;
    // What is larger than this takes its time anyway.
    private static final int MAX_RESERVING_BYTES = 256 * 1024;

    private final Catalog catalog;
    private final int pack;
    private final Path file;
    private final FileChannel channel;
    private long end;
    // The size of the file; from the end on it has zeros.
    private long size;
    private boolean usable = true;

    /// Opens a pack that the process has acquired, and makes its file if that is not there yet.
    ///
    /// The pack is not usable, and given back already, if it is not what it should be.
    ///
    /// @throws IOException if the file cannot be opened or made
    PackFile(Catalog catalog, Path directory, int pack) throws IOException {
        this.catalog = catalog;
        this.pack = pack;
        file = PackFormat.file(directory, pack);
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        } catch (IOException e) {
            catalog.releasePack(pack);
            throw named(e);
        }
        try {
            if (channel.size() == 0) {
                writeFully(PackFormat.header(pack, catalog.lakeId()), 0);
                sync();
                Catalog.syncDirectory(directory);
            } else {
                PackFormat.checkHeader(file, readHeader(), pack, catalog.lakeId());
            }
            size = channel.size();
            end = findEnd();
        } catch (CorruptException _) {
            // A crash while it was made, or damage: what is readable in it stays readable, but nothing is added.
            seal();
        } catch (IOException | RuntimeException e) {
            release();
            throw e;
        }
    }

    private ByteBuffer readHeader() throws IOException {
        return read(0, PackFormat.HEADER_BYTES);
    }

    private ByteBuffer read(long offset, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        int read = 0;
        while (bytes.hasRemaining() && read >= 0) {
            read = channel.read(bytes, offset + bytes.position());
        }
        return bytes.flip();
    }

    /// Finds where the zeros begin that a process left which did not end well. What lies before them may be an object that
    /// the catalog does not know; nobody looks at it.
    private long findEnd() throws IOException {
        for (long to = size; to > PackFormat.HEADER_BYTES; to = Math.max(PackFormat.HEADER_BYTES, to - RESERVE_BYTES)) {
            long from = Math.max(PackFormat.HEADER_BYTES, to - RESERVE_BYTES);
            ByteBuffer bytes = read(from, (int) (to - from));
            for (int i = bytes.limit() - 1; i >= 0; i--) {
                if (bytes.get(i) != 0) {
                    return from + i + 1;
                }
            }
        }
        return PackFormat.HEADER_BYTES;
    }

    /// Returns whether more can be appended; if not, the pack has been given back.
    boolean usable() {
        return usable;
    }

    /// Appends objects and returns where they lie, once they are on disk.
    ///
    /// @throws IOException if they cannot be written or synced; they are lost then, and after a failed sync the pack is not
    ///     used again, because what the system says about its pages later cannot be trusted
    List<Extent> append(List<Blob> blobs) throws IOException {
        long start = end;
        List<Extent> extents = new ArrayList<>();
        try {
            reserve(blobs.stream().mapToLong(Blob::bytes).sum());
            for (Blob blob : blobs) {
                extents.add(write(blob));
            }
            size = Math.max(size, end);
        } catch (IOException e) {
            takeBack(start);
            throw e;
        }
        try {
            sync();
        } catch (IOException e) {
            seal();
            throw e;
        }
        if (end >= PackFormat.FULL_BYTES) {
            seal();
        }
        return extents;
    }

    /// Writes zeros ahead if what comes next is small and does not fit in those that are there.
    private void reserve(long bytes) {
        if (bytes > MAX_RESERVING_BYTES || bytes <= size - end) {
            return;
        }
        try {
            // A disk that is nearly full has better use for its space: the catalog needs some, too.
            if (Files.getFileStore(file).getUsableSpace() < MIN_FREE_BYTES) {
                return;
            }
            writeFully(ByteBuffer.allocate(RESERVE_BYTES), size);
            size += RESERVE_BYTES;
        } catch (IOException _) {
            // The disk may be too full for this and not for what comes next.
            cutAt(end);
        }
    }

    private Extent write(Blob blob) throws IOException {
        long start = end;
        writeFully(PackFormat.blobHeader(blob.object(), blob.data().length, blob.index().length), end);
        end += PackFormat.BLOB_HEADER_BYTES;
        writeFully(ByteBuffer.wrap(blob.data()), end);
        end += blob.data().length;
        writeFully(ByteBuffer.wrap(blob.index()), end);
        end += blob.index().length;
        writeFully(ByteBuffer.wrap(new byte[] {PackFormat.END}), end);
        end++;
        return blob.extent(pack, start);
    }

    private void writeFully(ByteBuffer bytes, long offset) throws IOException {
        long at = offset;
        try {
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        } catch (IOException e) {
            throw named(e);
        }
    }

    private void sync() throws IOException {
        try {
            channel.force(false);
        } catch (IOException e) {
            throw named(e);
        }
    }

    private IOException named(IOException e) {
        return new IOException(file + ": " + e.getMessage(), e);
    }

    /// Gives the space of a failed append back, to a disk that may be full.
    private void takeBack(long start) {
        end = start;
        if (!cutAt(start)) {
            // What could not be cut off stays as bytes that belong to nobody, but this process should not write over them.
            seal();
        }
    }

    private boolean cutAt(long newSize) {
        try {
            channel.truncate(newSize);
            size = newSize;
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// Ends the pack for everybody.
    private void seal() {
        usable = false;
        cutAt(end);
        closeChannel();
        try {
            catalog.sealPack(pack);
        } catch (UncheckedIOException _) {
            // The catalog cannot be written, on a full disk for example: the lock then keeps others off while this process
            // lives, and whoever takes the pack afterwards appends behind what is there.
            return;
        }
    }

    /// Lets other processes append to the pack.
    void release() {
        usable = false;
        cutAt(end);
        closeChannel();
        catalog.releasePack(pack);
    }

    private void closeChannel() {
        try {
            channel.close();
        } catch (IOException _) {
            // Everything that counts was synced before.
            return;
        }
    }
}
