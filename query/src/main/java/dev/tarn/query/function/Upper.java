package dev.tarn.query.function;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Kernel;
import java.util.List;

/// A string in upper case, letter by letter.
final class Upper implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("upper", Argument.UNDER.withNulls(Argument.Nulls.PASSED));

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return types.getFirst() == PrimitiveType.STRING
                ? new Kernel.ToBytes(PrimitiveType.STRING, LetterCase.UPPER::change)
                : new Kernel.Reject("upper: string arg required", 0);
    }
}
