package dev.tarn.model.zson;

import dev.tarn.model.InputException;
import dev.tarn.model.text.ComposedText;
import dev.tarn.model.text.NameTable;
import dev.tarn.model.text.StringText;
import dev.tarn.model.text.TextBuilder;
import dev.tarn.model.text.TextInput;
import dev.tarn.model.type.TypeText;
import java.nio.charset.StandardCharsets;

/// Finds the tokens of ZSON: spaces and comments, names, strings.
final class ZsonLexer {
    private static final int BAD_CHARACTER = 0xfffd;

    final TextInput input;
    private final NameTable names = new NameTable();
    private final TextBuilder scratch = new TextBuilder();

    ZsonLexer(TextInput input) {
        this.input = input;
    }

    InputException problem(String problem) {
        return input.problem(problem, input.position());
    }

    InputException unexpectedEnd() {
        return input.endProblem("parse error: unexpected end of input", input.position());
    }

    /// Moves past the byte at the position.
    void skip() {
        input.moveTo(input.position() + 1);
    }

    /// Moves past spaces and comments, and returns the byte there, -1 at the end.
    int skipSpace() {
        while (true) {
            int c = input.peek();
            if (c == ' ' || c >= '\t' && c <= '\r') {
                skip();
            } else if (c == '/') {
                if (!skipComment()) {
                    return c;
                }
            } else if (c >= 0x80 && isSpace(codePoint())) {
                input.moveTo(input.position() + codePointLength());
            } else {
                return c;
            }
        }
    }

    private static boolean isSpace(int c) {
        return c == 0x85 || Character.isSpaceChar(c);
    }

    private boolean skipComment() {
        int start = input.position();
        int second = input.has(start + 1) ? input.buffer()[start + 1] : -1;
        if (second == '/') {
            while (input.peek() >= 0 && (input.peek() < '\n' || input.peek() > '\r')) {
                skip();
            }
            return true;
        }
        if (second != '*') {
            return false;
        }
        input.moveTo(start + 2);
        while (true) {
            int c = input.peek();
            if (c < 0) {
                throw input.endProblem("parse error: comment without end", start);
            }
            skip();
            if (c == '*' && input.peek() == '/') {
                skip();
                return true;
            }
        }
    }

    /// Moves past spaces and a byte, if the byte is there.
    boolean match(char wanted) {
        if (skipSpace() == wanted) {
            skip();
            return true;
        }
        return false;
    }

    /// Moves past a byte, if it is at the position.
    boolean matchTight(char wanted) {
        if (input.peek() == wanted) {
            skip();
            return true;
        }
        return false;
    }

    /// Returns the number of bytes of the character at the position, which is not ASCII; 0 if it is not UTF-8.
    private int validLength() {
        int start = input.position();
        input.has(start + 3);
        return StringText.sequenceLength(input.buffer(), start, input.end());
    }

    private int codePointLength() {
        return Math.max(1, validLength());
    }

    /// Returns the character at the position, which is not ASCII.
    private int codePoint() {
        int length = validLength();
        return length == 0
                ? BAD_CHARACTER
                : new String(input.buffer(), input.position(), length, StandardCharsets.UTF_8).codePointAt(0);
    }

    /// Returns whether a name that is not quoted begins at the position.
    boolean atName() {
        int c = input.peek();
        return isAsciiLetter(c) || c >= 0x80 && TypeText.isLetter(codePoint());
    }

