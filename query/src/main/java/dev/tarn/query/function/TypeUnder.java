package dev.tarn.query.function;

import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Kernel;
import dev.tarn.query.expression.TypeValues;
import java.util.List;

/// The type of a value without its names.
final class TypeUnder implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("typeunder", Argument.ANY);

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return new Kernel.Constantly(TypeValues.of(types.getFirst().under()));
    }
}
