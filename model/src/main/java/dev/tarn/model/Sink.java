package dev.tarn.model;

import dev.tarn.model.vector.Vector;

/// Somewhere that values go: a file, a terminal, a pool. Used by one thread at a time.
public interface Sink extends AutoCloseable {
    /// Takes the values of a batch, in order.
    ///
    /// @throws java.io.UncheckedIOException if writing fails
    void write(Vector batch);

    /// Writes what is held back and ends the stream. Does not close a stream that was handed in.
    @Override
    void close();
}
