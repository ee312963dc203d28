package dev.tarn.query.function;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Kernel;
import java.util.Base64;
import java.util.List;

/// Bytes as text in base64, and such text as bytes.
final class Base64Text implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("base64", Argument.UNDER);

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
            default -> new Kernel.Reject("base64: argument must a bytes or string type", 0);
        };
    }

    private static Value encoded(Value bytes) {
        return bytes.isNull()
                ? ErrorValues.of("base64: illegal null argument")
                : Value.ofString(Base64.getEncoder().encodeToString(bytes.asBytes()));
    }

    private static Value decoded(Value text) {
        if (text.isNull()) {
            return Value.ofNull(PrimitiveType.BYTES);
        }
        var digits = text.asString().replace("\r", "").replace("\n", "");
        try {
            // Java's decoder does without padding, which base64 proper has.
            if (digits.length() % 4 == 0) {
                return Value.ofBytes(PrimitiveType.BYTES, Base64.getDecoder().decode(digits));
            }
        } catch (IllegalArgumentException _) {
            // No base64, as below.
        }
        return ErrorValues.on("base64: string argument is not base64", text);
    }
}
