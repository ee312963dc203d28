package dev.tarn.formats.table;

import dev.tarn.model.InputException;
import dev.tarn.model.Sink;
import dev.tarn.model.Value;
import dev.tarn.model.text.TextBuilder;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/// Writes records as aligned columns under their names. Where the columns change, and after each 1000 rows, the names are said
/// again and the widths are found anew.
public final class TableWriter implements Sink {
    private static final int ROWS_PER_TABLE = 1000;

    private final OutputStream stream;
    // The cells of the table so far, row by row, and where each ends.
    private final TextBuilder cells = new TextBuilder();
    private int[] ends = new int[256];
    private int cellCount;
    private List<Field> fields = List.of();
    private boolean begun;
    private int rows;

    /// Creates a writer.
    public TableWriter(OutputStream stream) {
        this.stream = stream;
    }

    /// Takes the records of a batch.
    ///
    /// @throws InputException if a value is no record
    @Override
    public void write(Vector batch) {
        switch (batch) {
            case TypedVector typed -> {
                var part = new Part(typed);
                for (int row = 0; row < typed.length(); row++) {
                    part.write(row);
                }
            }
            case Mixed mixed -> {
                var parts = mixed.parts().stream().map(Part::new).toArray(Part[]::new);
                var next = new int[parts.length];
                for (int part : mixed.tags()) {
                    parts[part].write(next[part]++);
                }
            }
        }
    }

    /// The values of a batch that are of one type.
    private final class Part {
        private final TypedVector vector;
        private final boolean record;
        private final List<Field> columns;
        private final TableCells[] texts;

        Part(TypedVector vector) {
            this.vector = vector;
            this.record = vector.type().under() instanceof RecordType;
            var flat = record ? FlatColumns.of(vector) : new FlatColumns(List.of(), List.of());
            this.columns = flat.fields();
            this.texts = flat.columns().stream().map(column -> new TableCells(cells, column, "")).toArray(TableCells[]::new);
        }

        void write(int row) {
            if (!record) {
                flush();
                throw new InputException("table output encountered non-record value: " + Value.of(vector, row));
            }
            if (!begun || !columns.equals(fields) || rows >= ROWS_PER_TABLE) {
                flush();
                begin(columns);
            }
            for (var text : texts) {
                text.append(row);
                endCell();
            }
            rows++;
        }
    }

    private void begin(List<Field> columns) {
        fields = columns;
        begun = true;
        rows = 0;
        for (var field : columns) {
            cells.put(field.name());
            endCell();
        }
    }

    private void endCell() {
        if (cellCount == ends.length) {
            ends = Arrays.copyOf(ends, cellCount * 2);
        }
        ends[cellCount++] = cells.length();
    }

    private void flush() {
        if (!begun) {
            return;
        }
        int columns = fields.size();
        var out = new TextBuilder(cells.length() * 2);
        if (columns == 0) {
            for (int row = 0; row <= rows; row++) {
                out.put('\n');
            }
        } else {
            writeAligned(columns, out);
        }
        out.writeTo(stream);
        cells.truncate(0);
        cellCount = 0;
        begun = false;
    }

    private void writeAligned(int columns, TextBuilder out) {
        var widths = new int[columns];
        for (int cell = 0; cell < cellCount; cell++) {
            widths[cell % columns] = Math.max(widths[cell % columns], width(cell) + 1);
        }
        for (int cell = 0; cell < cellCount; cell++) {
            out.put(cells.array(), start(cell), ends[cell] - start(cell));
            if (cell % columns == columns - 1) {
                out.put('\n');
            } else {
                out.putSpaces(widths[cell % columns] - width(cell));
            }
        }
    }

    private int start(int cell) {
        return cell == 0 ? 0 : ends[cell - 1];
    }

    /// Returns the number of characters in a cell.
    private int width(int cell) {
        int width = 0;
        for (int i = start(cell); i < ends[cell]; i++) {
            width += (cells.array()[i] & 0xc0) == 0x80 ? 0 : 1;
        }
        return width;
    }

    @Override
    public void close() {
        flush();
        try {
            stream.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
