package dev.tarn.query.function;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Coercion;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Kernel;
import java.util.List;

/// The greatest of several numbers, in the kind of number that the first one is.
final class Max implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("max", Argument.ANY).withRepeated();

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        if (!(types.getFirst().under() instanceof PrimitiveType first) || !first.isNumber()) {
            return new Kernel.Reject("max: not a number", 0);
        }
        if (first.isFloat()) {
            return new Kernel.PerRow(PrimitiveType.FLOAT64, Max::floats);
        }
        return first.isUnsigned()
                ? new Kernel.PerRow(PrimitiveType.UINT64, Max::unsigned)
                : new Kernel.PerRow(PrimitiveType.INT64, Max::signed);
    }

    private static Value floats(Value[] arguments) {
        double max = arguments[0].asDouble();
        for (var argument : arguments) {
            var number = Coercion.toDouble(argument);
            if (number.isEmpty()) {
                return notANumber(argument);
            }
            max = number.getAsDouble() > max || Double.isNaN(max) ? number.getAsDouble() : max;
        }
        return Value.ofDouble(PrimitiveType.FLOAT64, max);
    }

    private static Value unsigned(Value[] arguments) {
        long max = arguments[0].asLong();
        for (var argument : arguments) {
            var number = Coercion.toUnsigned(argument);
            if (number.isEmpty()) {
                return notANumber(argument);
            }
            max = Long.compareUnsigned(number.getAsLong(), max) > 0 ? number.getAsLong() : max;
        }
        return Value.ofLong(PrimitiveType.UINT64, max);
    }

    private static Value signed(Value[] arguments) {
        long max = arguments[0].asLong();
        for (var argument : arguments) {
            var number = Coercion.toLong(argument);
            if (number.isEmpty()) {
                return notANumber(argument);
            }
            max = Math.max(max, number.getAsLong());
        }
        return Value.ofLong(PrimitiveType.INT64, max);
    }

    private static Value notANumber(Value argument) {
        return ErrorValues.on("max: not a number", argument);
    }
}
