package dev.tarn.query.function;

import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Kernel;
import java.util.List;

/// An error that wraps a value.
final class ErrorOf implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("error", Argument.ANY);

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return new Kernel.Whole(in -> ErrorValues.wrap(in.column(0)));
    }
}
