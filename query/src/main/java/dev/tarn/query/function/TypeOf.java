package dev.tarn.query.function;

import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Kernel;
import dev.tarn.query.expression.TypeValues;
import java.util.List;

/// The type of a value.
final class TypeOf implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("typeof", Argument.ANY);

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return new Kernel.Constantly(TypeValues.of(types.getFirst()));
    }
}
