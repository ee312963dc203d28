package dev.tarn.query.function;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.BytesBuilder;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Kernel;
import dev.tarn.query.expression.Loops;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A string in lower case, letter by letter.
final class Lower implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("lower", Argument.UNDER.withNulls(Argument.Nulls.PASSED));

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return types.getFirst() == PrimitiveType.STRING
                ? new Kernel.ToBytes(PrimitiveType.STRING, (in, out) -> Loops.map(in.bytes(0), out, Lower::lower))
                : new Kernel.Reject("lower: string arg required", 0);
    }

    private static void lower(byte[] arena, int start, int length, BytesBuilder out) {
        var lower = new byte[length];
        for (int i = 0; i < length; i++) {
            byte c = arena[start + i];
            if (c < 0) {
                out.append(lower(new String(arena, start, length, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
                return;
            }
            lower[i] = c >= 'A' && c <= 'Z' ? (byte) (c ^ 0x20) : c;
        }
        out.append(lower);
    }

    private static String lower(String text) {
        return text.codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
