package dev.tarn.formats.text;

import dev.tarn.formats.table.FlatColumns;
import dev.tarn.formats.table.TableCells;
import dev.tarn.formats.zeek.ZeekText;
import dev.tarn.model.Sink;
import dev.tarn.model.text.TextBuilder;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;

/// Writes each value on a line: a record's fields, nested ones too, with tabs between, any other value as it is.
public final class TextWriter implements Sink {
    private static final int FLUSH_BYTES = 1 << 16;

    private final OutputStream stream;
    private final TextBuilder out = new TextBuilder(FLUSH_BYTES * 2);

    /// Creates a writer.
    public TextWriter(OutputStream stream) {
        this.stream = stream;
    }

    private interface Line {
        void append(int row);
    }

    @Override
    public void write(Vector batch) {
        switch (batch) {
            case TypedVector typed -> {
                var line = line(typed);
                for (int row = 0; row < typed.length(); row++) {
                    write(line, row);
                }
            }
            case Mixed mixed -> {
                var lines = mixed.parts().stream().map(this::line).toArray(Line[]::new);
                var next = new int[lines.length];
                for (int part : mixed.tags()) {
                    write(lines[part], next[part]++);
                }
            }
        }
        out.writeTo(stream);
    }

    private void write(Line line, int row) {
        line.append(row);
        out.put('\n');
        if (out.length() >= FLUSH_BYTES) {
            out.writeTo(stream);
        }
    }

    private Line line(TypedVector vector) {
        if (!(vector.type().under() instanceof RecordType)) {
            return ZeekText.of(out, vector)::append;
        }
        var cells = new ArrayList<TableCells>();
        for (var column : FlatColumns.of(vector).columns()) {
            cells.add(new TableCells(out, column, "-"));
        }
        return row -> {
            for (int i = 0; i < cells.size(); i++) {
                if (i > 0) {
                    out.put('\t');
                }
                cells.get(i).append(row);
            }
        };
    }

    @Override
    public void close() {
        out.writeTo(stream);
        try {
            stream.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
