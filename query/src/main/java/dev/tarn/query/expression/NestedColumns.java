package dev.tarn.query.expression;

import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.EnumType;
import dev.tarn.model.type.ErrorType;
import dev.tarn.model.type.MapType;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.UnionType;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.ErrorVector;
import dev.tarn.model.vector.MapVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.UnionVector;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Walks over all values inside values, column by column: each visit is for all values at one place of a type.
///
/// Columns that hold nothing of interest are not decoded. The parts of nulls are not visited.
public final class NestedColumns {
    /// What is done with the columns.
    public interface Visitor {
        /// Returns whether columns of the type are to be visited, whatever is inside them.
        boolean wants(Type type);

        /// Sees a column.
        ///
        /// @param owners for each value the row of the outermost value that it is in; not to be changed
        void visit(TypedVector column, int[] owners);
    }

    private final Visitor visitor;
    private final Map<Type, Boolean> reaches = new HashMap<>();

    /// Makes a walk.
    public NestedColumns(Visitor visitor) {
        this.visitor = visitor;
    }

    /// Visits a column and the columns inside it.
    public void walk(TypedVector column) {
        walk(column, Selection.all(column.length()));
    }

    private void walk(TypedVector column, int[] owners) {
        if (column.length() == 0 || !reaches(column.type())) {
            return;
        }
        if (visitor.wants(column.type())) {
            visitor.visit(column, owners);
        }
        switch (column.type().under()) {
            case PrimitiveType _, EnumType _ -> { }
            case RecordType record -> walkRecord(column, record, owners);
            case ArrayType _, SetType _ -> walkElements((ArrayVector) column.flat(), owners);
            case MapType _ -> walkEntries((MapVector) column.flat(), owners);
            case UnionType _ -> walkMembers((UnionVector) column.flat(), owners);
            case ErrorType _ -> {
                var valid = validRows(column);
                walk(((ErrorVector) column.flat()).wrapped().select(valid), Selection.at(owners, valid));
            }
            case NamedType _ -> throw new IllegalStateException("a type under its names has a name: " + column.type());
        }
    }

    private boolean reaches(Type type) {
        var known = reaches.get(type);
        if (known == null) {
            known = visitor.wants(type) || switch (type.under()) {
                case PrimitiveType _, EnumType _ -> false;
                case RecordType record -> record.fields().stream().anyMatch(field -> reaches(field.type()));
                case ArrayType array -> reaches(array.element());
                case SetType set -> reaches(set.element());
                case MapType map -> reaches(map.key()) || reaches(map.value());
                case UnionType union -> union.members().stream().anyMatch(this::reaches);
                case ErrorType error -> reaches(error.wrapped());
                case NamedType _ -> throw new IllegalStateException("a type under its names has a name: " + type);
            };
            reaches.put(type, known);
        }
        return known;
    }

    private static int[] validRows(TypedVector column) {
        var rows = new int[column.length()];
        int count = 0;
        for (int row = 0; row < rows.length; row++) {
            rows[count] = row;
            count += column.isNull(row) ? 0 : 1;
        }
        return count == rows.length ? rows : Arrays.copyOf(rows, count);
    }

    private void walkRecord(TypedVector column, RecordType record, int[] owners) {
        var valid = validRows(column);
        var records = valid.length == column.length() ? column : column.select(valid);
        var recordOwners = valid.length == column.length() ? owners : Selection.at(owners, valid);
        for (int i = 0; i < record.size(); i++) {
            if (reaches(record.field(i).type())) {
                walk(FieldAccess.column(records, i), recordOwners);
            }
        }
    }

    private void walkElements(ArrayVector arrays, int[] owners) {
        var parts = Parts.of(arrays.offsets(), validRows(arrays), owners);
        walk(parts.of(arrays.elements()), parts.owners);
    }

    private void walkEntries(MapVector maps, int[] owners) {
        var parts = Parts.of(maps.offsets(), validRows(maps), owners);
        walk(parts.of(maps.keys()), parts.owners);
        walk(parts.of(maps.values()), parts.owners);
    }

    private void walkMembers(UnionVector unions, int[] owners) {
        var valid = validRows(unions);
        for (int tag = 0; tag < unions.members().size(); tag++) {
            var slots = new int[valid.length];
            var slotOwners = new int[valid.length];
            int count = 0;
            for (int row : valid) {
                slots[count] = unions.slots()[row];
                slotOwners[count] = owners[row];
                count += unions.tags()[row] == tag ? 1 : 0;
            }
            walk(unions.members().get(tag).select(Arrays.copyOf(slots, count)), Arrays.copyOf(slotOwners, count));
        }
    }

    /// The elements of containers that are not null, and the row that each belongs to.
    private record Parts(int[] positions, int[] owners) {
        static Parts of(int[] offsets, int[] valid, int[] owners) {
            int count = 0;
            for (int row : valid) {
                count += offsets[row + 1] - offsets[row];
            }
            var positions = new int[count];
            var partOwners = new int[count];
            int at = 0;
            for (int row : valid) {
                for (int position = offsets[row]; position < offsets[row + 1]; position++) {
                    positions[at] = position;
                    partOwners[at++] = owners[row];
                }
            }
            return new Parts(positions, partOwners);
        }

        TypedVector of(TypedVector elements) {
            boolean whole = positions.length == elements.length();
            for (int i = 0; whole && i < positions.length; i++) {
                whole = positions[i] == i;
            }
            return whole ? elements : elements.select(positions);
        }
    }
}
