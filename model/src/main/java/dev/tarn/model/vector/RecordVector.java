package dev.tarn.model.vector;

import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import java.util.ArrayList;
import java.util.List;

/// Flat records: a vector per field. Where a record is null, what its fields hold is unspecified.
///
/// @param type a record type, named or not
/// @param fields a vector of `length` values for each field, of exactly the field's type
/// @param length the number of records
/// @param validity which of them are not null
public record RecordVector(Type type, List<TypedVector> fields, int length, Validity validity) implements FlatVector {
    /// Checks that the parts fit, copies the list.
    public RecordVector {
        fields = List.copyOf(fields);
        if (((RecordType) type.under()).size() != fields.size()) {
            throw new IllegalArgumentException(fields.size() + " field vectors for type " + type);
        }
    }

    /// Returns the record type without names.
    public RecordType recordType() {
        return (RecordType) type.under();
    }

    /// Returns the values of a field (0-based), null where the record is null.
    public TypedVector field(int position) {
        var field = fields.get(position);
        return validity.isAll() ? field : masked(field, validity);
    }

    static TypedVector masked(TypedVector vector, Validity validity) {
        var flat = vector.flat();
        return flat.withValidity(flat.validity().and(validity));
    }

    @Override
    public RecordVector gather(int[] rows) {
        var gathered = new ArrayList<TypedVector>(fields.size());
        for (var field : fields) {
            gathered.add(field.select(rows));
        }
        return new RecordVector(type, gathered, rows.length, validity.gather(rows));
    }

    @Override
    public RecordVector withType(Type newType) {
        if (newType.under().equals(type.under())) {
            return new RecordVector(newType, fields, length, validity);
        }
        var newFields = new ArrayList<TypedVector>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            newFields.add(fields.get(i).withType(((RecordType) newType.under()).field(i).type()));
        }
        return new RecordVector(newType, newFields, length, validity);
    }

    @Override
    public RecordVector withValidity(Validity newValidity) {
        return new RecordVector(type, fields, length, newValidity);
    }
}
