package dev.tarn.formats.json;

import dev.tarn.model.Sink;
import dev.tarn.model.text.FloatText;
import dev.tarn.model.text.TextBuilder;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/// Writes values as JSON.
///
/// What JSON lacks becomes a string: times, durations, addresses, bytes (`0x…`), types, symbols of enums, and the floats that are no
/// numbers. Sets become arrays, maps objects, `error(x)` becomes `{"error":x}`; names are lost.
public final class JsonWriter implements Sink {
    private static final int FLUSH_BYTES = 1 << 16;

    private final OutputStream stream;
    private final JsonPrinter.Pen pen;
    private final boolean array;
    private boolean begun;
    private boolean closed;

    private JsonWriter(OutputStream stream, int indent, boolean array) {
        this.stream = stream;
        this.pen = new JsonPrinter.Pen(new TextBuilder(FLUSH_BYTES * 2), indent, new FloatText());
        this.array = array;
    }

    /// Returns a writer of values that follow each other, each with a line break behind.
    ///
    /// @param indent how many spaces each level is indented by; 0 for a value on one line (NDJSON)
    public static JsonWriter ofLines(OutputStream stream, int indent) {
        return new JsonWriter(stream, indent, false);
    }

    /// Returns a writer of one array that has all values as elements.
    public static JsonWriter ofArray(OutputStream stream) {
        return new JsonWriter(stream, 0, true);
    }

    @Override
    public void write(Vector batch) {
        switch (batch) {
            case TypedVector typed -> {
                var printer = JsonPrinter.of(pen, typed);
                for (int row = 0; row < typed.length(); row++) {
                    print(printer, row);
                }
            }
            case Mixed mixed -> {
                var printers =
                        mixed.parts().stream().map(part -> JsonPrinter.of(pen, part)).toArray(JsonPrinter[]::new);
                var next = new int[printers.length];
                for (int part : mixed.tags()) {
                    print(printers[part], next[part]++);
                }
            }
        }
        pen.out().writeTo(stream);
    }

    private void print(JsonPrinter printer, int row) {
        if (array) {
            pen.out().put(begun ? ',' : '[');
        }
        printer.print(row, 0);
        if (!array) {
            pen.out().put('\n');
        }
        begun = true;
        if (pen.out().length() >= FLUSH_BYTES) {
            pen.out().writeTo(stream);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (array) {
            pen.out().put(begun ? "]\n" : "[]\n");
        }
        pen.out().writeTo(stream);
        try {
            stream.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
