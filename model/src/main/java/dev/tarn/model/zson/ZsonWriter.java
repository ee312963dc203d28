package dev.tarn.model.zson;

import dev.tarn.model.Sink;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.BytesBuilder;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/// Writes values as ZSON, each followed by a line break.
public final class ZsonWriter implements Sink {
    private static final int FLUSH_BYTES = 1 << 16;

    private final OutputStream stream;
    private final Pen pen;

    /// Creates a writer of values on one line each.
    public ZsonWriter(OutputStream stream) {
        this(stream, ZsonStyle.COMPACT);
    }

    /// Creates a writer.
    public ZsonWriter(OutputStream stream, ZsonStyle style) {
        this.stream = stream;
        this.pen = new Pen(style);
        pen.out.reserve(FLUSH_BYTES);
    }

    @Override
    public void write(Vector batch) {
        switch (batch) {
            case TypedVector typed -> writeTyped(typed);
            case Mixed mixed -> writeMixed(mixed);
        }
        // What a query has found so far is seen, batch by batch.
        pen.out.writeTo(stream);
    }

    private void writeTyped(TypedVector vector) {
        var values = decorated(vector);
        for (int row = 0; row < vector.length(); row++) {
            writeValue(values, row);
        }
    }

    private void writeMixed(Mixed mixed) {
        var parts = mixed.parts().stream().map(this::decorated).toArray(DecoratedPrinter[]::new);
        var next = new int[parts.length];
        for (int part : mixed.tags()) {
            writeValue(parts[part], next[part]++);
        }
    }

    private DecoratedPrinter decorated(TypedVector vector) {
        Type type = vector.type();
        return new DecoratedPrinter(pen, vector, pen.form(type).implied);
    }

    private void writeValue(DecoratedPrinter values, int row) {
        values.printValue(row);
        pen.out.put('\n');
        if (pen.out.length() >= FLUSH_BYTES) {
            pen.out.writeTo(stream);
        }
    }

    @Override
    public void close() {
        pen.out.writeTo(stream);
        try {
            stream.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns the text of the only value of a vector.
    static String text(TypedVector one, ZsonStyle style) {
        var pen = new Pen(style);
        new DecoratedPrinter(pen, one, pen.form(one.type()).implied).printValue(0);
        return pen.out.toString();
    }

    /// Appends the text of each value of a vector whose type has no names in it.
    static void texts(TypedVector values, BytesBuilder texts) {
        var pen = new Pen(ZsonStyle.COMPACT);
        var printer = new DecoratedPrinter(pen, values, pen.form(values.type()).implied);
        for (int row = 0; row < values.length(); row++) {
            printer.printValue(row);
            texts.append(pen.out.array(), 0, pen.out.length());
            pen.out.truncate(0);
        }
    }

    /// Returns the text of the only value of a vector, without its decorator.
    static String undecorated(TypedVector one) {
        var pen = new Pen(ZsonStyle.COMPACT);
        new DecoratedPrinter(pen, one, pen.form(one.type()).implied).printUndecorated(0, 0, false);
        return pen.out.toString();
    }
}
