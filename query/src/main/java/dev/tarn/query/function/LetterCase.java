package dev.tarn.query.function;

import dev.tarn.model.vector.BytesBuilder;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.query.expression.Columns;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.IntUnaryOperator;

/// Changes the case of letters: of ASCII eight bytes at a time, from column to column; of strings with others beside them letter by letter.
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
        int[] starts = strings.starts();
        int[] lengths = strings.lengths();
        for (int row = 0; row < strings.length(); ) {
            // Neighbours in the arena are changed at once.
            int end = starts[row];
            int next = row;
            for (; next < strings.length() && starts[next] == end; next++) {
                end += lengths[next];
            }
            int length = end - starts[row];
            if (isAscii(strings.arena(), starts[row], length)) {
                change(strings.arena(), starts[row], length, out.appendRoom(lengths, row, next - row), out);
            } else {
                changeLetters(strings, row, next, out);
            }
            row = next;
        }
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

    private void change(byte[] arena, int start, int length, int to, BytesBuilder out) {
        byte[] changed = out.arena();
        int i = 0;
        for (; i <= length - Long.BYTES; i += Long.BYTES) {
            long eight = (long) LONGS.get(arena, start + i);
            LONGS.set(changed, to + i, eight ^ (eight + toFirst & ~(eight + behindLast) & HIGH_BITS) >>> 2);
        }
        for (; i < length; i++) {
            byte c = arena[start + i];
            changed[to + i] = (byte) (c >= first && c <= last ? c ^ CASE_BIT : c);
        }
    }

    private void changeLetters(BytesVector strings, int from, int to, BytesBuilder out) {
        for (int row = from; row < to; row++) {
            int length = strings.lengths()[row];
            if (isAscii(strings.arena(), strings.starts()[row], length)) {
                change(strings.arena(), strings.starts()[row], length, out.appendRoom(strings.lengths(), row, 1), out);
                continue;
            }
            out.append(strings.string(row).codePoints().map(ofLetter)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
