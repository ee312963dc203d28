package dev.tarn.model.zson;

import dev.tarn.model.InputException;
import dev.tarn.model.text.AddressText;
import dev.tarn.model.text.DurationText;
import dev.tarn.model.text.FloatText;
import dev.tarn.model.text.TextInput;
import dev.tarn.model.text.TimeText;
import dev.tarn.model.type.PrimitiveType;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/// Finds primitive values by their form: words, numbers, times, durations, addresses, networks, bytes.
final class PrimitiveLexer {
    private static final byte[] NO_BYTES = new byte[0];

    private final TextInput input;

    PrimitiveLexer(TextInput input) {
        this.input = input;
    }

    /// Reads the primitive value at the position; empty if there is none.
    ///
    /// @throws InputException if there is something of its form that is none
    Optional<ValueSyntax.Primitive> read() {
        int start = input.position();
        int end = runEnd(start);
        if (end == start) {
            return Optional.empty();
        }
        var text = input.buffer();
        int length = addressLength(text, start, end);
        if (length > 0) {
            return Optional.of(address(text, start, start + length));
        }
        return Character.isLetter(text[start]) ? word(text, start, end) : Optional.of(number(text, start, end));
    }

    /// Returns where the characters end that primitive values consist of.
    private int runEnd(int start) {
        int at = start;
        while (input.has(at) && isPart(input.buffer()[at])) {
            at++;
        }
        return at;
    }

    private static boolean isPart(byte c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= ':' || c == '.' || c == '-' || c == '+' || c == '/';
    }

    private ValueSyntax.Primitive primitive(PrimitiveType type, long number, byte[] bytes, int start, int end) {
        input.moveTo(end);
        return new ValueSyntax.Primitive(type, number, bytes, start, end);
    }

    private InputException syntaxError(int place) {
        return input.problem("ZSON syntax error", place);
    }

    private Optional<ValueSyntax.Primitive> word(byte[] text, int start, int end) {
        int at = start;
        while (at < end && Character.isLetterOrDigit(text[at])) {
            at++;
        }
        var word = new String(text, start, at - start, StandardCharsets.US_ASCII);
        return switch (word) {
            case "true" -> Optional.of(primitive(PrimitiveType.BOOL, 1, NO_BYTES, start, at));
            case "false" -> Optional.of(primitive(PrimitiveType.BOOL, 0, NO_BYTES, start, at));
            case "null" -> Optional.of(primitive(PrimitiveType.NULL, 0, NO_BYTES, start, at));
            case "NaN", "nan" -> Optional.of(primitive(PrimitiveType.FLOAT64, 0, NO_BYTES, start, at));
            default -> Optional.empty();
        };
    }

    private ValueSyntax.Primitive number(byte[] text, int start, int end) {
        if (end - start >= 2 && text[start] == '0' && text[start + 1] == 'x') {
            return bytes(text, start, end);
        }
        int time = TimeText.prefixLength(text, start, end);
        if (time > 0) {
            long nanoseconds = located(start, () -> TimeText.parse(text, start, start + time));
            return primitive(PrimitiveType.TIME, nanoseconds, NO_BYTES, start, start + time);
        }
        if (isInfinity(text, start, end)) {
            return primitive(PrimitiveType.FLOAT64, 0, NO_BYTES, start, start + 4);
        }
        int digits = numberLength(text, start, end);
        int duration = DurationText.prefixLength(text, start, end);
        if (duration > digits) {
            long nanoseconds = located(start, () -> DurationText.parse(text, start, start + duration));
            return primitive(PrimitiveType.DURATION, nanoseconds, NO_BYTES, start, start + duration);
        }
        return digits == 0 ? fail(start) : decimal(text, start, start + digits, end);
    }

    private ValueSyntax.Primitive fail(int start) {
        throw syntaxError(start);
    }

    private static boolean isInfinity(byte[] text, int start, int end) {
        return end - start >= 4
                && (text[start] == '+' || text[start] == '-')
                && (text[start + 1] == 'I' || text[start + 1] == 'i')
                && text[start + 2] == 'n'
                && text[start + 3] == 'f';
    }

    private static int numberLength(byte[] text, int start, int end) {
        int at = start;
        while (at < end && (text[at] >= '0' && text[at] <= '9' || text[at] == '.' || text[at] == '-' || text[at] == '+'
                || text[at] == 'e' || text[at] == 'E')) {
            at++;
        }
        return at - start;
    }

    private interface Reading {
        long read();
    }

    private long located(int start, Reading reading) {
        try {
            return reading.read();
        } catch (InputException e) {
            throw input.problem(e.problem(), start);
        }
    }

