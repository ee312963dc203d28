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

    /// @param warn takes what is wrong with a source whose rest is then passed over; empty if that ends the scan
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
                try {
                    if (current.isEmpty()) {
                        current = Optional.of(sources.get(position).open(request));
                    }
                    Optional<Morsel> piece = current.get().next();
                    if (piece.isPresent()) {
                        return Optional.of(renumber(piece.get()));
                    }
                } catch (TarnException | UncheckedIOException e) {
                    passOver(e);
                }
                endCurrent();
                position++;
            }
            return Optional.empty();
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
                    try {
                        return piece.decode();
                    } catch (TarnException e) {
                        passOver(e);
                        return List.of();
                    }
                }
            };
        }

        private void passOver(RuntimeException e) {
            warn.orElseThrow(() -> e).accept(e.getMessage());
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
