package dev.tarn.formats.json;

import dev.tarn.model.InputException;
import dev.tarn.model.text.ComposedText;
import dev.tarn.model.text.StringText;
import dev.tarn.model.text.TextBuilder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A range of bytes that holds JSON values whole, with a position in it: finds its tokens.
final class JsonText {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final int BAD_CHARACTER = 0xfffd;

    final byte[] bytes;
    final int end;
    int position;
    private final long lineBefore;
    private final int start;
    // The string found last: a range of `stringBytes`.
    byte[] stringBytes;
    int stringStart;
    int stringEnd;
    private final TextBuilder scratch;

    /// @param linesBefore how many lines come before the range in its stream
    /// @param scratch room for strings with escapes
    JsonText(byte[] bytes, int start, int end, long linesBefore, TextBuilder scratch) {
        this.bytes = bytes;
        this.start = start;
        this.position = start;
        this.end = end;
        this.lineBefore = linesBefore;
        this.stringBytes = bytes;
        this.scratch = scratch;
    }

    /// Moves past spaces and returns the byte there, -1 at the end.
    int peek() {
        int at = position;
        while (at < end) {
            byte c = bytes[at];
            if (c > ' ' || c < 0 || c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                position = at;
                return c & 0xff;
            }
            at++;
        }
        position = at;
        return -1;
    }

    InputException problem(String problem) {
        return problem(problem, position);
    }

    InputException problem(String problem, int place) {
        long line = lineBefore + 1;
        int column = 1;
        for (int i = start; i < Math.min(place, end); i++) {
            column++;
            if (bytes[i] == '\n') {
                line++;
                column = 1;
            }
        }
        return InputException.at(problem, line, column);
    }

    /// Returns the exception for the byte at the position, or for the end of the text.
    InputException unexpected(String where) {
        if (position >= end) {
            return atEnd();
        }
        int place = position;
        switch (bytes[position]) {
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> {}
        }
        position = place;
        int length = bytes[position] >= 0 ? 1 : Math.max(1, StringText.sequenceLength(bytes, position, end));
        var character = new String(bytes, position, length, StandardCharsets.UTF_8);
        return problem("invalid character '" + character + "' " + (beginsToken() ? where : "looking for beginning of value"));
    }

    private static InputException atEnd() {
        return new InputException.AtEnd("unexpected end of JSON input");
    }

    private boolean beginsToken() {
        return "\",:-0123456789tfn{}[]".indexOf(bytes[position]) >= 0;
    }

    /// Moves past a literal, of which the first letter is at the position.
    void literal(String literal) {
        int place = position;
        for (int i = 0; i < literal.length(); i++) {
            if (position >= end) {
                throw atEnd();
            }
            if (bytes[position] != literal.charAt(i)) {
                throw problem("bad literal name", place);
            }
            position++;
        }
        if (position < end && !isBoundary(bytes[position])) {
            throw problem("bad literal name", place);
        }
    }

    private static boolean isBoundary(byte c) {
        return switch (c) {
            case '[', '{', ']', '}', ',', '"', ' ', '\n', '\r', '\t' -> true;
            default -> false;
        };
    }

    /// Returns whether a key with its closing quote follows the quote at the position.
    boolean atKey(byte[] keyAndQuote) {
        int from = position + 1;
        int length = keyAndQuote.length;
        if (from + length > end) {
            return false;
        }
        int i = 0;
        for (; i + 8 <= length; i += 8) {
            if ((long) EIGHT_BYTES.get(bytes, from + i) != (long) EIGHT_BYTES.get(keyAndQuote, i)) {
                return false;
            }
        }
        for (; i < length; i++) {
            if (bytes[from + i] != keyAndQuote[i]) {
                return false;
            }
        }
        return true;
    }

