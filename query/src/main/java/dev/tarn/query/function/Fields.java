package dev.tarn.query.function;

import dev.tarn.model.Value;
import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.TypeValue;
import dev.tarn.model.vector.ArrayBuilder;
import dev.tarn.model.vector.BytesBuilder;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Kernel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The paths to all fields of a record, or of a record type, that are no records themselves.
final class Fields implements BuiltIn {
    private static final ArrayType PATHS = new ArrayType(new ArrayType(PrimitiveType.STRING));
    private static final Signature SIGNATURE = Signature.of("fields", Argument.UNDER);

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return switch (types.getFirst()) {
            case RecordType record -> new Kernel.Constantly(paths(record));
            case PrimitiveType primitive when primitive == PrimitiveType.TYPE ->
                new Kernel.PerRow(PATHS, arguments -> ofType(arguments[0]));
            default -> new Kernel.Fail("missing");
        };
    }

    private static Value ofType(Value value) {
        return !value.isNull() && TypeValue.decode(value.asBytes()).under() instanceof RecordType record
                ? paths(record)
                : ErrorValues.missing();
    }

    private static Value paths(RecordType record) {
        var out = new ArrayBuilder(PATHS);
        append(record, List.of(), (ArrayBuilder) out.elements());
        out.endArray();
        return Value.of(out.build(), 0);
    }

    private static void append(RecordType record, List<String> prefix, ArrayBuilder out) {
        for (var field : record.fields()) {
            var path = new ArrayList<>(prefix);
            path.add(field.name());
            if (field.type().under() instanceof RecordType inner) {
                append(inner, path, out);
            } else {
                for (var name : path) {
                    ((BytesBuilder) out.elements()).append(name.getBytes(StandardCharsets.UTF_8));
                }
                out.endArray();
            }
        }
    }
}
