package dev.tarn.model.zjson;

import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.Source;
import dev.tarn.model.text.TextInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// The values of a ZJSON text. They are decoded as they are read, because types that are defined in one hold for those after it.
public final class ZjsonSource implements Source {
    private final InputStream stream;

    /// Creates the source of the values of a stream, which can be scanned once; the scan closes it.
    public ZjsonSource(InputStream stream) {
        this.stream = stream;
    }

    @Override
    public Scan open(ScanRequest request) {
        return new TextScan(stream);
    }

    private static final class TextScan implements Scan {
        private final InputStream stream;
        private final ZjsonReader reader;
        private long ordinal;
        private boolean closed;

        TextScan(InputStream stream) {
            this.stream = stream;
            this.reader = new ZjsonReader(new TextInput(stream));
        }

        @Override
        public synchronized Optional<Morsel> next() {
            return closed ? Optional.empty() : reader.nextBatch().map(batch -> Scan.decoded(ordinal++, List.of(batch)));
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                try {
                    stream.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
