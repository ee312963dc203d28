package dev.tarn.bpf.event;

import dev.tarn.model.type.Type;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Validity;
import java.util.ArrayList;
import java.util.List;

/// A struct: a column for each of its members, all with offsets from the start of the outermost struct.
final class RecordColumn extends Column {
    private final List<Column> columns;

    RecordColumn(Type type, List<Column> columns) {
        super(type);
        this.columns = List.copyOf(columns);
    }

    @Override
    RecordVector read(EventRows rows, EventContext context) {
        var fields = new ArrayList<TypedVector>(columns.size());
        for (var column : columns) {
            fields.add(column.read(rows, context));
        }
        return new RecordVector(type(), fields, rows.count(), Validity.ALL);
    }
}
