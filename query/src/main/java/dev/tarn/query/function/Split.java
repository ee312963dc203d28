package dev.tarn.query.function;

import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.ArrayBuilder;
import dev.tarn.model.vector.BytesBuilder;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Columns;
import dev.tarn.query.expression.Kernel;
import dev.tarn.query.expression.Utf8;
import java.util.Arrays;
import java.util.List;

/// The parts of a string between the occurrences of another; its characters if that is empty.
final class Split implements BuiltIn {
    private static final ArrayType STRINGS = new ArrayType(PrimitiveType.STRING);
    private static final Signature SIGNATURE = Signature.of("split", Argument.UNDER, Argument.UNDER);

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i) != PrimitiveType.STRING) {
                return new Kernel.Reject("split: string arg required", i);
            }
        }
        return new Kernel.Whole(Split::split);
    }

    private static Vector split(Columns in) {
        var strings = in.bytes(0);
        var separators = in.bytes(1);
        var out = new ArrayBuilder(STRINGS);
        var parts = (BytesBuilder) out.elements();
        for (int row = 0; row < in.length(); row++) {
            boolean nothing = separators.lengths()[row] == 0 && strings.lengths()[row] == 0;
            if (strings.isNull(row) || separators.isNull(row) || nothing) {
                out.appendNull();
            } else {
                if (separators.lengths()[row] == 0) {
                    splitCharacters(strings, row, parts);
                } else {
                    split(strings, row, separators.copy(row), parts);
                }
                out.endArray();
            }
        }
        return out.build();
    }

    private static void splitCharacters(BytesVector strings, int row, BytesBuilder parts) {
        int end = strings.starts()[row] + strings.lengths()[row];
        for (int at = strings.starts()[row]; at < end; ) {
            int next = Utf8.skip(strings.arena(), at, end, 1);
            parts.append(strings.arena(), at, next - at);
            at = next;
        }
    }

    private static void split(BytesVector strings, int row, byte[] separator, BytesBuilder parts) {
        byte[] arena = strings.arena();
        int from = strings.starts()[row];
        int end = from + strings.lengths()[row];
        byte first = separator[0];
        for (int at = from; at + separator.length <= end; ) {
            if (arena[at] == first && Arrays.equals(arena, at, at + separator.length, separator, 0, separator.length)) {
                parts.append(arena, from, at - from);
                at += separator.length;
                from = at;
            } else {
                at++;
            }
        }
        parts.append(arena, from, end - from);
    }
}
