package dev.tarn.query.run;

import dev.tarn.model.type.Field;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.DoubleVector;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The types of records that were seen, and which types they are to become.
///
/// Types with the same field names belong together if their fields have the same types but where one is the null type.
final class Shapes {
    private static final double INT64_END = 0x1p63;
    private static final double UINT64_END = 0x1p64;

    private final Map<Type, Shape> shapeOfType = new HashMap<>();
    private final Map<List<String>, List<Shape>> shapesOfNames = new HashMap<>();

    private static final class Shape {
        private final List<String> names;
        private final Type[] types;
        private final boolean[] signed;
        private final boolean[] unsigned;

        Shape(List<String> names) {
            this.names = names;
            types = new Type[names.size()];
            signed = new boolean[names.size()];
            unsigned = new boolean[names.size()];
            for (int i = 0; i < types.length; i++) {
                types[i] = PrimitiveType.NULL;
                signed[i] = true;
                unsigned[i] = true;
            }
        }

        boolean takes(RecordType record) {
            for (int i = 0; i < types.length; i++) {
                var type = record.field(i).type();
                if (!type.equals(types[i]) && !isNull(type) && !isNull(types[i])) {
                    return false;
                }
            }
            return true;
        }

        void add(RecordType record) {
            for (int i = 0; i < types.length; i++) {
                if (isNull(types[i])) {
                    types[i] = record.field(i).type();
                }
            }
        }

        void check(int field, Vector values) {
            switch (values) {
                case TypedVector typed when typed.type() == PrimitiveType.FLOAT64 -> check(field, (DoubleVector) typed.flat());
                case TypedVector _ -> { }
                case Mixed mixed -> mixed.parts().forEach(part -> check(field, part));
            }
        }

        private void check(int field, DoubleVector values) {
            for (int row = 0; row < values.length(); row++) {
                if (!values.isNull(row)) {
                    double value = values.values()[row];
                    boolean whole = value == Math.rint(value);
                    signed[field] &= whole && value >= -INT64_END && value < INT64_END;
                    unsigned[field] &= whole && value >= 0 && value < UINT64_END;
                }
            }
        }

        RecordType target() {
            var fields = new ArrayList<Field>(types.length);
            for (int i = 0; i < types.length; i++) {
                fields.add(new Field(names.get(i), isNull(types[i]) || types[i] == PrimitiveType.FLOAT64 ? number(i) : types[i]));
            }
            return new RecordType(fields);
        }

        private Type number(int field) {
            if (signed[field]) {
                return PrimitiveType.INT64;
            }
            return unsigned[field] ? PrimitiveType.UINT64 : PrimitiveType.FLOAT64;
        }

        private static boolean isNull(Type type) {
            return type.under() == PrimitiveType.NULL;
        }
    }

    /// Looks at records.
    ///
    /// @param type their type, named or not
    void add(Type type, RecordVector records) {
        var record = records.recordType();
        var shape = shapeOfType.computeIfAbsent(type, _ -> shape(record));
        for (int i = 0; i < record.size(); i++) {
            shape.check(i, records.field(i));
        }
    }

    private Shape shape(RecordType record) {
        var names = record.fields().stream().map(Field::name).toList();
        var shapes = shapesOfNames.computeIfAbsent(names, _ -> new ArrayList<>());
        for (var shape : shapes) {
            if (shape.takes(record)) {
                shape.add(record);
                return shape;
            }
        }
        var shape = new Shape(names);
        shape.add(record);
        shapes.add(shape);
        return shape;
    }

    /// Returns the type that values of a type are to have: their own if it was not looked at.
    Type target(Type type) {
        var shape = shapeOfType.get(type);
        return shape == null ? type : shape.target();
    }
}
