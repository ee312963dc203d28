package dev.tarn.query;

/// A line of a query with a place in it, or what is around the place if the line is very long: each of thousands of problems in
/// one line would show all of it.
///
/// @param text the line, or a part of it with dots for what is left out
/// @param place the column of the place in `text`, from 1, in UTF-16 units
/// @param room how many characters of the line `text` has from the place on
public record Excerpt(String text, int place, int room) {
    private static final int LONG_LINE = 2000;
    private static final int WINDOW = 200;
    private static final String CUT = "...";

    /// Returns a line of a text, or a part of it.
    ///
    /// @param lineStart where the line begins in the text
    /// @param lineEnd where it ends
    /// @param offset the place in the text
    public static Excerpt of(String text, int lineStart, int lineEnd, int offset) {
        boolean whole = lineEnd - lineStart <= LONG_LINE;
        int from = whole ? lineStart : between(text, Math.max(lineStart, offset - WINDOW / 2));
        int to = whole ? lineEnd : between(text, Math.min(lineEnd, offset + WINDOW / 2));
        String before = from > lineStart ? CUT : "";
        String after = to < lineEnd ? CUT : "";
        return new Excerpt(before + text.substring(from, to) + after, before.length() + offset - from + 1, to - offset);
    }

    // Not within a character of two units.
    private static int between(String text, int offset) {
        boolean within = offset < text.length() && Character.isLowSurrogate(text.charAt(offset));
        return within ? offset - 1 : offset;
    }
}
