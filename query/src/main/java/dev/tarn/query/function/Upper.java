package dev.tarn.query.function;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.BytesBuilder;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Kernel;
import dev.tarn.query.expression.Loops;
import java.nio.charset.StandardCharsets;
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
                ? new Kernel.ToBytes(PrimitiveType.STRING, (in, out) -> Loops.map(in.bytes(0), out, Upper::upper))
                : new Kernel.Reject("upper: string arg required", 0);
    }

    private static void upper(byte[] arena, int start, int length, BytesBuilder out) {
        var upper = new byte[length];
        for (int i = 0; i < length; i++) {
            byte c = arena[start + i];
            if (c < 0) {
                out.append(upper(new String(arena, start, length, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
                return;
            }
            upper[i] = c >= 'a' && c <= 'z' ? (byte) (c ^ 0x20) : c;
        }
        out.append(upper);
    }

    private static String upper(String text) {
        return text.codePoints()
                .map(Character::toUpperCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
