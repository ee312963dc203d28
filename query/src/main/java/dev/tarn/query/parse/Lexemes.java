package dev.tarn.query.parse;

import dev.tarn.query.parse.grammar.ZedLexer;
import org.antlr.v4.runtime.LexerNoViableAltException;
import org.antlr.v4.runtime.Token;

/// Matches single lexemes anywhere in a text, in a given mode of [ZedLexer]; knows whitespace and comments.
///
/// It has no state but the end of the last match.
final class Lexemes {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String text;
    private final CharacterStream input;
    private final ZedLexer lexer;
    private int end;

    Lexemes(String text) {
        this.text = text;
        input = new CharacterStream(text);
        lexer = new ZedLexer(input);
        lexer.removeErrorListeners();
    }

    int length() {
        return text.length();
    }

    /// Returns the UTF-16 unit at `position`, 0 at the end of the text and behind it.
    char at(int position) {
        return position < text.length() ? text.charAt(position) : 0;
    }

    boolean startsWith(String prefix, int position) {
        return text.startsWith(prefix, position);
    }

    String substring(int start, int stop) {
        return text.substring(start, stop);
    }

    /// Returns the type of the longest lexeme of `mode` at `position`, [ZedLexer#UNKNOWN] with one character if there is none,
    /// and [Token#EOF] at the end.
    int match(int mode, int position) {
        end = position;
        if (position >= text.length()) {
            return Token.EOF;
        }
        int type = matchUpTo(text.length(), mode, position);
        int foreign = switch (type) {
            case ZedLexer.ID, ZedLexer.WORD, ZedLexer.GLOB, ZedLexer.POOL_NAME -> firstForeign(position, end, type);
            default -> end;
        };
        if (foreign == end) {
            return type;
        }
        return foreign > position ? matchUpTo(foreign, mode, position) : unknown(position);
    }

    private int matchUpTo(int limit, int mode, int position) {
        input.limit(limit);
        input.seek(position);
        lexer.setType(Token.INVALID_TYPE);
        try {
            int rule = lexer.getInterpreter().match(input, mode);
            end = input.index();
            return lexer.getType() == Token.INVALID_TYPE ? rule : lexer.getType();
        } catch (LexerNoViableAltException e) {
            return unknown(position);
        }
    }

    private int unknown(int position) {
        end = position + Character.charCount(text.codePointAt(position));
        return ZedLexer.UNKNOWN;
    }

    /// Returns the first position in a word or name that holds a character beyond ASCII that cannot be there, or `stop`. The
    /// lexer lets all of them through.
    private int firstForeign(int start, int stop, int type) {
        boolean word = type == ZedLexer.WORD || type == ZedLexer.GLOB;
        int p = start;
        while (p < stop) {
            int c = text.codePointAt(p);
            boolean fits = c < 0x80 || isLetter(c) || !word && p > start && isLetterOrDigit(c);
            if (!fits) {
                return p;
            }
            p += Character.charCount(c);
        }
        return stop;
    }

    /// Returns where the last match ended.
    int end() {
        return end;
    }

    /// Returns the first position from `position` on that is neither whitespace nor in a comment.
    int skip(int position) {
        int p = position;
        while (p < text.length()) {
            char c = text.charAt(p);
            if (isSpace(c)) {
                p++;
            } else if (c == '/' && at(p + 1) == '/') {
                while (p < text.length() && !isLineEnd(text.charAt(p))) {
                    p++;
                }
            } else {
                break;
            }
        }
        return p;
    }

    /// Returns the end of the identifier at `position`, or `position` if there is none.
    int wordEnd(int position) {
        int p = position;
        while (p < text.length()) {
            int c = text.codePointAt(p);
            if (!(p == position ? isLetter(c) : isLetterOrDigit(c))) {
                break;
            }
            p += Character.charCount(c);
        }
        return p;
    }

    /// Returns whether an identifier that ends at `position` would go on there.
    boolean isInWord(int position) {
        return position < text.length() && isLetterOrDigit(text.codePointAt(position));
    }

    /// Returns whether `word` stands at `position` and ends there.
    boolean isWord(String word, int position) {
        return text.startsWith(word, position) && !isInWord(position + word.length());
    }

    /// Returns whether the character at `position` could begin a word of a search.
    boolean isTermStart(int position) {
        if (position >= text.length()) {
            return false;
        }
        int c = text.codePointAt(position);
        return "_.:/%#@~\\".indexOf(c) >= 0 || isLetter(c) && c != '$';
    }

    static boolean isLetter(int c) {
        if (c < 0x80) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '$';
        }
        return Character.isLetter(c) || Character.getType(c) == Character.LETTER_NUMBER;
    }

    static boolean isLetterOrDigit(int c) {
        if (c < 0x80) {
            return isLetter(c) || c >= '0' && c <= '9';
        }
        return isLetter(c) || switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.DECIMAL_DIGIT_NUMBER,
                    Character.CONNECTOR_PUNCTUATION -> true;
            default -> false;
        };
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r' || c > 0x7f && (c == BYTE_ORDER_MARK || isLineEnd(c)
                || Character.getType(c) == Character.SPACE_SEPARATOR);
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
    }
}
