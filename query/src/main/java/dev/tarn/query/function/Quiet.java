package dev.tarn.query.function;

import dev.tarn.model.Value;
import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Kernel;
import java.util.List;

/// `error("quiet")` for `error("missing")`, and any other value as it is.
final class Quiet implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("quiet", Argument.ANY);

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return ErrorValues.isOfString(types.getFirst())
                ? new Kernel.PerRow(types.getFirst(), arguments -> quiet(arguments[0]))
                : new Kernel.Same(0);
    }

    private static Value quiet(Value value) {
        return ErrorValues.isMissing(value) ? ErrorValues.quiet() : value;
    }
}
