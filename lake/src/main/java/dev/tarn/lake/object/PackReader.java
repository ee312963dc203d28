package dev.tarn.lake.object;

import dev.tarn.lake.catalog.Id;
import dev.tarn.model.CorruptException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads packs through files that stay open, the most recently used ones.
final class PackReader implements AutoCloseable {
    private static final int MAX_OPEN = 128;

    private final Path directory;
    private final Id lake;
    private final Map<Integer, FileChannel> open = new LinkedHashMap<>(16, 0.75f, true);
    private boolean closed;

    PackReader(Path directory, Id lake) {
        this.directory = directory;
        this.lake = lake;
    }

    byte[] read(int pack, long offset, int length) {
        var buffer = ByteBuffer.allocate(length);
        // A thread that is interrupted while it reads closes the file, for others that read it too. Reading is short, so it
        // is simply done again; who wants to end a query tells the query.
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    readFully(pack, offset, buffer);
                    return buffer.array();
                } catch (ClosedChannelException _) {
                    interrupted |= Thread.interrupted();
                    buffer.clear();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(PackFormat.file(directory, pack) + ": " + e.getMessage(), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void readFully(int pack, long offset, ByteBuffer buffer) throws IOException {
        FileChannel channel = channel(pack);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                throw new CorruptException("%s: ends at byte %d, expected %d bytes at byte %d"
                        .formatted(PackFormat.file(directory, pack), channel.size(), buffer.capacity(), offset));
            }
        }
    }

    private synchronized FileChannel channel(int pack) throws IOException {
        if (closed) {
            throw new IllegalStateException("the lake is closed");
        }
        FileChannel channel = open.get(pack);
        if (channel == null || !channel.isOpen()) {
            channel = open(pack);
            open.put(pack, channel);
            if (open.size() > MAX_OPEN) {
                // Whoever reads it at this moment opens it again.
                var eldest = open.entrySet().iterator();
                eldest.next().getValue().close();
                eldest.remove();
            }
        }
        return channel;
    }

    /// Closes the file of a pack, which is going to be deleted.
    synchronized void forget(int pack) {
        FileChannel channel = open.remove(pack);
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(PackFormat.file(directory, pack) + ": " + e.getMessage(), e);
            }
        }
    }

    private FileChannel open(int pack) throws IOException {
        Path file = PackFormat.file(directory, pack);
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            throw new CorruptException(file + ": is missing, but the catalog has objects in it", e);
        }
        try {
            var header = ByteBuffer.allocate(PackFormat.HEADER_BYTES);
            int read = 0;
            while (header.hasRemaining() && read >= 0) {
                read = channel.read(header, header.position());
            }
            PackFormat.checkHeader(file, header.flip(), pack, lake);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        for (FileChannel channel : open.values()) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(directory + ": " + e.getMessage(), e);
            }
        }
        open.clear();
    }
}
