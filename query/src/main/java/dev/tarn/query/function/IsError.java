package dev.tarn.query.function;

import dev.tarn.model.Value;
import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Kernel;
import java.util.List;

/// Whether a value is an error.
final class IsError implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("is_error", Argument.ANY).withPredicate();

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return new Kernel.Constantly(Value.ofBool(types.getFirst().isError()));
    }
}
