package dev.tarn.cli;

import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.Source;
import dev.tarn.model.TarnException;
import dev.tarn.model.vector.Vector;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Sources one after the other, opened when it is their turn.
final class SourceList implements Source {
    private final List<Source> sources;
    private final Optional<Consumer<String>> warn;

    /// @param warn takes what is wrong with a source that cannot be opened or is in no format, which is then passed over; empty if
    ///     that ends the scan, as what is wrong further on always does
    SourceList(List<Source> sources, Optional<Consumer<String>> warn) {
        this.sources = List.copyOf(sources);
        this.warn = warn;
    }

    @Override
    public Scan open(ScanRequest request) {
        return new ListScan(request);
    }

    private final class ListScan implements Scan {
        private final ScanRequest request;
        private int position;
        private Optional<Scan> current = Optional.empty();
        private long ordinal;
        private boolean closed;

        ListScan(ScanRequest request) {
            this.request = request;
        }

        @Override
        public synchronized Optional<Morsel> next() {
            while (!closed && position < sources.size()) {
                if (current.isEmpty()) {
                    openNext();
                }
                Optional<Morsel> piece = current.flatMap(Scan::next);
                if (piece.isPresent()) {
                    return Optional.of(renumber(piece.get()));
                }
                endCurrent();
                position++;
            }
            return Optional.empty();
        }

        private void openNext() {
            try {
                current = Optional.of(sources.get(position).open(request));
            } catch (TarnException | UncheckedIOException e) {
                warn.orElseThrow(() -> e).accept(e.getMessage());
            }
        }

        private Morsel renumber(Morsel piece) {
            long number = ordinal++;
            return new Morsel() {
                @Override
                public long ordinal() {
                    return number;
                }

                @Override
                public List<Vector> decode() {
                    return piece.decode();
                }

                @Override
                public void release() {
                    piece.release();
                }
            };
        }

        private void endCurrent() {
            current.ifPresent(Scan::close);
            current = Optional.empty();
        }

        @Override
        public synchronized void close() {
            closed = true;
            endCurrent();
        }
    }
}
