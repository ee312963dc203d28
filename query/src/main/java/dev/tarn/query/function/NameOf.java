package dev.tarn.query.function;

import dev.tarn.model.Value;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.TypeValue;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Kernel;
import java.util.List;

/// The name of the type of a value, or of a type; `error("missing")` if it has none.
final class NameOf implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("nameof", Argument.ANY);

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        if (types.getFirst() instanceof NamedType named) {
            return new Kernel.Constantly(Value.ofString(named.name()));
        }
        return types.getFirst() == PrimitiveType.TYPE
                ? new Kernel.PerRow(PrimitiveType.STRING, arguments -> nameOf(arguments[0]))
                : new Kernel.Fail("missing");
    }

    private static Value nameOf(Value type) {
        return !type.isNull() && TypeValue.decode(type.asBytes()) instanceof NamedType named
                ? Value.ofString(named.name())
                : ErrorValues.missing();
    }
}
