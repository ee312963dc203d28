package dev.tarn.model.zjson;

import dev.tarn.model.Sink;
import dev.tarn.model.text.FloatText;
import dev.tarn.model.text.TextBuilder;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/// Writes values as ZJSON, one on each line.
public final class ZjsonWriter implements Sink {
    private static final int FLUSH_BYTES = 1 << 16;

    private final OutputStream stream;
    private final TextBuilder out = new TextBuilder(FLUSH_BYTES * 2);
    private final TypeEncoder types;
    private final ZjsonPrinter.Pen pen;

    /// Creates a writer.
    ///
    /// @param stream where the lines go; not closed by the writer
    public ZjsonWriter(OutputStream stream) {
        this.stream = stream;
        var strings = new JsonStrings();
        this.types = new TypeEncoder(strings);
        this.pen = new ZjsonPrinter.Pen(out, new FloatText(), strings, types);
    }

    @Override
    public void write(Vector batch) {
        switch (batch) {
            case TypedVector typed -> {
                var printer = ZjsonPrinter.of(pen, typed);
                for (int row = 0; row < typed.length(); row++) {
                    print(typed.type(), printer, row);
                }
            }
            case Mixed mixed -> {
                var printers =
                        mixed.parts().stream().map(part -> ZjsonPrinter.of(pen, part)).toArray(ZjsonPrinter[]::new);
                var next = new int[printers.length];
                for (int part : mixed.tags()) {
                    print(mixed.parts().get(part).type(), printers[part], next[part]++);
                }
            }
        }
        out.writeTo(stream);
    }

    private void print(Type type, ZjsonPrinter printer, int row) {
        out.put("{\"type\":");
        types.append(out, type);
        out.put(",\"value\":");
        printer.print(row);
        out.put("}\n");
        if (out.length() >= FLUSH_BYTES) {
            out.writeTo(stream);
        }
    }

    /// Writes the lines so far, with a line of something else than a value behind them.
    ///
    /// @param json a JSON object, which readers of ZJSON alone do not understand
    public void writeLine(String json) {
        out.put(json);
        out.put('\n');
        flush();
    }

    private void flush() {
        out.writeTo(stream);
        try {
            stream.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        flush();
    }
}
