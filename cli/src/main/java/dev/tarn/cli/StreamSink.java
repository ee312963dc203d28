package dev.tarn.cli;

import dev.tarn.model.Sink;
import dev.tarn.model.vector.Vector;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/// A sink on a buffered stream, which it flushes and, if it is a file, closes.
final class StreamSink implements Sink {
    private final Sink writer;
    private final OutputStream stream;
    private final boolean eager;
    private final boolean owned;

    /// @param writer writes to `stream`
    /// @param eager whether every batch is flushed, because somebody is waiting for it
    /// @param owned whether the stream is closed with the sink
    StreamSink(Sink writer, OutputStream stream, boolean eager, boolean owned) {
        this.writer = writer;
        this.stream = stream;
        this.eager = eager;
        this.owned = owned;
    }

    @Override
    public void write(Vector batch) {
        writer.write(batch);
        if (eager) {
            flush();
        }
    }

    private void flush() {
        try {
            stream.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        writer.close();
        flush();
        if (owned) {
            try {
                stream.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
