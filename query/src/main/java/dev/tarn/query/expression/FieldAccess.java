package dev.tarn.query.expression;

import dev.tarn.model.type.MapType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.TypeValue;
import dev.tarn.model.type.UnionType;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.Dictionary;
import dev.tarn.model.vector.ErrorVector;
import dev.tarn.model.vector.FlatVector;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.Rows;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.UnionVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.vector.View;
import dev.tarn.model.Value;

/// The dot: a field of records, under any name and in any union. A field of a null record is null; what has no such field
/// gives `error("missing")`. A map gives the value of a key, a record type as a value the type of its field.
public final class FieldAccess {
    // Below this share of its base, a view is worth decoding by itself.
    private static final int SMALL_VIEW = 4;

    private FieldAccess() {}

    /// Returns the field with the name of each value.
    public static Vector of(Vector values, String name) {
        return switch (values) {
            case TypedVector typed -> ofTyped(typed, name);
            case Mixed mixed -> {
                int[][] rows = mixed.rowsOfParts();
                var assembly = new MixedAssembly(mixed.length());
                for (int part = 0; part < rows.length; part++) {
                    assembly.put(ofTyped(mixed.parts().get(part), name), rows[part]);
                }
                yield assembly.build();
            }
        };
    }

    private static Vector ofTyped(TypedVector values, String name) {
        return switch (values.type().under()) {
            case RecordType record -> {
                int position = record.indexOf(name);
                yield position < 0 ? ErrorVector.missing(values.length()) : column(values, position);
            }
            case UnionType _ -> of(((UnionVector) values.flat()).unwrap(), name);
            case MapType _ -> Evaluator.call(
                    new IndexFunction(), values, new Constant(BytesVector.ofStrings(PrimitiveType.STRING, name), values.length()));
            case PrimitiveType primitive when primitive == PrimitiveType.TYPE -> fieldTypes(values, name);
            default -> ErrorVector.missing(values.length());
        };
    }

    /// Returns the values of a field (0-based) of records.
    public static TypedVector column(TypedVector records, int position) {
        return switch (records) {
            case RecordVector record -> record.field(position);
            case Rows rows -> rows.field(position);
            case Constant constant -> new Constant(column(constant.one(), position).flat(), constant.length());
            case Dictionary dictionary -> new Dictionary(column(dictionary.values(), position).flat(), dictionary.index());
            case View view -> viewed(view, position);
            case FlatVector other -> throw new IllegalStateException("no record: " + other.type());
        };
    }

    private static TypedVector viewed(View view, int position) {
        if (view.base() instanceof Rows rows && view.length() * SMALL_VIEW < rows.length()) {
            return rows.gather(view.rows()).field(position);
        }
        return column(view.base(), position).select(view.rows());
    }

    private static Vector fieldTypes(TypedVector values, String name) {
        return Evaluator.call(RowFunction.of(PrimitiveType.TYPE, arguments -> fieldType(arguments[0], name)), values);
    }

    private static Value fieldType(Value value, String name) {
        if (!value.isNull() && TypeValue.decode(value.asBytes()).under() instanceof RecordType record) {
            int position = record.indexOf(name);
            if (position >= 0) {
                return TypeValues.of(record.field(position).type());
            }
        }
        return ErrorValues.missing();
    }
}
