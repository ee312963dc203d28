package dev.tarn.query.search;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Finds bytes in many bytes: eight places at a time are tried for the two neighbours in the pattern that are rarest in text.
///
/// Skipping by a table (Boyer, Moore, Horspool) takes three times as long for a word: each skip waits for the one before (2026-11).
public final class ByteSearch {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    // So many bytes are looked through by one call: calls, unlike one long loop, are soon compiled, and all of what they do was seen before.
    private static final int STRETCH = 1024;
    // Bytes of text from frequent to rare; what is not in here is rarer still.
    private static final String FREQUENT = " etaoinsr0hl1dcu2mfpgwyb3v5648k79/._-xjqz";

    private final byte[] pattern;
    private final byte[] fold;
    // Where in the pattern the two bytes are, what they are in all eight bytes of a word, and what makes upper case lower there.
    private final int first;
    private final int second;
    private final long firstBytes;
    private final long secondBytes;
    private final long firstCase;
    private final long secondCase;

    private ByteSearch(byte[] pattern, boolean ignoreCase) {
        this.pattern = pattern;
        this.fold = new byte[256];
        for (int i = 0; i < 256; i++) {
            fold[i] = (byte) (ignoreCase && i >= 'A' && i <= 'Z' ? i | 0x20 : i);
        }
        for (int i = 0; i < pattern.length; i++) {
            pattern[i] = fold[pattern[i] & 0xff];
        }
        first = rarestPair(pattern);
        second = Math.min(first + 1, Math.max(0, pattern.length - 1));
        firstBytes = bytes(first);
        secondBytes = bytes(second);
        firstCase = ignoreCase ? caseBits(first) : 0;
        secondCase = ignoreCase ? caseBits(second) : 0;
    }

    private static int rarestPair(byte[] pattern) {
        int best = 0;
        for (int i = 1; i < pattern.length - 1; i++) {
            if (rarity(pattern[i]) + rarity(pattern[i + 1]) > rarity(pattern[best]) + rarity(pattern[best + 1])) {
                best = i;
            }
        }
        return best;
    }

    private static int rarity(byte b) {
        int place = FREQUENT.indexOf(b);
        return place < 0 ? FREQUENT.length() : place;
    }

    private long bytes(int place) {
        return pattern.length == 0 ? 0 : (pattern[place] & 0xff) * ONES;
    }

    private long caseBits(int place) {
        return pattern.length > 0 && pattern[place] >= 'a' && pattern[place] <= 'z' ? 0x20 * ONES : 0;
    }

    /// Returns a search for a text as it is.
    public static ByteSearch exact(String text) {
        return new ByteSearch(text.getBytes(StandardCharsets.UTF_8), false);
    }

    /// Returns a search for bytes as they are.
    public static ByteSearch exact(byte[] bytes) {
        return new ByteSearch(bytes.clone(), false);
    }

    /// Returns a search for a text of ASCII characters, whatever the case of its letters.
    public static ByteSearch ignoringCase(String text) {
        return new ByteSearch(text.getBytes(StandardCharsets.UTF_8), true);
    }

    /// Returns whether a range holds the bytes.
    public boolean isIn(byte[] bytes, int offset, int length) {
        if (pattern.length == 0) {
            return true;
        }
        // The last place where a match can begin; eight places are read up to eight bytes further, which the pattern has not.
        int last = offset + length - pattern.length;
        int lastEight = Math.min(last - Long.BYTES + 1, bytes.length - second - Long.BYTES);
        int at = offset;
        while (at <= lastEight) {
            int end = Math.min(lastEight, at + STRETCH);
            at = nextCandidate(bytes, at, end);
            if (at <= end) {
                if (isAny(bytes, at)) {
                    return true;
                }
                at += Long.BYTES;
            }
        }
        for (; at <= last; at++) {
            if (isAt(bytes, at)) {
                return true;
            }
        }
        return false;
    }

    /// Returns the first of every eight places up to `end`, from `from` on, where the two bytes may be; one behind `end` if there is none.
    ///
    /// Each loop has one way out, for either reason. One of its own for what is rarely found would be compiled as impossible, and the
    /// method anew when it happens.
    private int nextCandidate(byte[] bytes, int from, int end) {
        int at = from;
        long any = 0;
        for (int lastFour = end - 3 * Long.BYTES; (any | ifNegative(lastFour - at)) == 0; at += 4 * Long.BYTES) {
            any = candidates(bytes, at) | candidates(bytes, at + 8) | candidates(bytes, at + 16) | candidates(bytes, at + 24);
        }
        at -= 4 * Long.BYTES & (int) ifNotZero(any);
        any = 0;
        for (; (any | ifNegative(end - at)) == 0; at += Long.BYTES) {
            any = candidates(bytes, at);
        }
        return at - (Long.BYTES & (int) ifNotZero(any));
    }

    /// Returns all ones for a number below 0, and else 0.
    private static long ifNegative(long number) {
        return number >> 63;
    }

    /// Returns all ones for a number that is not 0, and else 0.
    private static long ifNotZero(long number) {
        return ifNegative(number | -number);
    }

    /// Returns the highest bit of each of eight bytes where the two bytes are, and of some behind one where they are.
    private long candidates(byte[] bytes, int at) {
        long differences = ((long) LONG.get(bytes, at + first) | firstCase) ^ firstBytes
                | ((long) LONG.get(bytes, at + second) | secondCase) ^ secondBytes;
        return differences - ONES & ~differences & HIGHS;
    }

    private boolean isAny(byte[] bytes, int at) {
        for (long left = candidates(bytes, at); left != 0; left &= left - 1) {
            if (isAt(bytes, at + (Long.numberOfTrailingZeros(left) >>> 3))) {
                return true;
            }
        }
        return false;
    }

    private boolean isAt(byte[] bytes, int at) {
        for (int i = 0; i < pattern.length; i++) {
            if (fold[bytes[at + i] & 0xff] != pattern[i]) {
                return false;
            }
        }
        return true;
    }
}
