package dev.tarn.formats.table;

import dev.tarn.model.type.Field;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import java.util.ArrayList;
import java.util.List;

/// The columns of records, of which those that are records themselves are replaced by their own, with dotted names.
///
/// @param fields the names and types of the columns
/// @param columns their values, null where a record around them is null
public record FlatColumns(List<Field> fields, List<TypedVector> columns) {
    /// Returns the columns of a vector of records.
    ///
    /// @throws ClassCastException if its type is no record type
    public static FlatColumns of(TypedVector records) {
        var flat = new FlatColumns(new ArrayList<>(), new ArrayList<>());
        flat.add("", records);
        return flat;
    }

    private void add(String prefix, TypedVector records) {
        var vector = (RecordVector) records.flat();
        var type = vector.recordType();
        for (int i = 0; i < type.size(); i++) {
            var field = type.field(i);
            var name = prefix + field.name();
            if (field.type().under() instanceof RecordType) {
                add(name + ".", vector.field(i));
            } else {
                fields.add(new Field(name, field.type()));
                columns.add(vector.field(i));
            }
        }
    }
}
