package dev.tarn.model;

import dev.tarn.model.vector.Vector;
import java.util.List;
import java.util.Optional;

/// An open scan of a [Source]: a queue of pieces that threads take and decode side by side.
///
/// [#next()] is the part that cannot be shared (reading the next bytes of a stream) and is short; [Morsel#decode()] is the
/// rest and may run on any thread, many at once.
public interface Scan extends AutoCloseable {
    /// Takes the next piece, in the order of the source; empty at the end. May be called by any thread.
    ///
    /// @throws InputException if the data is not in its format
    /// @throws java.io.UncheckedIOException if reading fails
    Optional<Morsel> next();

    /// Ends the scan and frees what it holds; pieces taken before may still be decoded. May be called twice.
    @Override
    void close();

    /// A piece of a scan, not decoded yet.
    interface Morsel {
        /// Returns the place of the piece in the source: 0 for the first.
        long ordinal();

        /// Decodes the piece into batches, in order.
        ///
        /// @throws InputException if the data is not in its format
        List<Vector> decode();

        /// Says that nobody refers to the batches any more that [#decode()] returned, nor to anything of them: their memory may be
        /// used for another piece. Whoever does not know it says nothing. Called at most once.
        default void release() {}
    }

    /// Returns a piece that is decoded already.
    static Morsel decoded(long ordinal, List<Vector> batches) {
        return new Morsel() {
            @Override
            public long ordinal() {
                return ordinal;
            }

            @Override
            public List<Vector> decode() {
                return batches;
            }
        };
    }
}
