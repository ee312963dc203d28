package dev.tarn.formats;

import dev.tarn.model.InputException;
import dev.tarn.model.Scan;
import dev.tarn.model.vector.MixedBuilder;
import dev.tarn.model.zson.ZsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;

/// A scan of data whose format was detected: if not even its first value can be read, it is in none of the formats.
final class DetectedScan implements Scan {
    private static final int REMEMBERED_BYTES = 1 << 16;

    private final Detection.Start start;
    private final Scan scan;
    private boolean begun;

    /// @param opener opens the scan of the data in the format that was detected
    DetectedScan(Detection.Start start, Function<Detection.Start, Scan> opener) {
        this.start = start;
        start.stream().mark(REMEMBERED_BYTES);
        this.scan = opener.apply(start);
    }

    @Override
    public Optional<Morsel> next() {
        try {
            Optional<Morsel> piece = scan.next();
            begun = true;
            return piece;
        } catch (InputException e) {
            throw begun || firstValueIsGood(start.stream()) ? e : new InputException("format detection error\n\t" + start.format() + ": "
                + e.getMessage(), e);
        }
    }

    /// Reads the first value again, alone. Data that is not remembered any more had good values in it.
    private boolean firstValueIsGood(InputStream stream) {
        try {
            stream.reset();
            return !start.format().equals("zson") || new ZsonReader(stream).next(new MixedBuilder());
        } catch (InputException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() {
        scan.close();
    }
}
