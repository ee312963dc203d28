package dev.tarn.lake.remote;

import dev.tarn.model.ScanRequest;
import dev.tarn.model.Source;
import dev.tarn.model.TarnException;
import dev.tarn.model.zng.ZngWriteOptions;
import dev.tarn.model.zng.ZngWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;

/// The values of a source on their way to a service as ZNG: read, encoded and sent at the same time.
final class ZngUpload implements AutoCloseable {
    private static final int PIPE_BYTES = 1 << 20;

    private final Source values;
    private volatile Optional<RuntimeException> failure = Optional.empty();
    private Optional<Thread> encoder = Optional.empty();

    ZngUpload(Source values) {
        this.values = values;
    }

    /// Returns the body of the request. Can be sent once.
    BodyPublisher publisher() {
        return BodyPublishers.ofInputStream(this::open);
    }

    private InputStream open() {
        try {
            var out = new PipedOutputStream();
            var in = new BrokenPipe(out);
            encoder = Optional.of(Thread.ofPlatform().daemon().name("tarn-upload").start(() -> encode(out)));
            return in;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends with an error and not with an end of data when the input could not be read, so that nothing is committed.
    private final class BrokenPipe extends PipedInputStream {
        BrokenPipe(PipedOutputStream out) throws IOException {
            super(out, PIPE_BYTES);
        }

        @Override
        public synchronized int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            if (count < 0 && failure.isPresent()) {
                throw new IOException("the input cannot be read", failure.get());
            }
            return count;
        }
    }

    private void encode(PipedOutputStream out) {
        try (out; var scan = values.open(ScanRequest.EVERYTHING); var writer = new ZngWriter(out, ZngWriteOptions.DEFAULT)) {
            for (var piece = scan.next(); piece.isPresent(); piece = scan.next()) {
                piece.get().decode().forEach(writer::write);
            }
        } catch (TarnException e) {
            failure = Optional.of(e);
        } catch (UncheckedIOException e) {
            // If the service hung up, its answer says why; if the input broke off, this does.
            failure = Optional.of(e);
        } catch (IOException e) {
            failure = Optional.of(new UncheckedIOException(e));
        }
    }

    /// Throws what went wrong with the input, if anything did.
    void checkInput() {
        failure.filter(TarnException.class::isInstance).ifPresent(e -> {
            throw e;
        });
    }

    @Override
    public void close() {
        encoder.ifPresent(Thread::interrupt);
    }
}
