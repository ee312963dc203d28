package dev.tarn.query.function;

import com.github.ksuid.Ksuid;
import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Kernel;
import java.util.List;

/// Bytes of a KSUID as text, and such text as bytes; without an argument a new KSUID.
final class KsuidText implements BuiltIn {
    private static final int BYTES = 20;
    private static final int DIGITS = 27;
    private static final String GREATEST = "aWgEPTl1tmebfsQzFP4bxwgy80V";
    private static final Signature SIGNATURE = Signature.of("ksuid", Argument.ANY).withOptional(1);

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
        if (types.isEmpty()) {
            return new Kernel.PerRow(
                    PrimitiveType.BYTES, _ -> Value.ofBytes(PrimitiveType.BYTES, Ksuid.newKsuid().asBytes()));
        }
        return switch (types.getFirst().under()) {
            case PrimitiveType primitive when primitive == PrimitiveType.BYTES ->
                new Kernel.PerRow(PrimitiveType.STRING, arguments -> text(arguments[0]));
            case PrimitiveType primitive when primitive == PrimitiveType.STRING ->
                new Kernel.PerRow(PrimitiveType.BYTES, arguments -> bytes(arguments[0]));
            default -> new Kernel.Reject("ksuid: argument must a bytes or string type", 0);
        };
    }

    private static Value text(Value bytes) {
        if (bytes.isNull()) {
            return ErrorValues.of("ksuid: illegal null argument");
        }
        return bytes.asBytes().length == BYTES
                ? Value.ofString(Ksuid.newBuilder().withKsuidBytes(bytes.asBytes()).build().toString())
                : ErrorValues.on("ksuid: Valid KSUIDs are 20 bytes", bytes);
    }

    private static Value bytes(Value text) {
        String digits = text.asString();
        if (digits.length() != DIGITS) {
            return ErrorValues.on("ksuid: Valid encoded KSUIDs are 27 characters", text);
        }
        boolean known = digits.chars().allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c));
        if (!known || digits.compareTo(GREATEST) > 0) {
            return ErrorValues.on(
                    "ksuid: Valid encoded KSUIDs are bounded by 000000000000000000000000000 and " + GREATEST, text);
        }
        return Value.ofBytes(PrimitiveType.BYTES, Ksuid.fromString(digits).asBytes());
    }
}
