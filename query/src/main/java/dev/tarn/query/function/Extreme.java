package dev.tarn.query.function;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Coercion;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Kernel;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.function.LongBinaryOperator;

/// What [Min] and [Max] are: one of several numbers, in the kind of number that the first one is.
///
/// @param name of the function, for errors
/// @param ofFloats chooses one of two floats
/// @param ofUnsigned chooses one of two unsigned integers
/// @param ofSigned chooses one of two signed integers
record Extreme(String name, DoubleBinaryOperator ofFloats, LongBinaryOperator ofUnsigned, LongBinaryOperator ofSigned) {
    Kernel bind(List<Type> types) {
        if (!(types.getFirst().under() instanceof PrimitiveType first) || !first.isNumber()) {
            return new Kernel.Reject(name + ": not a number", 0);
        }
        if (first.isFloat()) {
            return new Kernel.PerRow(PrimitiveType.FLOAT64, this::floats);
        }
        return first.isUnsigned()
                ? new Kernel.PerRow(PrimitiveType.UINT64, arguments -> longs(arguments, PrimitiveType.UINT64, Coercion::toUnsigned, ofUnsigned))
                : new Kernel.PerRow(PrimitiveType.INT64, arguments -> longs(arguments, PrimitiveType.INT64, Coercion::toLong, ofSigned));
    }

    private Value floats(Value[] arguments) {
        double chosen = arguments[0].asDouble();
        for (var argument : arguments) {
            var number = Coercion.toDouble(argument);
            if (number.isEmpty()) {
                return notANumber(argument);
            }
            chosen = ofFloats.applyAsDouble(chosen, number.getAsDouble());
        }
        return Value.ofDouble(PrimitiveType.FLOAT64, chosen);
    }

    private Value longs(Value[] arguments, PrimitiveType type, Function<Value, OptionalLong> coercion, LongBinaryOperator choice) {
        long chosen = arguments[0].asLong();
        for (var argument : arguments) {
            var number = coercion.apply(argument);
            if (number.isEmpty()) {
                return notANumber(argument);
            }
            chosen = choice.applyAsLong(chosen, number.getAsLong());
        }
        return Value.ofLong(type, chosen);
    }

    private Value notANumber(Value argument) {
        return ErrorValues.on(name + ": not a number", argument);
    }
}
