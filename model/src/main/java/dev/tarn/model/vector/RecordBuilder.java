package dev.tarn.model.vector;

import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import java.util.ArrayList;
import java.util.List;

/// Makes a [RecordVector]: append one value to the builder of each field, then end the record.
public final class RecordBuilder extends VectorBuilder {
    private final List<VectorBuilder> fields = new ArrayList<>();

    /// Creates a builder for values of a record type, named or not.
    public RecordBuilder(Type type) {
        super(type);
        for (var field : ((RecordType) type.under()).fields()) {
            fields.add(VectorBuilder.of(field.type()));
        }
    }

    /// Returns the builder of a field, 0-based.
    public VectorBuilder field(int position) {
        return fields.get(position);
    }

    /// Ends a record whose fields were all appended.
    ///
    /// @throws IllegalStateException if a field was not
    public void endRecord() {
        for (var field : fields) {
            if (field.length() != length() + 1) {
                throw new IllegalStateException("record " + length() + " has " + field.length() + " values of a field");
            }
        }
        appended();
    }

    @Override
    void appendSlot() {
        for (var field : fields) {
            field.appendNull();
        }
    }

    @Override
    void appendValid(FlatVector source, int row) {
        var record = (RecordVector) source;
        for (int i = 0; i < fields.size(); i++) {
            fields.get(i).append(record.fields().get(i), row);
        }
    }

    @Override
    void appendAllValid(FlatVector source) {
        var record = (RecordVector) source;
        for (int i = 0; i < fields.size(); i++) {
            fields.get(i).appendAll(record.fields().get(i));
        }
        appended(source.length());
    }

    @Override
    RecordVector buildSlots(int count, Validity validity) {
        var vectors = new ArrayList<TypedVector>(fields.size());
        for (var field : fields) {
            vectors.add(field.build());
        }
        return new RecordVector(type(), vectors, count, validity);
    }
}
