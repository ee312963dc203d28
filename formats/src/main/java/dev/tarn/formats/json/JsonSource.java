package dev.tarn.formats.json;

import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.Source;
import java.io.InputStream;

/// The values of a JSON text: any number of them, with spaces, line breaks or nothing between. Pieces of the text are decoded side
/// by side.
public final class JsonSource implements Source {
    private final InputStream stream;

    /// Creates the source of the values of a stream, which can be scanned once; the scan closes it.
    public JsonSource(InputStream stream) {
        this.stream = stream;
    }

    @Override
    public Scan open(ScanRequest request) {
        return new JsonScan(stream);
    }
}
