package dev.tarn.model.zjson;

import dev.tarn.model.InputException;
import dev.tarn.model.text.TextBuilder;
import dev.tarn.model.text.TextInput;
import dev.tarn.model.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Parses JSON values one after another.
final class JsonParser {
    // A type in a record is an object in an array in an object.
    private static final int MAX_DEPTH = 3 * Type.MAX_DEPTH + 16;

    private final TextInput input;
    private final TextBuilder scratch = new TextBuilder();
    private int depth;

    JsonParser(TextInput input) {
        this.input = input;
    }

    /// Returns the next value; empty at the end of the text.
    ///
    /// @throws InputException if there is something else
    Optional<Json> next() {
        if (peek() < 0) {
            return Optional.empty();
        }
        input.mark();
        depth = 0;
        return Optional.of(value());
    }

    private int peek() {
        while (true) {
            int c = input.peek();
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return c;
            }
            input.moveTo(input.position() + 1);
        }
    }

    private void skip() {
        input.moveTo(input.position() + 1);
    }

    private InputException unexpected(String wanted) {
        int c = input.peek();
        if (c < 0) {
            return input.endProblem("unexpected end of JSON input: expected " + wanted, input.position());
        }
        String found = c > ' ' && c < 0x7f ? "'" + (char) c + "'" : String.format("byte %02x", c);
        return input.problem("invalid JSON: expected " + wanted + ", found " + found, input.position());
    }

    private Json value() {
        if (depth++ > MAX_DEPTH) {
            throw input.problem("JSON is nested deeper than " + MAX_DEPTH, input.position());
        }
        int c = peek();
        int place = input.position();
        Json value = switch (c) {
            case '{' -> object(place);
            case '[' -> array(place);
            case '"' -> new Json.Text(string(), place);
            case 't' -> new Json.Bool(word("true"), place);
            case 'f' -> new Json.Bool(!word("false"), place);
            case 'n' -> {
                word("null");
                yield new Json.Null(place);
            }
            default -> number(place);
        };
        depth--;
        return value;
    }

    private boolean word(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (input.peek() != word.charAt(i)) {
                throw unexpected(word);
            }
            skip();
        }
        return true;
    }

    private Json number(int place) {
        var digits = new StringBuilder();
        for (int c = input.peek(); c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E'; c = input.peek()) {
            digits.append((char) c);
            skip();
        }
        if (digits.isEmpty()) {
            throw unexpected("a value");
        }
        return new Json.Number(digits.toString(), place);
    }

    private Json array(int place) {
        skip();
        List<Json> items = new ArrayList<>();
        if (peek() == ']') {
            skip();
            return new Json.Items(items, place);
        }
        while (true) {
            items.add(value());
            if (endsList(']')) {
                return new Json.Items(items, place);
            }
        }
    }

    private Json object(int place) {
        skip();
        Map<String, Json> members = new LinkedHashMap<>();
        if (peek() == '}') {
            skip();
            return new Json.Members(members, place);
        }
        while (true) {
            if (peek() != '"') {
                throw unexpected("a string");
            }
            var name = string();
            if (peek() != ':') {
                throw unexpected("':'");
            }
            skip();
            members.put(name, value());
            if (endsList('}')) {
                return new Json.Members(members, place);
            }
        }
    }

    private boolean endsList(char end) {
        int c = peek();
        if (c != end && c != ',') {
            throw unexpected("',' or '" + end + "'");
        }
        skip();
        return c == end;
    }

    private String string() {
        skip();
        scratch.truncate(0);
        while (true) {
            int c = input.peek();
            if (c < ' ') {
                throw unexpected("the end of a string");
            }
            skip();
            switch (c) {
                case '"' -> {
                    // Bytes that are not UTF-8 become U+FFFD.
                    return scratch.toString();
                }
                case '\\' -> escape();
                default -> scratch.put(c);
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
                skip();
                unicodeEscape();
                return;
            }
            default -> throw unexpected("one of \"\\/bfnrtu after a backslash");
        }
        skip();
    }

    private void unicodeEscape() {
        int c = fourDigits();
        int next = input.position();
        if (Character.isHighSurrogate((char) c) && input.has(next + 1)
                && input.buffer()[next] == '\\' && input.buffer()[next + 1] == 'u') {
            input.moveTo(next + 2);
            int low = fourDigits();
            if (Character.isLowSurrogate((char) low)) {
                scratch.putCodePoint(Character.toCodePoint((char) c, (char) low));
                return;
            }
            input.moveTo(next);
        }
        scratch.putCodePoint(Character.isSurrogate((char) c) ? 0xfffd : c);
    }

    private int fourDigits() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(input.peek(), 16);
            if (digit < 0) {
                throw unexpected("a hexadecimal digit");
            }
            value = value << 4 | digit;
            skip();
        }
        return value;
    }
}
