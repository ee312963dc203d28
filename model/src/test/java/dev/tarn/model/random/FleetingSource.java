package dev.tarn.model.random;

import dev.tarn.model.BodyOrder;
import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.Source;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.Rows;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Gives batches as bodies in memory that is written over as soon as it is released: who refers to it still will notice.
public final class FleetingSource implements Source {
    private static final byte OVERWRITTEN = (byte) 0xaa;

    private final List<Vector> batches;

    /// Creates a source of batches, whose values are copied whenever it is opened.
    public FleetingSource(List<Vector> batches) {
        this.batches = List.copyOf(batches);
    }

    @Override
    public Scan open(ScanRequest request) {
        var left = new ArrayDeque<>(batches);
        return new Scan() {
            private long ordinal;

            @Override
            public synchronized Optional<Morsel> next() {
                // Some pieces have two batches, as pieces of a file often have several.
                var piece = new ArrayList<Vector>();
                for (long i = ordinal % 3; i < 3 && piece.size() < 2 && !left.isEmpty(); i++) {
                    piece.add(left.poll());
                }
                return piece.isEmpty() ? Optional.empty() : Optional.of(new Piece(ordinal++, piece));
            }

            @Override
            public void close() {}
        };
    }

    private static final class Piece implements Scan.Morsel {
        private final long ordinal;
        private final List<Vector> batches;
        private final List<byte[]> memory = new ArrayList<>();

        Piece(long ordinal, List<Vector> batches) {
            this.ordinal = ordinal;
            this.batches = batches;
        }

        @Override
        public long ordinal() {
            return ordinal;
        }

        @Override
        public List<Vector> decode() {
            return batches.stream().map(this::copy).toList();
        }

        private Vector copy(Vector batch) {
            return switch (batch) {
                case TypedVector typed -> copy(typed);
                case Mixed mixed -> Mixed.of(mixed.tags(), mixed.parts().stream().map(this::copy).toList());
            };
        }

        private TypedVector copy(TypedVector values) {
            var rows = BodyOrder.bodies(values);
            var starts = new int[rows.length()];
            var lengths = new int[rows.length()];
            Arrays.setAll(starts, rows::start);
            Arrays.setAll(lengths, rows::bodyLength);
            byte[] arena = rows.arena().clone();
            memory.add(arena);
            return new Rows(rows.type(), arena, starts, lengths, rows.length());
        }

        @Override
        public void release() {
            memory.forEach(arena -> Arrays.fill(arena, OVERWRITTEN));
        }
    }
}
