package dev.tarn.query.function;

import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Kernel;
import java.util.List;
import java.util.Set;

/// A value without the fields that a type does not have.
final class Crop implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("crop", Argument.ANY, Argument.ANY).withImpliedThis();

    private final Shaper shaper = new Shaper(Set.of(ShapePlan.Transform.CROP));

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return shaper.bind(types);
    }
}
