package dev.tarn.query.function;

import dev.tarn.model.Path;
import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Kernel;
import java.util.List;

/// The field `ts` cut to a multiple of a duration, given as such or in seconds.
final class Every implements BuiltIn {
    private static final Argument TIME = Argument.ANY.withNulls(Argument.Nulls.PASSED);
    private static final Signature SIGNATURE = Signature.of("every", TIME, TIME).withFixed(Path.of("ts"));

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return Bucket.bind("every", types);
    }
}
