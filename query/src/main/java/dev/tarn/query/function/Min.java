package dev.tarn.query.function;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Coercion;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Kernel;
import java.util.List;

/// The least of several numbers, in the kind of number that the first one is.
final class Min implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("min", Argument.ANY).withRepeated();

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        if (!(types.getFirst().under() instanceof PrimitiveType first) || !first.isNumber()) {
            return new Kernel.Reject("min: not a number", 0);
        }
        if (first.isFloat()) {
            return new Kernel.PerRow(PrimitiveType.FLOAT64, Min::floats);
        }
        return first.isUnsigned()
                ? new Kernel.PerRow(PrimitiveType.UINT64, Min::unsigned)
                : new Kernel.PerRow(PrimitiveType.INT64, Min::signed);
    }

    private static Value floats(Value[] arguments) {
        double min = arguments[0].asDouble();
        for (var argument : arguments) {
            var number = Coercion.toDouble(argument);
            if (number.isEmpty()) {
                return notANumber(argument);
            }
            min = number.getAsDouble() < min || Double.isNaN(min) ? number.getAsDouble() : min;
        }
        return Value.ofDouble(PrimitiveType.FLOAT64, min);
    }

    private static Value unsigned(Value[] arguments) {
        long min = arguments[0].asLong();
        for (var argument : arguments) {
            var number = Coercion.toUnsigned(argument);
            if (number.isEmpty()) {
                return notANumber(argument);
            }
            min = Long.compareUnsigned(number.getAsLong(), min) < 0 ? number.getAsLong() : min;
        }
        return Value.ofLong(PrimitiveType.UINT64, min);
    }

    private static Value signed(Value[] arguments) {
        long min = arguments[0].asLong();
        for (var argument : arguments) {
            var number = Coercion.toLong(argument);
            if (number.isEmpty()) {
                return notANumber(argument);
            }
            min = Math.min(min, number.getAsLong());
        }
        return Value.ofLong(PrimitiveType.INT64, min);
    }

    private static Value notANumber(Value argument) {
        return ErrorValues.on("min: not a number", argument);
    }
}
