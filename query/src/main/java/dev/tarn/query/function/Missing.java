package dev.tarn.query.function;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Kernel;
import java.util.List;

/// Whether an argument is missing; another error is the result.
final class Missing implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("missing", Argument.ANY).withRepeated().withPredicate();

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return types.stream().anyMatch(Type::isError)
                ? new Kernel.PerRow(PrimitiveType.BOOL, Missing::missing)
                : new Kernel.Constantly(Value.ofBool(false));
    }

    private static Value missing(Value[] arguments) {
        for (var argument : arguments) {
            if (argument.type().isError()) {
                return ErrorValues.isMissing(argument) || ErrorValues.isQuiet(argument) ? Value.ofBool(true) : argument;
            }
        }
        return Value.ofBool(false);
    }
}
