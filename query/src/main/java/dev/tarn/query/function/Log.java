package dev.tarn.query.function;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Coercion;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Kernel;
import java.util.List;

/// The natural logarithm.
final class Log implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("log", Argument.ANY);

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return new Kernel.PerRow(PrimitiveType.FLOAT64, arguments -> log(arguments[0]));
    }

    private static Value log(Value value) {
        var number = Coercion.toDouble(value);
        if (number.isEmpty()) {
            return ErrorValues.on("log: not a number", value);
        }
        return number.getAsDouble() <= 0
                ? ErrorValues.on("log: illegal argument", value)
                : Value.ofDouble(PrimitiveType.FLOAT64, Math.log(number.getAsDouble()));
    }
}
