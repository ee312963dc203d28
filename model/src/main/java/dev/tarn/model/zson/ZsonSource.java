package dev.tarn.model.zson;

import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.Source;
import dev.tarn.model.text.TextInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The values of a ZSON text. They are decoded as they are read, because names that are bound in one hold for those after it.
public final class ZsonSource implements Source {
    private final Supplier<InputStream> streams;

    private ZsonSource(Supplier<InputStream> streams) {
        this.streams = streams;
    }

    /// Returns the values of a stream, which can be scanned once; the scan closes it.
    public static ZsonSource of(InputStream stream) {
        return new ZsonSource(() -> stream);
    }

    /// Returns the values of a text.
    public static ZsonSource of(byte[] text) {
        return new ZsonSource(() -> new ByteArrayInputStream(text));
    }

    @Override
    public Scan open(ScanRequest request) {
        var stream = streams.get();
        return new TextScan(stream, new ZsonReader(new TextInput(stream)));
    }

    private static final class TextScan implements Scan {
        private final InputStream stream;
        private final ZsonReader reader;
        private long ordinal;
        private boolean closed;

        TextScan(InputStream stream, ZsonReader reader) {
            this.stream = stream;
            this.reader = reader;
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
