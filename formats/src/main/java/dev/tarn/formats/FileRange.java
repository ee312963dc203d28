package dev.tarn.formats;

import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.Source;
import dev.tarn.model.vng.VngSource;
import dev.tarn.model.zng.ZngReadOptions;
import dev.tarn.model.zng.ZngSource;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/// What a stream has yet to give, as a range of a file that can be read at any place.
///
/// @param start where it begins in the file
/// @param stream what is closed when it has been read
record FileRange(FileChannel channel, long start, Closeable stream) {
    /// Returns the rest of a stream; empty if it is no stream of a file, or one of a pipe or terminal.
    static Optional<FileRange> of(InputStream in) {
        if (!(in instanceof FileInputStream file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new FileRange(file.getChannel(), file.getChannel().position(), file));
        } catch (IOException _) {
            // Only what has places can be asked for one.
            return Optional.empty();
        }
    }

    /// Copies the rest of a stream to a temporary file, which is deleted when it is closed.
    static FileRange copyOf(InputStream in) {
        try {
            var path = Files.createTempFile("tarn-", ".data");
            var channel = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            try {
                in.transferTo(Channels.newOutputStream(channel));
            } catch (IOException e) {
                channel.close();
                throw e;
            }
            return new FileRange(channel, 0, () -> {
                channel.close();
                in.close();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns whether the range begins with some bytes.
    boolean begins(byte[] bytes, int count) {
        var beginning = ByteBuffer.allocate(count);
        try {
            while (beginning.hasRemaining() && channel.read(beginning, start + beginning.position()) >= 0) {
                // Until there are enough, or no more.
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return !beginning.hasRemaining() && Arrays.equals(beginning.array(), 0, count, bytes, 0, count);
    }

    /// Returns whether it has bytes that can be counted, as files that the kernel writes while they are read do not.
    boolean hasLength() {
        try {
            return channel.size() > start;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Opens a scan of VNG, which closes the file.
    Scan vng(ScanRequest request) {
        return open(() -> VngSource.of(channel, start, channel.size() - start), request);
    }

    /// Opens a scan of ZNG, which closes the file.
    Scan zng(ScanRequest request, ZngReadOptions options) {
        return open(() -> ZngSource.of(channel, start, options), request);
    }

    private interface Opener {
        Source open() throws IOException;
    }

    private Scan open(Opener source, ScanRequest request) {
        try {
            var scan = source.open().open(request);
            return new Scan() {
                @Override
                public Optional<Morsel> next() {
                    return scan.next();
                }

                @Override
                public void close() {
                    scan.close();
                    closeFile();
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            closeFile();
            throw e;
        }
    }

    private void closeFile() {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
