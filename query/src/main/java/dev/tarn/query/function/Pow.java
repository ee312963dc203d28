package dev.tarn.query.function;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Coercion;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Kernel;
import java.util.List;

/// A number to the power of another.
final class Pow implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("pow", Argument.ANY, Argument.ANY);

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return new Kernel.PerRow(PrimitiveType.FLOAT64, arguments -> pow(arguments[0], arguments[1]));
    }

    private static Value pow(Value base, Value exponent) {
        var x = Coercion.toDouble(base);
        if (x.isEmpty()) {
            return ErrorValues.on("pow: not a number", base);
        }
        var y = Coercion.toDouble(exponent);
        return y.isEmpty()
                ? ErrorValues.on("pow: not a number", exponent)
                : Value.ofDouble(PrimitiveType.FLOAT64, pow(x.getAsDouble(), y.getAsDouble()));
    }

    private static double pow(double x, double y) {
        // Java says NaN where other languages, and IEEE 754, say that 1 stays 1 whatever it is multiplied with.
        return x == 1 || x == -1 && Double.isInfinite(y) ? 1 : Math.pow(x, y);
    }
}
