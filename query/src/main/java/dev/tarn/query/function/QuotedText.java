package dev.tarn.query.function;

/// Texts in messages between quotes, what is not printable escaped as Go's `strconv.Quote` does, of which the reference's messages are made.
final class QuotedText {
    private static final String LETTERS = "abtnvfr";

    private QuotedText() {}

    /// Returns a text in quotes.
    static String of(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') {
                quoted.append('\\').append((char) point);
            } else if (isPrintable(point)) {
                quoted.appendCodePoint(point);
            } else if (point >= 7 && point <= 13) {
                // From the bell on: a, b, t, n, v, f, r.
                quoted.append('\\').append(LETTERS.charAt(point - 7));
            } else if (point < 0x80) {
                quoted.append("\\x%02x".formatted(point));
            } else {
                quoted.append((point < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(point));
            }
        });
        return quoted.append('"').toString();
    }

    // Letters, marks, numbers, punctuation, symbols, and of spaces the usual one.
    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> point == ' ';
            default -> true;
        };
    }
}
