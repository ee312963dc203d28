package dev.tarn.query.function;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Kernel;
import dev.tarn.query.expression.Loops;
import java.util.List;

/// The greatest whole number that is not greater than a number.
final class Floor implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("floor", Argument.ANY);

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        var type = types.getFirst();
        if (!(type.under() instanceof PrimitiveType primitive) || !primitive.isNumber()) {
            return new Kernel.Reject("floor: not a number", 0);
        }
        return primitive.isFloat()
                ? new Kernel.ToDoubles(type, (in, out) -> Loops.map(in.doublesOrZero(0), out, Math::floor))
                : new Kernel.Same(0);
    }
}
