package dev.tarn.query.function;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Kernel;
import java.util.List;

/// A string where every occurrence of another is replaced; null if it is null.
final class Replace implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("replace", Argument.UNDER, Argument.UNDER, Argument.UNDER);

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i) != PrimitiveType.STRING) {
                return new Kernel.Reject("replace: string arg required", i);
            }
        }
        return new Kernel.PerRow(PrimitiveType.STRING, Replace::replace);
    }

    private static Value replace(Value[] arguments) {
        if (arguments[0].isNull()) {
            return Value.ofNull(PrimitiveType.NULL);
        }
        if (arguments[1].isNull() || arguments[2].isNull()) {
            return ErrorValues.of("replace: an input arg is null");
        }
        return Value.ofString(arguments[0].asString().replace(arguments[1].asString(), arguments[2].asString()));
    }
}
