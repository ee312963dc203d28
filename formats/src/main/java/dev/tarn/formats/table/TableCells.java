package dev.tarn.formats.table;

import dev.tarn.formats.zeek.ZeekText;
import dev.tarn.model.Value;
import dev.tarn.model.text.TextBuilder;
import dev.tarn.model.text.TimeText;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.ErrorVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.TypedVector;

/// Writes the cells of one column: as Zeek's logs have them, but for times, which people read too.
public final class TableCells {
    private final TextBuilder out;
    private final String noTime;
    private final TypedVector column;
    private final ZeekText text;

    /// Creates a writer of the cells of a column, at the end of a text.
    ///
    /// @param noTime what stands for a time that is null
    public TableCells(TextBuilder out, TypedVector column, String noTime) {
        this.out = out;
        this.noTime = noTime;
        this.column = column.type() == PrimitiveType.TIME ? column.flat() : column;
        this.text = ZeekText.of(out, column);
    }

    /// Appends the cell of a row. A missing value is shown as null.
    public void append(int row) {
        if (column.type() == PrimitiveType.TIME) {
            if (column.isNull(row)) {
                out.put(noTime);
            } else {
                TimeText.append(out, ((LongVector) column).values()[row]);
            }
        } else if (isMissing(row)) {
            out.put('-');
        } else {
            text.append(row);
        }
    }

    private boolean isMissing(int row) {
        return column.type().equals(ErrorVector.OF_STRING)
                && !column.isNull(row)
                && Value.of(column, row).unwrap().asString().equals("missing");
    }
}
