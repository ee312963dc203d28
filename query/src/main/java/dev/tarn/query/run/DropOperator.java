package dev.tarn.query.run;

import dev.tarn.model.Path;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.query.Batch;
import java.util.List;

/// Leaves fields out of records, records inside that have no other fields, and whole values that have none.
final class DropOperator extends RecordOperator {
    private final List<Path> fields;

    DropOperator(List<Path> fields) {
        this.fields = fields;
    }

    @Override
    void change(TypedVector values, int[] rows, Batch batch, BatchAssembly result) {
        if (!(values.type().under() instanceof RecordType type) || fields.stream().noneMatch(path -> has(type, path))) {
            result.put(values, rows);
            return;
        }
        var tree = FieldTree.of((RecordVector) values.flat());
        for (var field : fields) {
            tree.drop(field.names());
        }
        if (!tree.isEmpty()) {
            result.put(tree.build(rows.length, Validity.ALL), rows);
        }
    }

    private static boolean has(RecordType type, Path path) {
        var record = type;
        for (int i = 0; i < path.names().size(); i++) {
            int position = record.indexOf(path.names().get(i));
            if (position < 0) {
                return false;
            }
            if (i + 1 < path.names().size()) {
                if (!(record.field(position).type().under() instanceof RecordType inner)) {
                    return false;
                }
                record = inner;
            }
        }
        return true;
    }
}
