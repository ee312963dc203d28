package dev.tarn.query.expression;

import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.MapType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.UnionType;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.Body;
import dev.tarn.model.vector.BodyEncoder;
import dev.tarn.model.vector.ByteBuilder;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.ErrorVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.MapVector;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.UnionVector;
import dev.tarn.model.vector.Vector;
import java.util.Arrays;
import java.util.List;

/// `a[i]`: the element of an array or set at a position (0-based, from the end if negative), the field of a record with a
/// name, the value of a map for a key. What is not there, and null in an array, is `error("missing")`.
final class IndexFunction implements Function {
    @Override
    public Argument argument(int position) {
        return Argument.ANY;
    }

    @Override
    public Kernel bind(List<Type> types) {
        var index = types.get(1);
        return switch (types.get(0).under()) {
            case ArrayType _, SetType _ -> index.under() instanceof PrimitiveType primitive && isPosition(primitive)
                    ? new Kernel.Whole(IndexFunction::element)
                    : new Kernel.Reject("index is not an integer", 1);
            case RecordType _ -> index.under() == PrimitiveType.STRING
                    ? new Kernel.Whole(IndexFunction::field)
                    : new Kernel.Reject("record index is not a string", 1);
            case MapType map -> new Kernel.Whole(in -> entry(in, map));
            default -> new Kernel.Fail("missing");
        };
    }

    private static boolean isPosition(PrimitiveType type) {
        return type.isInteger() && type != PrimitiveType.DURATION && type != PrimitiveType.TIME;
    }

    private static Vector element(Columns in) {
        var array = (ArrayVector) in.flat(0);
        var index = (LongVector) in.flat(1);
        var elements = array.elements();
        var found = new int[in.length()];
        Arrays.fill(found, -1);
        for (int row = 0; row < found.length; row++) {
            if (!array.isNull(row) && !index.isNull(row)) {
                int start = array.offsets()[row];
                int size = array.offsets()[row + 1] - start;
                long position = index.values()[row];
                position += position < 0 ? size : 0;
                if (position >= 0 && position < size && !elements.isNull(start + (int) position)) {
                    found[row] = start + (int) position;
                }
            }
        }
        return selected(elements, found);
    }

    /// Returns for each row the element at a position of its own, `error("missing")` where that is -1.
    private static Vector selected(TypedVector elements, int[] positions) {
        var rows = new int[positions.length];
        int count = 0;
        for (int row = 0; row < positions.length; row++) {
            rows[count] = row;
            count += positions[row] >= 0 ? 1 : 0;
        }
        if (count == positions.length) {
            return withoutUnion(elements.select(positions));
        }
        rows = Arrays.copyOf(rows, count);
        var assembly = new MixedAssembly(positions.length);
        assembly.put(withoutUnion(elements.select(Selection.at(positions, rows))), rows);
        var missing = Selection.without(rows, positions.length);
        assembly.put(ErrorVector.missing(missing.length), missing);
        return assembly.build();
    }

    private static Vector withoutUnion(TypedVector elements) {
        return elements.type() instanceof UnionType ? ((UnionVector) elements.flat()).unwrap() : elements;
    }

    private static Vector field(Columns in) {
        var records = in.column(0);
        var names = in.column(1);
        var type = (RecordType) records.type().under();
        if (in.isConstant(1)) {
            return field(records, type, in.constant(1).asString());
        }
        var flatNames = (BytesVector) names.flat();
        var fieldOfRow = new int[in.length()];
        for (int row = 0; row < fieldOfRow.length; row++) {
            fieldOfRow[row] = flatNames.isNull(row) ? type.indexOf("") : type.indexOf(flatNames.string(row));
        }
        var assembly = new MixedAssembly(in.length());
        for (int position = -1; position < type.size(); position++) {
            int[] rows = rowsWith(fieldOfRow, position);
            if (rows.length > 0) {
                var selected = records.select(rows);
                assembly.put(
                        position < 0
                                ? ErrorVector.missing(rows.length)
                                : withoutNullRecords(selected, FieldAccess.column(selected, position)),
                        rows);
            }
        }
        return assembly.build();
    }

    private static Vector field(TypedVector records, RecordType type, String name) {
        int position = type.indexOf(name);
        return position < 0
                ? ErrorVector.missing(records.length())
                : withoutNullRecords(records, FieldAccess.column(records, position));
    }

    // Unlike the dot, an index into a null record finds nothing.
    private static Vector withoutNullRecords(TypedVector records, TypedVector field) {
        var nulls = new int[records.length()];
        int count = 0;
        for (int row = 0; row < nulls.length; row++) {
            nulls[count] = row;
            count += records.isNull(row) ? 1 : 0;
        }
        if (count == 0) {
            return field;
        }
        nulls = Arrays.copyOf(nulls, count);
        var others = Selection.without(nulls, records.length());
        var assembly = new MixedAssembly(records.length());
        assembly.put(field.select(others), others);
        assembly.put(ErrorVector.missing(count), nulls);
        return assembly.build();
    }

    private static int[] rowsWith(int[] numbers, int number) {
        var rows = new int[numbers.length];
        int count = 0;
        for (int row = 0; row < numbers.length; row++) {
            rows[count] = row;
            count += numbers[row] == number ? 1 : 0;
        }
        return Arrays.copyOf(rows, count);
    }

    private static Vector entry(Columns in, MapType type) {
        var maps = (MapVector) in.flat(0);
        var wanted = in.flat(1);
        int tag = -1;
        if (!type.key().equals(wanted.type())) {
            tag = type.key().under() instanceof UnionType union ? union.tagOf(wanted.type()) : -1;
            if (tag < 0) {
                return ErrorVector.missing(in.length());
            }
        }
        var keys = BodyEncoder.of(maps.keys());
        var encoder = BodyEncoder.of(wanted);
        var found = new int[in.length()];
        var key = new ByteBuilder();
        var sought = new ByteBuilder();
        for (int row = 0; row < found.length; row++) {
            sought.truncate(0);
            writeKey(encoder, row, tag, sought);
            found[row] = -1;
            for (int entry = maps.offsets()[row]; !maps.isNull(row) && entry < maps.offsets()[row + 1]; entry++) {
                key.truncate(0);
                keys.writeTagged(entry, key);
                if (Arrays.equals(key.array(), 0, key.length(), sought.array(), 0, sought.length())) {
                    found[row] = entry;
                    break;
                }
            }
        }
        return selected(maps.values(), found);
    }

    private static void writeKey(BodyEncoder encoder, int row, int tag, ByteBuilder out) {
        if (tag < 0) {
            encoder.writeTagged(row, out);
            return;
        }
        int start = out.beginTagged();
        int inner = out.beginTagged();
        Body.writeLong(PrimitiveType.INT64, tag, out);
        out.endTagged(inner);
        encoder.writeTagged(row, out);
        out.endTagged(start);
    }
}