    private static boolean isAsciiLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '$';
    }

    /// Returns whether the name of a type, quoted or not, or a number in place of one begins at the position.
    boolean atTypeName() {
        int c = input.peek();
        return atName() || c >= '0' && c <= '9' || c == '"';
    }

    /// Reads letters, digits and dots, as they make up the names of types; empty if there are none.
    String typeName() {
        int start = input.position();
        while (true) {
            int c = input.peek();
            if (isAsciiLetter(c) || c >= '0' && c <= '9' || c == '.') {
                skip();
            } else if (c >= 0x80 && TypeText.isLetter(codePoint())) {
                input.moveTo(input.position() + codePointLength());
            } else {
                return names.name(input.buffer(), start, input.position());
            }
        }
    }

    /// Reads the name of a type, quoted or not.
    String typeNameOrString() {
        return input.peek() == '"' ? quotedName() : typeName();
    }

    /// Returns whether the name of a field or the symbol of an enum begins at the position.
    boolean atSymbol() {
        return input.peek() == '"' || atName();
    }

    /// Reads the name of a field or the symbol of an enum, quoted or not.
    String symbol() {
        if (input.peek() == '"') {
            return quotedName();
        }
        int start = input.position();
        var name = typeName();
        if (name.indexOf('.') >= 0) {
            throw input.problem("malformed identifier", start);
        }
        return name;
    }

    private String quotedName() {
        var text = string();
        return names.name(text.utf8(), text.start(), text.end());
    }

    /// Reads a string in double quotes: as a range of the buffer if there is nothing to replace in it.
    ValueSyntax.Text string() {
        int start = input.position();
        skip();
        while (true) {
            int c = input.peek();
            if (c == '"') {
                var text = new ValueSyntax.Text(input.buffer(), start + 1, input.position());
                skip();
                return text;
            }
            int length = c < 0x80 ? 1 : validLength();
            if (c == '\\' || length == 0) {
                return escapedString(start);
            }
            checkInString(c, start);
            input.moveTo(input.position() + length);
        }
    }

    private void checkInString(int c, int start) {
        if (c < 0) {
            throw input.endProblem("parse error: string literal: no end quote", start);
        }
        if (c == '\n') {
            throw problem("parse error: string literal: unescaped line break");
        }
    }

    private ValueSyntax.Text escapedString(int start) {
        scratch.truncate(0);
        scratch.put(input.buffer(), start + 1, input.position() - start - 1);
        while (true) {
            int c = input.peek();
            checkInString(c, start);
            if (c == '"') {
                skip();
                return new ValueSyntax.Text(scratch.toBytes(), 0, scratch.length());
            }
            if (c == '\\') {
                skip();
                escape();
            } else if (c < 0x80) {
                scratch.put(c);
                skip();
            } else {
                int length = codePointLength();
                scratch.putCodePoint(codePoint());
                input.moveTo(input.position() + length);
            }
        }
    }

    private void escape() {
        int c = input.peek();
        switch (c) {
            case '"', '\\', '/' -> scratch.put(c);
            case 'b' -> scratch.put('\b');
            case 'f' -> scratch.put('\f');
            case 'n' -> scratch.put('\n');
            case 'r' -> scratch.put('\r');
            case 't' -> scratch.put('\t');
            case 'u' -> {
                unicodeEscape();
                return;
            }
            case -1 -> throw unexpectedEnd();
            default -> throw problem("parse error: string literal: illegal escape (\\" + Character.toString(c) + ")");
        }
        skip();
    }

    private void unicodeEscape() {
        int c = fourDigits();
        if (Character.isHighSurrogate((char) c) && input.has(input.position() + 1) && input.peek() == '\\'
                && input.buffer()[input.position() + 1] == 'u') {
            int before = input.position();
            skip();
            int low = fourDigits();
            if (Character.isLowSurrogate((char) low)) {
                scratch.putCodePoint(Character.toCodePoint((char) c, (char) low));
                return;
            }
            input.moveTo(before);
        }
        scratch.putCodePoint(Character.isSurrogate((char) c) ? BAD_CHARACTER : c);
    }

    /// Moves past a `u` and four hexadecimal digits and returns what they stand for.
    private int fourDigits() {
        skip();
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(input.peek(), 16);
            if (digit < 0) {
                throw problem("parse error: string literal: invalid hex digits in \\u escape");
            }
            value = value << 4 | digit;
            skip();
        }
        return value;
    }

    /// Reads a string in backticks, which is at the position.
    ///
    /// @param indented whether spaces after line breaks belong to it
    ValueSyntax.Text backtickString(boolean indented) {
        int start = input.position();
        skip();
        while (input.peek() != '`') {
            if (input.peek() < 0) {
                throw input.endProblem("parse error: unterminated backtick string", start);
            }
            skip();
        }
        var text = new String(input.buffer(), start + 1, input.position() - start - 1, StandardCharsets.UTF_8);
        skip();
        if (!indented) {
            text = text.replaceAll("\\n\\s*", "\n");
            text = text.startsWith("\n") ? text.substring(1) : text;
        }
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        return new ValueSyntax.Text(utf8, 0, utf8.length);
    }

    /// Returns a string with its characters composed (Unicode's form NFC), as values have them.
    static ValueSyntax.Text normalized(ValueSyntax.Text text) {
        if (ComposedText.isCertain(text.utf8(), text.start(), text.end())) {
            return text;
        }
        var utf8 = ComposedText.of(text.utf8(), text.start(), text.end());
        return new ValueSyntax.Text(utf8, 0, utf8.length);
    }
}
