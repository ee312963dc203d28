package dev.tarn.query.run;

import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.MapType;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.UnionType;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.MapVector;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.UnionVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import java.util.Arrays;
import java.util.List;

/// Takes values apart as `over` does: arrays and sets into elements, maps and records into entries; anything else stays whole.
///
/// The elements of several expressions follow each other row by row.
final class Elements {
    private final RowPieces pieces;

    private Elements(int rows, int expressions) {
        pieces = new RowPieces(rows, expressions);
    }

    /// Returns the elements of the values of expressions.
    ///
    /// @param rows the number of rows
    static RowPieces.Result of(List<Vector> values, int rows) {
        var elements = new Elements(rows, values.size());
        for (int i = 0; i < values.size(); i++) {
            elements.add(values.get(i), BatchRows.all(rows), i);
        }
        return elements.pieces.build();
    }

    /// Returns whether values are all lists: arrays or sets.
    static boolean areLists(Vector values) {
        return values instanceof ArrayVector || values instanceof TypedVector typed && isList(typed.type().under());
    }

    private static boolean isList(Type type) {
        return type instanceof ArrayType || type instanceof SetType;
    }

    /// Returns the elements of lists, as they lie in memory, without saying which row each is of.
    static Vector ofLists(TypedVector lists) {
        return elements((ArrayVector) lists.flat());
    }

    private void add(Vector values, int[] rows, int expression) {
        switch (values) {
            case TypedVector typed -> addTyped(typed, rows, expression);
            case Mixed mixed -> {
                int[][] rowsOfParts = mixed.rowsOfParts();
                for (int part = 0; part < rowsOfParts.length; part++) {
                    addTyped(mixed.parts().get(part), BatchAssembly.at(rows, rowsOfParts[part]), expression);
                }
            }
        }
    }

    private void addTyped(TypedVector values, int[] rows, int expression) {
        switch (values.type().under()) {
            case ArrayType _, SetType _ -> addLists((ArrayVector) values.flat(), rows, expression);
            case MapType _ -> addMaps((MapVector) values.flat(), rows, expression);
            case RecordType _ -> addRecords((RecordVector) values.flat(), rows, expression);
            case UnionType _ -> addUnions((UnionVector) values.flat(), rows, expression);
            default -> addWhole(values, rows, expression);
        }
    }

    private void put(Vector elements, int[] rows, int expression) {
        pieces.put(elements, rows, expression);
    }

    private void addWhole(TypedVector named, int[] rows, int expression) {
        var values = withoutName(named);
        if (!ErrorRows.MISSING.isPossible(values)) {
            put(values, rows, expression);
            return;
        }
        int[] present = ErrorRows.MISSING.others(values);
        put(values.select(present), BatchAssembly.at(rows, present), expression);
    }

    private void addLists(ArrayVector lists, int[] rows, int expression) {
        put(elements(lists), rowsOfElements(lists.offsets(), lists.length(), rows), expression);
    }

    private static Vector elements(ArrayVector lists) {
        return unwrapped(lists.elements().slice(0, lists.offsets()[lists.length()]));
    }

    /// Elements of a list of several types are values of those types, not of their union, however many unions are around them.
    private static Vector unwrapped(Vector elements) {
        return switch (elements) {
            case TypedVector typed when typed.type().under() instanceof UnionType -> unwrapped(((UnionVector) typed.flat()).unwrap());
            case TypedVector typed -> withoutName(typed);
            case Mixed mixed -> {
                int[][] rowsOfParts = mixed.rowsOfParts();
                var assembly = new MixedAssembly(mixed.length());
                for (int part = 0; part < rowsOfParts.length; part++) {
                    assembly.put(unwrapped(mixed.parts().get(part)), rowsOfParts[part]);
                }
                yield assembly.build();
            }
        };
    }

    /// Elements lose the names of their types, as in the reference.
    private static TypedVector withoutName(TypedVector values) {
        return values.type() instanceof NamedType ? values.withType(values.type().under()) : values;
    }

    private static int[] rowsOfElements(int[] offsets, int length, int[] rows) {
        var rowOfElement = new int[offsets[length]];
        for (int i = 0; i < length; i++) {
            Arrays.fill(rowOfElement, offsets[i], offsets[i + 1], rows[i]);
        }
        return rowOfElement;
    }

    private void addMaps(MapVector maps, int[] rows, int expression) {
        int[] rowOfEntry = rowsOfElements(maps.offsets(), maps.length(), rows);
        int count = rowOfEntry.length;
        put(entries(maps.keys().slice(0, count), maps.values().slice(0, count)), rowOfEntry, expression);
    }

    private static RecordVector entries(TypedVector keys, TypedVector values) {
        Type type = new RecordType(List.of(new Field("key", keys.type()), new Field("value", values.type())));
        return new RecordVector(type, List.of(keys, values), values.length(), Validity.ALL);
    }

    /// The fields of a record come one after another, so the pieces of all of them have to be put between each other.
    private void addRecords(RecordVector records, int[] rows, int expression) {
        int[] present = presentRows(records);
        int width = records.recordType().size();
        if (present.length == 0 || width == 0) {
            return;
        }
        int[] rowOfField = new int[present.length * width];
        var assembly = new MixedAssembly(rowOfField.length);
        for (int field = 0; field < width; field++) {
            var places = new int[present.length];
            for (int i = 0; i < places.length; i++) {
                places[i] = i * width + field;
                rowOfField[places[i]] = rows[present[i]];
            }
            var values = records.field(field);
            var chosen = present.length == records.length() ? values : values.select(present);
            assembly.put(entries(key(records.recordType().field(field).name(), places.length), chosen), places);
        }
        put(assembly.build(), rowOfField, expression);
    }

    private static int[] presentRows(RecordVector records) {
        var present = new int[records.length()];
        int count = 0;
        for (int row = 0; row < present.length; row++) {
            if (!records.isNull(row)) {
                present[count++] = row;
            }
        }
        return Arrays.copyOf(present, count);
    }

    private static TypedVector key(String name, int length) {
        var names = BytesVector.ofStrings(PrimitiveType.STRING, name);
        return new Constant(
                new ArrayVector(new ArrayType(PrimitiveType.STRING), new int[] {0, 1}, names, 1, Validity.ALL), length);
    }

    private void addUnions(UnionVector unions, int[] rows, int expression) {
        var present = new int[unions.length()];
        int count = 0;
        for (int row = 0; row < present.length; row++) {
            if (!unions.isNull(row)) {
                present[count++] = row;
            }
        }
        present = Arrays.copyOf(present, count);
        add(((UnionVector) unions.select(present).flat()).unwrap(), BatchAssembly.at(rows, present), expression);
    }
}
