package dev.tarn.query.expression;

import java.nio.charset.StandardCharsets;

/// Finds a text in UTF-8, whatever the case of its letters.
public final class TextSearch {
    private final String text;
    private final byte[] lower;
    private final boolean ascii;

    /// Makes a search for a text.
    public TextSearch(String text) {
        this.text = text;
        this.lower = text.getBytes(StandardCharsets.UTF_8);
        this.ascii = text.chars().allMatch(c -> c < 0x80);
        for (int i = 0; ascii && i < lower.length; i++) {
            lower[i] = toLower(lower[i]);
        }
    }

    private static byte toLower(byte c) {
        return c >= 'A' && c <= 'Z' ? (byte) (c | 0x20) : c;
    }

    /// Returns whether a range holds the text.
    public boolean isIn(byte[] utf8, int start, int length) {
        return ascii ? isInAscii(utf8, start, length) : isIn(new String(utf8, start, length, StandardCharsets.UTF_8));
    }

    private boolean isInAscii(byte[] utf8, int start, int length) {
        if (lower.length == 0) {
            return true;
        }
        byte first = lower[0];
        byte other = first >= 'a' && first <= 'z' ? (byte) (first & ~0x20) : first;
        int last = start + length - lower.length;
        for (int at = start; at <= last; at++) {
            if ((utf8[at] == first || utf8[at] == other) && matches(utf8, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(byte[] utf8, int at) {
        for (int i = 1; i < lower.length; i++) {
            if (toLower(utf8[at + i]) != lower[i]) {
                return false;
            }
        }
        return true;
    }

    /// Returns whether a string holds the text.
    public boolean isIn(String string) {
        for (int at = 0; at + text.length() <= string.length(); at++) {
            if (string.regionMatches(true, at, text, 0, text.length())) {
                return true;
            }
        }
        return false;
    }
}
