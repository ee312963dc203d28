package dev.tarn.query.function;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Coercion;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Kernel;
import java.util.List;

/// The square root.
final class Sqrt implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("sqrt", Argument.ANY);

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return new Kernel.PerRow(PrimitiveType.FLOAT64, arguments -> sqrt(arguments[0]));
    }

    private static Value sqrt(Value value) {
        var number = Coercion.toDouble(value);
        return number.isEmpty()
                ? ErrorValues.on("sqrt: not a number", value)
                : Value.ofDouble(PrimitiveType.FLOAT64, Math.sqrt(number.getAsDouble()));
    }
}
