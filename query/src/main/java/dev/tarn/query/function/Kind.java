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
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Kernel;
import java.util.List;

/// The kind of the type of a value, or of a type: `primitive`, `record`, `array` and so on.
final class Kind implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("kind", Argument.ANY);

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return types.getFirst().under() == PrimitiveType.TYPE
                ? new Kernel.PerRow(PrimitiveType.STRING, arguments -> ofTypeValue(arguments[0]))
                : new Kernel.Constantly(Value.ofString(of(types.getFirst())));
    }

    private static Value ofTypeValue(Value value) {
        return value.isNull()
                ? ErrorValues.of("bad type value encoding")
                : Value.ofString(of(TypeValue.decode(value.asBytes())));
    }

    private static String of(Type type) {
        return switch (type.under()) {
            case PrimitiveType _ -> "primitive";
            case RecordType _ -> "record";
            case ArrayType _ -> "array";
            case SetType _ -> "set";
            case MapType _ -> "map";
            case UnionType _ -> "union";
            case EnumType _ -> "enum";
            case ErrorType _ -> "error";
            case NamedType _ -> throw new IllegalStateException("a type under its names has a name: " + type);
        };
    }
}
