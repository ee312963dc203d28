package dev.tarn.query.function;

import dev.tarn.model.vector.BytesBuilder;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.query.expression.Columns;
import dev.tarn.query.expression.Kernel;
import dev.tarn.query.expression.Loops;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.IntUnaryOperator;

/// Changes the case of letters: of ASCII eight bytes at a time, from column to column; of other strings letter by letter.
enum LetterCase {
    /// Capital letters.
    UPPER('a', 'z', Character::toUpperCase),
    /// Small letters.
    LOWER('A', 'Z', Character::toLowerCase);

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x80 * ONES;
    private static final int CASE_BIT = 0x20;

    private final char first;
    private final char last;
    // What makes a byte's highest bit 1 if it is added to the first letter that changes, or a later one; and to one behind the last.
    private final long toFirst;
    private final long behindLast;
    private final IntUnaryOperator ofLetter;

    /// @param first the first letter of ASCII that changes
    /// @param last the last one
    LetterCase(char first, char last, IntUnaryOperator ofLetter) {
        this.first = first;
        this.last = last;
        this.ofLetter = ofLetter;
        toFirst = (0x80 - first) * ONES;
        behindLast = (0x7f - last) * ONES;
    }

    /// Appends the strings of a column in this case.
    void change(Columns in, BytesBuilder out) {
        BytesVector strings = in.bytes(0);
        long total = 0;
        for (int row = 0; row < strings.length(); row++) {
            total += strings.lengths()[row];
        }
        out.reserveBytes((int) Math.min(total, Integer.MAX_VALUE));
        Loops.map(strings, out, (arena, start, length, builder) -> change(arena, start, length, builder));
    }

    private void change(byte[] arena, int start, int length, BytesBuilder out) {
        if (!isAscii(arena, start, length)) {
            var text = new String(arena, start, length, StandardCharsets.UTF_8);
            out.append(text.codePoints().map(ofLetter)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString().getBytes(StandardCharsets.UTF_8));
            return;
        }
        int to = out.appendRoom(length);
        byte[] changed = out.arena();
        if (length < Long.BYTES) {
            for (int i = 0; i < length; i++) {
                byte c = arena[start + i];
                changed[to + i] = (byte) (c >= first && c <= last ? c ^ CASE_BIT : c);
            }
            return;
        }
        // The last eight may overlap those before.
        int lastEight = length - Long.BYTES;
        for (int i = 0; i < lastEight; i += Long.BYTES) {
            LONGS.set(changed, to + i, change((long) LONGS.get(arena, start + i)));
        }
        LONGS.set(changed, to + lastEight, change((long) LONGS.get(arena, start + lastEight)));
    }

    private long change(long eight) {
        return eight ^ (eight + toFirst & ~(eight + behindLast) & HIGH_BITS) >>> 2;
    }

    private static boolean isAscii(byte[] arena, int start, int length) {
        long all = 0;
        int i = 0;
        for (; i <= length - Long.BYTES; i += Long.BYTES) {
            all |= (long) LONGS.get(arena, start + i);
        }
        for (; i < length; i++) {
            all |= arena[start + i];
        }
        return (all & HIGH_BITS) == 0;
    }
}