    private ValueSyntax.Primitive bytes(byte[] text, int start, int end) {
        int at = start + 2;
        while (at < end && HexFormat.isHexDigit(text[at])) {
            at++;
        }
        if ((at - start) % 2 != 0) {
            throw input.problem("odd length hex string", start);
        }
        var bytes = new byte[(at - start) / 2 - 1];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (HexFormat.fromHexDigit(text[start + 2 + 2 * i]) << 4
                    | HexFormat.fromHexDigit(text[start + 3 + 2 * i]));
        }
        return primitive(PrimitiveType.BYTES, 0, bytes, start, at);
    }

    private ValueSyntax.Primitive decimal(byte[] text, int start, int end, int runEnd) {
        int sign = text[start] == '-' || text[start] == '+' ? 1 : 0;
        int dots = 0;
        boolean integer = end - start > sign;
        for (int i = start + sign; i < end; i++) {
            dots += text[i] == '.' ? 1 : 0;
            integer &= text[i] >= '0' && text[i] <= '9';
        }
        if (integer) {
            var whole = integer(text, start, end);
            if (whole.isPresent()) {
                return whole.get();
            }
        }
        if (dots > 1) {
            return addressV4(text, start, end, runEnd);
        }
        if (!isFinite(text, start, end)) {
            throw syntaxError(start);
        }
        return primitive(PrimitiveType.FLOAT64, 0, NO_BYTES, start, end);
    }

    private static boolean isFinite(byte[] text, int start, int end) {
        try {
            return Double.isFinite(FloatText.parse(text, start, end));
        } catch (NumberFormatException _) {
            return false;
        }
    }

    /// Returns the integer, if it fits in 64 bits, with or without a sign.
    private Optional<ValueSyntax.Primitive> integer(byte[] text, int start, int end) {
        if (end - start <= 18) {
            boolean negative = text[start] == '-';
            long value = 0;
            for (int i = text[start] < '0' ? start + 1 : start; i < end; i++) {
                value = value * 10 + text[i] - '0';
            }
            return Optional.of(primitive(PrimitiveType.INT64, negative ? -value : value, NO_BYTES, start, end));
        }
        var digits = new String(text, start, end - start, StandardCharsets.US_ASCII);
        try {
            return Optional.of(primitive(PrimitiveType.INT64, Long.parseLong(digits), NO_BYTES, start, end));
        } catch (NumberFormatException _) {
            return unsigned(digits, start, end);
        }
    }

    private Optional<ValueSyntax.Primitive> unsigned(String digits, int start, int end) {
        if (digits.charAt(0) == '+' || digits.charAt(0) == '-') {
            return Optional.empty();
        }
        try {
            return Optional.of(primitive(PrimitiveType.UINT64, Long.parseUnsignedLong(digits), NO_BYTES, start, end));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private ValueSyntax.Primitive addressV4(byte[] text, int start, int end, int runEnd) {
        int at = end;
        if (at < runEnd && text[at] == '/') {
            at++;
            while (at < runEnd && text[at] >= '0' && text[at] <= '9') {
                at++;
            }
        }
        return address(text, start, at);
    }

    private ValueSyntax.Primitive address(byte[] text, int start, int end) {
        boolean net = false;
        for (int i = start; i < end; i++) {
            net |= text[i] == '/';
        }
        var bytes = net ? AddressText.parseNet(text, start, end) : AddressText.parse(text, start, end);
        return primitive(
                net ? PrimitiveType.NET : PrimitiveType.IP, 0, bytes.orElseThrow(() -> syntaxError(start)), start, end);
    }

    /// Returns the length of what looks like an IPv6 address or network, 0 if nothing does: two colons at least.
    private static int addressLength(byte[] text, int start, int end) {
        int at = groupEnd(text, start, end);
        int colons = 0;
        int group = start;
        while (at < end && text[at] == ':') {
            colons++;
            group = at + 1;
            at = groupEnd(text, group, end);
        }
        if (colons < 2) {
            return 0;
        }
        if (at < end && text[at] == '.') {
            while (at < end && (text[at] >= '0' && text[at] <= '9' || text[at] == '.')) {
                at++;
            }
        }
        if (at + 1 < end && text[at] == '/' && text[at + 1] >= '0' && text[at + 1] <= '9') {
            at++;
            while (at < end && text[at] >= '0' && text[at] <= '9') {
                at++;
            }
        }
        return at - start;
    }

    private static int groupEnd(byte[] text, int start, int end) {
        int at = start;
        while (at < end && at - start < 4 && HexFormat.isHexDigit(text[at])) {
            at++;
        }
        return at;
    }
}
