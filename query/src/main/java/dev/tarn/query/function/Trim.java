package dev.tarn.query.function;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.BytesBuilder;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Kernel;
import dev.tarn.query.expression.Loops;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A string without the spaces at its ends, all that Unicode takes for spaces.
final class Trim implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("trim", Argument.UNDER.withNulls(Argument.Nulls.PASSED));

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return types.getFirst() == PrimitiveType.STRING
                ? new Kernel.ToBytes(PrimitiveType.STRING, (in, out) -> Loops.map(in.bytes(0), out, Trim::trim))
                : new Kernel.Reject("trim: string arg required", 0);
    }

    private static void trim(byte[] arena, int start, int length, BytesBuilder out) {
        int from = start;
        int to = start + length;
        while (from < to && arena[from] >= 0 && isSpace(arena[from])) {
            from++;
        }
        while (to > from && arena[to - 1] >= 0 && isSpace(arena[to - 1])) {
            to--;
        }
        if (to > from && (arena[from] < 0 || arena[to - 1] < 0)) {
            out.append(trim(new String(arena, from, to - from, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        } else {
            out.append(arena, from, to - from);
        }
    }

    private static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(int c) {
        return switch (c) {
            case ' ', '\t', '\n', 0x0b, '\f', '\r', 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000 -> true;
            default -> c >= 0x2000 && c <= 0x200a;
        };
    }
}