    /// Moves past a string, whose opening quote is at the position; what it says is then in `stringBytes`.
    void string() {
        int quote = position;
        int at = nextSpecial(quote + 1);
        while (at < end && bytes[at] < 0) {
            int length = StringText.sequenceLength(bytes, at, end);
            if (length == 0) {
                break;
            }
            at = nextSpecial(at + length);
        }
        if (at < end && bytes[at] == '"') {
            stringBytes = bytes;
            stringStart = quote + 1;
            stringEnd = at;
            position = at + 1;
        } else {
            escapedString(quote, at);
        }
    }

    /// Returns the next place of a quote, a backslash, a control character or a byte beyond ASCII; `end` if there is none.
    private int nextSpecial(int from) {
        int at = from;
        while (at + 8 <= end) {
            long word = (long) EIGHT_BYTES.get(bytes, at);
            long quotes = word ^ ONES * '"';
            long backslashes = word ^ ONES * '\\';
            long found = (quotes - ONES & ~quotes | backslashes - ONES & ~backslashes | word - ONES * ' ' & ~word | word) & HIGHS;
            if (found != 0) {
                // Only the lowest byte found is certain, and it is the one that counts.
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
            at += 8;
        }
        while (at < end && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        return at;
    }

    private void escapedString(int quote, int first) {
        scratch.truncate(0);
        scratch.put(bytes, quote + 1, first - quote - 1);
        int at = first;
        while (true) {
            if (at >= end) {
                throw atEnd();
            }
            byte c = bytes[at];
            if (c == '"') {
                break;
            }
            if (c == '\\') {
                at = escape(quote, at + 1);
            } else if (c >= ' ') {
                int next = nextSpecial(at);
                scratch.put(bytes, at, next - at);
                at = next;
            } else if (c < 0) {
                int length = StringText.sequenceLength(bytes, at, end);
                if (length == 0) {
                    scratch.putCodePoint(BAD_CHARACTER);
                    at++;
                } else {
                    scratch.put(bytes, at, length);
                    at += length;
                }
            } else {
                throw problem("invalid JSON string: control character in it", at);
            }
        }
        stringBytes = scratch.array();
        stringStart = 0;
        stringEnd = scratch.length();
        position = at + 1;
    }

    /// Reads what follows a backslash and returns the place after it.
    private int escape(int quote, int at) {
        if (at >= end) {
            throw atEnd();
        }
        switch (bytes[at]) {
            case '"', '\\', '/', '\'' -> scratch.put(bytes[at]);
            case 'b' -> scratch.put('\b');
            case 'f' -> scratch.put('\f');
            case 'n' -> scratch.put('\n');
            case 'r' -> scratch.put('\r');
            case 't' -> scratch.put('\t');
            case 'u' -> {
                return unicodeEscape(at);
            }
            default -> throw problem("invalid JSON string: unknown escape in it", at);
        }
        return at + 1;
    }

    private int unicodeEscape(int at) {
        int c = fourDigits(at + 1);
        if (Character.isHighSurrogate((char) c) && at + 6 < end && bytes[at + 5] == '\\' && bytes[at + 6] == 'u') {
            int low = fourDigits(at + 7);
            if (Character.isLowSurrogate((char) low)) {
                scratch.putCodePoint(Character.toCodePoint((char) c, (char) low));
                return at + 11;
            }
        }
        scratch.putCodePoint(Character.isSurrogate((char) c) ? BAD_CHARACTER : c);
        return at + 5;
    }

    private int fourDigits(int at) {
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            if (i >= end) {
                throw atEnd();
            }
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                throw problem("invalid JSON string: unknown escape in it", i);
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /// Composes the characters of the string found last, as values have them.
    void composeString() {
        if (!ComposedText.isCertain(stringBytes, stringStart, stringEnd)) {
            stringBytes = ComposedText.of(stringBytes, stringStart, stringEnd);
            stringStart = 0;
            stringEnd = stringBytes.length;
        }
    }

    /// Returns where the number ends that begins at the position.
    int numberEnd() {
        int at = position;
        while (at < end && isNumberPart(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isNumberPart(byte c) {
        return c >= '0' && c <= '9' || c == '.' || c == 'e' || c == 'E' || c == '-' || c == '+';
    }
}
