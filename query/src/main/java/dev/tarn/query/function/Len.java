package dev.tarn.query.function;

import dev.tarn.model.Value;
import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.EnumType;
import dev.tarn.model.type.ErrorType;
import dev.tarn.model.type.MapType;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.TypeValue;
import dev.tarn.model.type.UnionType;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.MapVector;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Columns;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Kernel;
import dev.tarn.query.expression.Loops;
import java.util.List;

/// The number of elements of a container, fields of a record, or bytes of a string, bytes, address or net; 0 of null.
final class Len implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("len", Argument.UNDER);

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return switch (types.getFirst()) {
            case RecordType record -> new Kernel.Constantly(length(record.size()));
            case ArrayType _, SetType _ -> new Kernel.ToLongs(PrimitiveType.INT64, Len::ofElements);
            case MapType _ -> new Kernel.ToLongs(PrimitiveType.INT64, Len::ofEntries);
            case ErrorType _ -> new Kernel.Reject("len()", 0);
            case PrimitiveType primitive -> switch (primitive) {
                case NULL -> new Kernel.Constantly(length(0));
                case BYTES, STRING, IP, NET -> new Kernel.ToLongs(PrimitiveType.INT64, Len::ofBytes);
                case TYPE -> new Kernel.PerRow(PrimitiveType.INT64, arguments -> ofType(arguments[0]));
                default -> new Kernel.Reject("len: bad type", 0);
            };
            case UnionType _, EnumType _, NamedType _ -> new Kernel.Reject("len: bad type", 0);
        };
    }

    private static Value length(int length) {
        return Value.ofLong(PrimitiveType.INT64, length);
    }

    private static void ofElements(Columns in, long[] out) {
        var arrays = (ArrayVector) in.flat(0);
        var offsets = arrays.offsets();
        Loops.index(out, row -> arrays.isNull(row) ? 0 : offsets[row + 1] - offsets[row]);
    }

    private static void ofEntries(Columns in, long[] out) {
        var maps = (MapVector) in.flat(0);
        var offsets = maps.offsets();
        Loops.index(out, row -> maps.isNull(row) ? 0 : offsets[row + 1] - offsets[row]);
    }

    private static void ofBytes(Columns in, long[] out) {
        var bytes = in.bytes(0);
        var lengths = bytes.lengths();
        Loops.index(out, row -> bytes.isNull(row) ? 0 : lengths[row]);
    }

    private static Value ofType(Value value) {
        return value.isNull()
                ? ErrorValues.of("bad type value encoding")
                : length(ofType(TypeValue.decode(value.asBytes())));
    }

    private static int ofType(Type type) {
        return switch (type) {
            case PrimitiveType _ -> 1;
            case NamedType named -> ofType(named.type());
            case RecordType record -> record.size();
            case UnionType union -> union.members().size();
            case SetType set -> ofType(set.element());
            case ArrayType array -> ofType(array.element());
            case EnumType enumeration -> enumeration.symbols().size();
            case MapType map -> ofType(map.value());
            case ErrorType error -> ofType(error.wrapped());
        };
    }
}
