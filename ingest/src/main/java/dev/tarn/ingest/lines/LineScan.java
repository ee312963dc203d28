package dev.tarn.ingest.lines;

import dev.tarn.model.Scan;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zson.ZsonReader;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The records of a stream of lines.
final class LineScan implements Scan {
    private static final int BATCH_CHARACTERS = 1 << 18;
    /// A longer line is taken in pieces.
    private static final int MAX_LINE_BYTES = 1 << 20;

    private final InputStream stream;
    private final LineTranslator translator;
    private boolean ended;
    private volatile boolean closed;
    private long ordinal;

    LineScan(InputStream stream, LineTranslator translator) {
        this.stream = new BufferedInputStream(stream, 1 << 16);
        this.translator = translator;
    }

    @Override
    public synchronized Optional<Morsel> next() {
        var text = new StringBuilder();
        try {
            while (!ended && !closed && text.length() < BATCH_CHARACTERS && (text.isEmpty() || stream.available() > 0)) {
                readLine().ifPresentOrElse(line -> translator.line(line, text), () -> {
                    ended = true;
                    translator.end(text);
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(Scan.decoded(ordinal++, values(text)));
    }

    private Optional<String> readLine() throws IOException {
        var bytes = new ByteArrayOutputStream();
        int octet = stream.read();
        if (octet < 0) {
            return Optional.empty();
        }
        while (octet >= 0 && octet != '\n' && bytes.size() < MAX_LINE_BYTES) {
            bytes.write(octet);
            octet = stream.read();
        }
        String line = bytes.toString(StandardCharsets.UTF_8);
        return Optional.of(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    }

    private static List<Vector> values(StringBuilder text) {
        var reader = new ZsonReader(new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)));
        var batches = new ArrayList<Vector>();
        for (var batch = reader.nextBatch(); batch.isPresent(); batch = reader.nextBatch()) {
            batches.add(batch.get());
        }
        return batches;
    }

    @Override
    public void close() {
        closed = true;
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
