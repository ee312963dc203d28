package dev.tarn.query.parse;

/// Resolves the escapes of texts, of words in a search and of globs.
final class Escapes {

    private Escapes() {}

    /// Returns the characters of a literal in quotes.
    static String unquote(String quoted) {
        return resolve(quoted.substring(1, quoted.length() - 1), false);
    }

    /// Returns `text` without escapes: those of strings, of f-strings and of words in a search.
    static String resolve(String text) {
        return resolve(text, false);
    }

    /// Returns the pattern of a glob without escapes but for `\*`, which means a star and not any characters.
    static String resolveGlob(String glob) {
        return resolve(glob, true);
    }

    private static String resolve(String text, boolean keepStar) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escaped = text.charAt(i++);
            switch (escaped) {
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 'v' -> out.append('\u000b');
                case '*' -> out.append(keepStar ? "\\*" : "*");
                case 'u' -> i = unicode(text, i, out);
                default -> out.append(escaped);
            }
        }
        return wellFormed(out);
    }

    /// Puts U+FFFD in place of halves of surrogate pairs, which no UTF-8 text can have.
    private static String wellFormed(StringBuilder text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                i++;
            } else if (Character.isSurrogate(text.charAt(i))) {
                text.setCharAt(i, '\ufffd');
            }
        }
        return text.toString();
    }

    /// Appends the character whose digits begin at `position` and returns the position after them.
    private static int unicode(String text, int position, StringBuilder out) {
        boolean braces = text.charAt(position) == '{';
        int start = braces ? position + 1 : position;
        int end = braces ? text.indexOf('}', start) : start + 4;
        int character = Integer.parseInt(text, start, end, 16);
        out.appendCodePoint(Character.isValidCodePoint(character) ? character : 0xfffd);
        return braces ? end + 1 : end;
    }
}
