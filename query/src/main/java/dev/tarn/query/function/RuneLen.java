package dev.tarn.query.function;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Kernel;
import dev.tarn.query.expression.Loops;
import dev.tarn.query.expression.Utf8;
import java.util.List;

/// The number of characters (code points) of a string; 0 of null.
final class RuneLen implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("rune_len", Argument.UNDER.withNulls(Argument.Nulls.AS_ZERO));

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return types.getFirst() == PrimitiveType.STRING
                ? new Kernel.ToLongs(
                        PrimitiveType.INT64,
                        (in, out) -> Loops.map(
                                in.bytes(0), out, (arena, start, length) -> Utf8.count(arena, start, start + length)))
                : new Kernel.Reject("rune_len: string arg required", 0);
    }
}
