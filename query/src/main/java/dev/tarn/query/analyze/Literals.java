package dev.tarn.query.analyze;

import dev.tarn.model.InputException;
import dev.tarn.model.Value;
import dev.tarn.model.text.ComposedText;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.zson.Zson;
import dev.tarn.query.ast.Expression;
import java.util.HexFormat;

/// Makes values of literals.
final class Literals {
    private Literals() {}

    /// Returns the value of a literal.
    ///
    /// @throws InputException if there is no such value
    static Value value(Expression.Primitive.Kind kind, String text) {
        return switch (kind) {
            case NULL -> Value.ofNull(PrimitiveType.NULL);
            case BOOL -> Value.ofBool(text.equals("true"));
            case INT64 -> integer(text);
            case FLOAT64 -> Value.ofDouble(PrimitiveType.FLOAT64, floating(text));
            case STRING -> string(text);
            case BYTES -> Value.ofBytes(PrimitiveType.BYTES, bytes(text));
            case DURATION, TIME, IP, NET -> inZson(kind, text);
        };
    }

    /// Returns a string with its characters composed, as those in data are.
    static Value string(String text) {
        return Value.ofString(ComposedText.of(text));
    }

    private static byte[] bytes(String text) {
        if (text.length() % 2 != 0) {
            throw new InputException("invalid bytes: " + text + " (encoding/hex: odd length hex string)");
        }
        return HexFormat.of().parseHex(text.substring(2));
    }

    private static Value inZson(Expression.Primitive.Kind kind, String text) {
        try {
            return Zson.parse(text);
        } catch (InputException e) {
            // Its place would be one in the literal, not in the query.
            throw new InputException(switch (kind) {
                case IP -> "invalid IP address: " + text;
                case NET -> "invalid network: " + text;
                default -> e.problem();
            }, e);
        }
    }

    /// Returns what a literal may be.
    static String expectation(Expression.Primitive.Kind kind) {
        return switch (kind) {
            case INT64 -> "an integer from -9223372036854775808 to 9223372036854775807, or a number with a point";
            case DURATION -> "a number of nanoseconds that fits in 64 bits";
            case TIME -> "a date and a time of day that exist, between the years 1677 and 2262";
            case IP -> "four numbers from 0 to 255, or an IPv6 address";
            case NET -> "an address and the number of its bits that count: up to 32, or up to 128 for IPv6";
            case BYTES -> "two hexadecimal digits for each byte";
            case NULL, BOOL, FLOAT64, STRING -> "a literal";
        };
    }

    private static Value integer(String text) {
        try {
            return Value.ofLong(PrimitiveType.INT64, Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new InputException("invalid integer: " + text, e);
        }
    }

    private static double floating(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Inf", "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
