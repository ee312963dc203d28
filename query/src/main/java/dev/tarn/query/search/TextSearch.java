package dev.tarn.query.search;

import java.nio.charset.StandardCharsets;

/// Finds a text in UTF-8, whatever the case of its letters.
public final class TextSearch {
    private final String text;
    private final boolean ascii;
    private final ByteSearch search;

    /// Makes a search for a text.
    public TextSearch(String text) {
        this.text = text;
        this.ascii = text.chars().allMatch(c -> c < 0x80);
        this.search = ByteSearch.ignoringCase(text);
    }

    /// Returns whether a range holds the text.
    public boolean isIn(byte[] utf8, int start, int length) {
        return ascii ? search.isIn(utf8, start, length) : isIn(new String(utf8, start, length, StandardCharsets.UTF_8));
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
