package dev.tarn.query.function;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Kernel;
import java.util.HexFormat;
import java.util.List;

/// Bytes as text of hexadecimal digits, and such text as bytes.
final class Hex implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("hex", Argument.UNDER);

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return switch (types.getFirst()) {
            case PrimitiveType primitive when primitive == PrimitiveType.BYTES ->
                new Kernel.PerRow(PrimitiveType.STRING, arguments -> encoded(arguments[0]));
            case PrimitiveType primitive when primitive == PrimitiveType.STRING ->
                new Kernel.PerRow(PrimitiveType.BYTES, arguments -> decoded(arguments[0]));
            // The reference has the name of its sister in this message.
            default -> new Kernel.Reject("base64: argument must a bytes or string type", 0);
        };
    }

    private static Value encoded(Value bytes) {
        return bytes.isNull()
                ? ErrorValues.of("hex: illegal null argument")
                : Value.ofString(HexFormat.of().formatHex(bytes.asBytes()));
    }

    private static Value decoded(Value text) {
        if (text.isNull()) {
            return Value.ofNull(PrimitiveType.BYTES);
        }
        try {
            return Value.ofBytes(PrimitiveType.BYTES, HexFormat.of().parseHex(text.asString()));
        } catch (IllegalArgumentException _) {
            return ErrorValues.on("hex: string argument is not hexidecimal", text);
        }
    }
}
