package dev.tarn.query.run;

import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zng.ZngReadOptions;
import dev.tarn.model.zng.ZngSource;
import dev.tarn.model.zng.ZngWriteOptions;
import dev.tarn.model.zng.ZngWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Optional;

/// Values that do not fit in the memory that an operator may take: written to a temporary file, and read back in order.
///
/// The file has no name once it is open, where the system allows that, so that nothing is left however the process ends.
final class SpillFile implements AutoCloseable {
    // Small frames, because one of each of many files is in memory when they are merged.
    private static final ZngWriteOptions WRITE_OPTIONS = ZngWriteOptions.DEFAULT.withFrameBytes(128 * 1024);
    // Whatever was in memory once may be so again.
    private static final ZngReadOptions READ_OPTIONS = ZngReadOptions.DEFAULT.withMaxFrameBytes(Integer.MAX_VALUE);

    private final FileChannel channel;
    private final ZngWriter writer;

    private SpillFile(FileChannel channel) {
        this.channel = channel;
        this.writer = new ZngWriter(Channels.newOutputStream(channel), WRITE_OPTIONS);
    }

    /// Creates an empty file in the system's folder for temporary files.
    ///
    /// @throws UncheckedIOException if it cannot be created
    static SpillFile create() {
        try {
            Path path = Files.createTempFile("tarn-spill-", ".zng");
            return new SpillFile(FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            throw new UncheckedIOException("creating a temporary file: " + e.getMessage(), e);
        }
    }

    /// Appends values.
    void write(Vector values) {
        writer.write(values);
    }

    /// Ends the writing and begins to read. Can be done several times, by several threads.
    synchronized Reader read() {
        writer.close();
        try {
            return new Reader(ZngSource.of(channel, 0, channel.size(), READ_OPTIONS).open(ScanRequest.EVERYTHING));
        } catch (IOException e) {
            throw new UncheckedIOException("reading a temporary file: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing a temporary file: " + e.getMessage(), e);
        }
    }

    /// The values of a file, in batches.
    static final class Reader {
        private final Scan scan;
        private final ArrayDeque<Vector> decoded = new ArrayDeque<>();

        private Reader(Scan scan) {
            this.scan = scan;
        }

        /// Returns the next batch; empty at the end.
        Optional<Vector> next() {
            return hasNext() ? Optional.of(decoded.poll()) : Optional.empty();
        }

        /// Returns whether there is another batch.
        boolean hasNext() {
            while (decoded.isEmpty()) {
                var morsel = scan.next();
                if (morsel.isEmpty()) {
                    return false;
                }
                decoded.addAll(morsel.get().decode());
            }
            return true;
        }
    }
}
