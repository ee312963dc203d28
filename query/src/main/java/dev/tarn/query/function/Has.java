package dev.tarn.query.function;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Kernel;
import java.util.List;

/// Whether no argument is missing; another error is the result.
final class Has implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("has", Argument.ANY).withRepeated().withPredicate();

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return types.stream().anyMatch(Type::isError)
                ? new Kernel.PerRow(PrimitiveType.BOOL, Has::has)
                : new Kernel.Constantly(Value.ofBool(true));
    }

    private static Value has(Value[] arguments) {
        for (var argument : arguments) {
            if (argument.type().isError()) {
                return ErrorValues.isMissing(argument) || ErrorValues.isQuiet(argument) ? Value.ofBool(false) : argument;
            }
        }
        return Value.ofBool(true);
    }
}
