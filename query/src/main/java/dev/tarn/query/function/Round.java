package dev.tarn.query.function;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Kernel;
import dev.tarn.query.expression.Loops;
import java.util.List;

/// The nearest whole number; halves are rounded away from zero.
final class Round implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("round", Argument.ANY);

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        var type = types.getFirst();
        if (!(type.under() instanceof PrimitiveType primitive) || !primitive.isNumber()) {
            return new Kernel.Reject("round: not a number", 0);
        }
        return primitive.isFloat()
                ? new Kernel.ToDoubles(type, (in, out) -> Loops.map(in.doublesOrZero(0), out, Round::rounded))
                : new Kernel.Same(0);
    }

    private static double rounded(double value) {
        double whole = value < 0 ? Math.ceil(value) : Math.floor(value);
        return Math.abs(value - whole) >= 0.5 ? whole + Math.copySign(1, value) : whole;
    }
}
