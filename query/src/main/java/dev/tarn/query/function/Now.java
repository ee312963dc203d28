package dev.tarn.query.function;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Kernel;
import java.time.Instant;
import java.util.List;

/// The time at which the batch is computed.
final class Now implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("now");

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public boolean isPure() {
        return false;
    }

    @Override
    public Kernel bind(List<Type> types) {
        var now = Instant.now();
        return new Kernel.Constantly(Value.ofLong(PrimitiveType.TIME, now.getEpochSecond() * 1_000_000_000 + now.getNano()));
    }
}
