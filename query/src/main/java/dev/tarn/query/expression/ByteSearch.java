package dev.tarn.query.expression;

import java.nio.charset.StandardCharsets;

/// Finds bytes in many bytes, skipping most of them: the method of Boyer, Moore and Horspool.
final class ByteSearch {
    private final byte[] pattern;
    private final byte[] fold;
    private final int[] skip = new int[256];

    private ByteSearch(byte[] pattern, boolean ignoreCase) {
        this.pattern = pattern;
        this.fold = new byte[256];
        for (int i = 0; i < 256; i++) {
            fold[i] = (byte) (ignoreCase && i >= 'A' && i <= 'Z' ? i | 0x20 : i);
        }
        for (int i = 0; i < pattern.length; i++) {
            pattern[i] = fold[pattern[i] & 0xff];
        }
        int last = pattern.length - 1;
        for (int i = 0; i < 256; i++) {
            skip[i] = pattern.length;
            for (int at = 0; at < last; at++) {
                if (pattern[at] == fold[i]) {
                    skip[i] = last - at;
                }
            }
        }
    }

    /// Returns a search for a text as it is.
    static ByteSearch exact(String text) {
        return new ByteSearch(text.getBytes(StandardCharsets.UTF_8), false);
    }

    /// Returns a search for bytes as they are.
    static ByteSearch exact(byte[] bytes) {
        return new ByteSearch(bytes.clone(), false);
    }

    /// Returns a search for a text of ASCII characters, whatever the case of its letters.
    static ByteSearch ignoringCase(String text) {
        return new ByteSearch(text.getBytes(StandardCharsets.UTF_8), true);
    }

    /// Returns whether a range holds the bytes.
    boolean isIn(byte[] bytes, int offset, int length) {
        int last = pattern.length - 1;
        if (last < 0) {
            return true;
        }
        int end = offset + length;
        for (int at = offset + last; at < end; at += skip[bytes[at] & 0xff]) {
            int i = last;
            while (i >= 0 && fold[bytes[at - last + i] & 0xff] == pattern[i]) {
                i--;
            }
            if (i < 0) {
                return true;
            }
        }
        return false;
    }
}
