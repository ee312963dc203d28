package dev.tarn.query.function;

import dev.tarn.model.InputException;
import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Kernel;
import java.util.List;

/// A time as text in a format of the C function of this name.
final class Strftime implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("strftime", Argument.ANY.withNulls(Argument.Nulls.AS_ZERO), Argument.ANY.withNulls(Argument.Nulls.AS_ZERO));

    private String lastFormat = "";
    private TimeFormat last = TimeFormat.parse("");

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        if (types.get(0).under() != PrimitiveType.STRING) {
            return new Kernel.Reject("strftime: string value required for format arg", 0);
        }
        if (types.get(1).under() != PrimitiveType.TIME) {
            return new Kernel.Reject("strftime: time value required for time arg", 1);
        }
        return new Kernel.PerRow(PrimitiveType.STRING, arguments -> format(arguments[0], arguments[1].asLong()));
    }

    private Value format(Value format, long nanoseconds) {
        var text = format.asString();
        if (!text.equals(lastFormat)) {
            try {
                last = TimeFormat.parse(text);
                lastFormat = text;
            } catch (InputException e) {
                return ErrorValues.on("strftime: failed to compile format: " + e.getMessage(), format);
            }
        }
        return Value.ofString(last.format(nanoseconds));
    }
}
