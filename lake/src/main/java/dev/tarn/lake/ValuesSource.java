package dev.tarn.lake;

import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.Source;
import dev.tarn.model.Value;
import dev.tarn.model.vector.BodyEncoder;
import dev.tarn.model.vector.MixedBuilder;
import dev.tarn.model.vector.Vector;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A few values that are known when the source is opened.
record ValuesSource(Supplier<List<Value>> values) implements Source {
    @Override
    public Scan open(ScanRequest request) {
        return new ValuesScan(values.get().iterator());
    }

    private static final class ValuesScan implements Scan {
        private final Iterator<Value> values;
        private long ordinal;
        private boolean closed;

        ValuesScan(Iterator<Value> values) {
            this.values = values;
        }

        @Override
        public synchronized Optional<Morsel> next() {
            var builder = new MixedBuilder();
            while (!closed && values.hasNext() && builder.length() < Vector.BATCH_ROWS) {
                Value value = values.next();
                builder.append(value.type(), BodyEncoder.of(value.toVector()), 0);
            }
            return builder.length() == 0
                    ? Optional.empty()
                    : Optional.of(Scan.decoded(ordinal++, List.of(builder.build())));
        }

        @Override
        public synchronized void close() {
            closed = true;
        }
    }
}
