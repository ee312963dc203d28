package dev.tarn.lake.object;

import dev.tarn.lake.catalog.Catalog;
import dev.tarn.lake.catalog.Extent;
import dev.tarn.model.CorruptException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// A pack that this process appends to, and nobody else meanwhile. Used by one thread.
final class PackFile {
    private final Catalog catalog;
    private final int pack;
    private final Path file;
    private final FileChannel channel;
    private long end;
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
            // Beyond the last object that the catalog knows may lie what a crash left; nobody looks at it.
            end = channel.size();
        } catch (CorruptException _) {
            // A crash while it was made, or damage: what is readable in it stays readable, but nothing is added.
            seal();
        } catch (IOException | RuntimeException e) {
            release();
            throw e;
        }
    }

    private ByteBuffer readHeader() throws IOException {
        var header = ByteBuffer.allocate(PackFormat.HEADER_BYTES);
        int read = 0;
        while (header.hasRemaining() && read >= 0) {
            read = channel.read(header, header.position());
        }
        return header.flip();
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
            for (Blob blob : blobs) {
                extents.add(write(blob));
            }
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

    private Extent write(Blob blob) throws IOException {
        long start = end;
        writeFully(PackFormat.blobHeader(blob.object(), blob.data().length, blob.index().length), end);
        end += PackFormat.BLOB_HEADER_BYTES;
        writeFully(ByteBuffer.wrap(blob.data()), end);
        end += blob.data().length;
        writeFully(ByteBuffer.wrap(blob.index()), end);
        end += blob.index().length;
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
        try {
            channel.truncate(start);
        } catch (IOException _) {
            // What could not be cut off stays as bytes that belong to nobody, but this process should not write over them.
            seal();
        }
    }

    /// Ends the pack for everybody.
    private void seal() {
        usable = false;
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
