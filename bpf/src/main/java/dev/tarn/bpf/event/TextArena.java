package dev.tarn.bpf.event;

import dev.tarn.model.type.Type;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.Validity;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Collects values that are bytes: texts from C, which become valid UTF-8, and others.
final class TextArena {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong MEMORY_WORD =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final byte[] ELLIPSIS = "…".getBytes(StandardCharsets.UTF_8);

    private byte[] arena;
    private int used;
    private int[] starts;
    private int[] lengths;
    private int count;
    private long repaired;

    TextArena(int values, int bytes) {
        starts = new int[values];
        lengths = new int[values];
        arena = new byte[bytes];
    }

    int count() {
        return count;
    }

    /// How many texts were no valid UTF-8 and had the bad bytes replaced.
    long repaired() {
        return repaired;
    }

    /// Appends the text of a char array: up to the first zero byte, or all of it.
    void appendChars(MemorySegment memory, long position, int size) {
        reserve(size + Long.BYTES);
        int start = used;
        int length = 0;
        long high = 0;
        // Whole words are copied while looking for the end; what is copied beyond it is overwritten by the next text.
        while (length + Long.BYTES <= size) {
            long word = memory.get(MEMORY_WORD, position + length);
            WORD.set(arena, start + length, word);
            long zero = word - LOW_BITS & ~word & HIGH_BITS;
            if (zero != 0) {
                int before = Long.numberOfTrailingZeros(zero) >>> 3;
                high |= before == 0 ? 0 : word << 64 - 8 * before;
                finishText(start, length + before, high, false);
                return;
            }
            high |= word;
            length += Long.BYTES;
        }
        for (; length < size; length++) {
            byte octet = memory.get(ValueLayout.JAVA_BYTE, position + length);
            if (octet == 0) {
                break;
            }
            arena[start + length] = octet;
            high |= octet & 0x80;
        }
        finishText(start, length, high, false);
    }

    /// Appends a text of a known length, which was cut or not.
    void appendText(MemorySegment memory, long position, int length, boolean cut) {
        reserve(length);
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, position, arena, used, length);
        finishText(used, length, highBits(used, length), cut);
    }

    private long highBits(int start, int length) {
        int high = 0;
        for (int i = start; i < start + length; i++) {
            high |= arena[i] & 0x80;
        }
        return high;
    }

    /// Appends bytes as they are.
    void appendBytes(MemorySegment memory, long position, int length) {
        reserve(length);
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, position, arena, used, length);
        endValue(used, length);
    }

    /// Appends a text that is valid UTF-8.
    void appendValid(byte[] text) {
        reserve(text.length);
        System.arraycopy(text, 0, arena, used, text.length);
        endValue(used, text.length);
    }

    /// Appends a text that was appended before; its bytes are shared.
    void repeat(int value) {
        growValues();
        starts[count] = starts[value];
        lengths[count++] = lengths[value];
    }

    private void finishText(int start, int length, long high, boolean cut) {
        int valid = length;
        if ((high & HIGH_BITS) != 0) {
            // Half a character at the cut is not worth a mark of its own.
            valid = repair(start, cut ? length - brokenTail(start, length) : length);
        }
        if (cut) {
            reserve(valid + ELLIPSIS.length);
            System.arraycopy(ELLIPSIS, 0, arena, start + valid, ELLIPSIS.length);
            valid += ELLIPSIS.length;
        }
        endValue(start, valid);
    }

    private int repair(int start, int length) {
        byte[] fixed = new String(arena, start, length, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        if (!Arrays.equals(fixed, 0, fixed.length, arena, start, start + length)) {
            repaired++;
            reserve(fixed.length);
            System.arraycopy(fixed, 0, arena, start, fixed.length);
        }
        return fixed.length;
    }

    /// How many bytes at the end begin a character that goes on beyond.
    private int brokenTail(int start, int length) {
        for (int back = 1; back <= Math.min(3, length); back++) {
            int octet = arena[start + length - back] & 0xff;
            if (octet >= 0xc0) {
                int needed = octet >= 0xf0 ? 4 : octet >= 0xe0 ? 3 : 2;
                return needed > back ? back : 0;
            }
            if (octet < 0x80) {
                return 0;
            }
        }
        return 0;
    }

    private void endValue(int start, int length) {
        growValues();
        starts[count] = start;
        lengths[count++] = length;
        used = start + length;
    }

    private void growValues() {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, Math.max(16, count * 2));
            lengths = Arrays.copyOf(lengths, Math.max(16, count * 2));
        }
    }

    private void reserve(int more) {
        if (arena.length - used < more) {
            arena = Arrays.copyOf(arena, Math.max(Math.addExact(used, more), arena.length * 2));
        }
    }

    /// Returns the values as a vector; the arena must not be used any more.
    BytesVector build(Type type, Validity validity) {
        return new BytesVector(type, arena, starts, lengths, count, validity);
    }
}
