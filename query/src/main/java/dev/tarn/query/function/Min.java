package dev.tarn.query.function;

import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Kernel;
import java.util.List;

/// The least of several numbers, in the kind of number that the first one is.
final class Min implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("min", Argument.ANY).withRepeated();

    private static final Extreme LEAST = new Extreme("min", (a, b) -> b < a || Double.isNaN(a) ? b : a,
            (a, b) -> Long.compareUnsigned(b, a) < 0 ? b : a, Math::min);

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return LEAST.bind(types);
    }
}
