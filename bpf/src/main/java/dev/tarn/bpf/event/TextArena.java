package dev.tarn.bpf.event;

import dev.tarn.bpf.ring.EventBatch;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.Validity;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/// Collects values that are bytes: texts from C, which become valid UTF-8, and others.
final class TextArena {
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
    void appendChars(long[] words, int position, int size) {
        reserve(size + Long.BYTES);
        int start = used;
        long high = 0;
        for (int length = 0; length < size; length += Long.BYTES) {
            long word = EventBatch.word(words, position + length);
            // What is copied beyond the end is overwritten by the next text.
            put(start + length, word);
            long ends = word - LOW_BITS & ~word & HIGH_BITS;
            int within = Math.min(ends == 0 ? Long.BYTES : Long.numberOfTrailingZeros(ends) >>> 3, size - length);
            if (within < Long.BYTES) {
                high |= within == 0 ? 0 : word << Long.SIZE - 8 * within;
                finishText(start, length + within, high, false);
                return;
            }
            high |= word;
        }
        finishText(start, size, high, false);
    }

    /// Appends a text of a known length, which was cut or not.
    void appendText(long[] words, int position, int length, boolean cut) {
        finishText(used, length, copy(words, position, length), cut);
    }

    /// Appends bytes as they are.
    void appendBytes(long[] words, int position, int length) {
        copy(words, position, length);
        endValue(used, length);
    }

    /// Copies bytes behind those used, and returns a word that has the high bits of some of them.
    private long copy(long[] words, int position, int length) {
        reserve(length + Long.BYTES);
        long high = 0;
        for (int done = 0; done < length; done += Long.BYTES) {
            long word = EventBatch.word(words, position + done);
            put(used + done, word);
            high |= length - done >= Long.BYTES ? word : word << Long.SIZE - 8 * (length - done);
        }
        return high;
    }

    /// Writes 8 bytes. The compiler makes one store of them.
    private void put(int at, long word) {
        byte[] to = arena;
        to[at] = (byte) word;
        to[at + 1] = (byte) (word >>> 8);
        to[at + 2] = (byte) (word >>> 16);
        to[at + 3] = (byte) (word >>> 24);
        to[at + 4] = (byte) (word >>> 32);
        to[at + 5] = (byte) (word >>> 40);
        to[at + 6] = (byte) (word >>> 48);
        to[at + 7] = (byte) (word >>> 56);
    }

    /// Appends a text that is valid UTF-8.
    void appendValid(byte[] text) {
        reserve(text.length);
        System.arraycopy(text, 0, arena, used, text.length);
        endValue(used, text.length);
    }

    /// Replaces the text appended last by another one.
    void changeLast(UnaryOperator<String> change) {
        String text = new String(arena, starts[count - 1], lengths[count - 1], StandardCharsets.UTF_8);
        String changed = change.apply(text);
        if (!changed.equals(text)) {
            used = starts[--count];
            appendValid(changed.getBytes(StandardCharsets.UTF_8));
        }
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
