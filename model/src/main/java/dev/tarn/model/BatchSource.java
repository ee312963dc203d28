package dev.tarn.model;

import dev.tarn.model.vector.Vector;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Batches that are in memory already, as a source. Can be scanned any number of times.
///
/// @param batches the batches, in order
public record BatchSource(List<Vector> batches) implements Source {
    /// Copies the list.
    public BatchSource {
        batches = List.copyOf(batches);
    }

    @Override
    public Scan open(ScanRequest request) {
        var next = new AtomicInteger();
        return new Scan() {
            @Override
            public Optional<Morsel> next() {
                int ordinal = next.getAndIncrement();
                return ordinal < batches.size()
                        ? Optional.of(Scan.decoded(ordinal, List.of(batches.get(ordinal))))
                        : Optional.empty();
            }

            @Override
            public void close() {
                next.set(batches.size());
            }
        };
    }
}
