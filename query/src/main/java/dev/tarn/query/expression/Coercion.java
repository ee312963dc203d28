package dev.tarn.query.expression;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.UnionType;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Takes values for numbers, as functions do that ask for one: any number, and strings that are the text of one. Null is zero.
public final class Coercion {
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
    private static final Pattern HEXADECIMAL =
            Pattern.compile("[+-]?0[xX](?:[0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)[pP][+-]?[0-9]+");
    private static final Pattern INFINITE = Pattern.compile("([+-]?)inf(?:inity)?", Pattern.CASE_INSENSITIVE);

    private Coercion() {}

    /// Returns the value without unions around it; null of the type `null` for a null union.
    public static Value withoutUnions(Value value) {
        var inner = value;
        while (inner.type().under() instanceof UnionType) {
            inner = inner.isNull() ? Value.ofNull(PrimitiveType.NULL) : inner.unwrap();
        }
        return inner;
    }

    /// Returns the value without names and unions around it.
    public static Value under(Value value) {
        var inner = withoutUnions(value);
        var type = inner.type().under();
        return type == inner.type() ? inner : Value.of(inner.toVector().withType(type), 0);
    }

    /// Returns the value as a signed integer: floats are cut, unsigned ones reinterpreted.
    public static OptionalLong toLong(Value value) {
        var inner = under(value);
        if (!(inner.type() instanceof PrimitiveType type)) {
            return OptionalLong.empty();
        }
        if (type.isInteger()) {
            return OptionalLong.of(inner.asLong());
        }
        if (type.isFloat()) {
            return OptionalLong.of(truncated(inner.asDouble()));
        }
        return type == PrimitiveType.STRING ? parseLong(inner.asString()) : OptionalLong.empty();
    }

    /// Returns the integer part of a float; the least integer for what has none in range, as processors do it.
    public static long truncated(double value) {
        return value >= -0x1p63 && value < 0x1p63 ? (long) value : Long.MIN_VALUE;
    }

    private static OptionalLong parseLong(String text) {
        try {
            return isDigits(text) ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
        } catch (NumberFormatException _) {
            return OptionalLong.empty();
        }
    }

    private static boolean isDigits(String text) {
        int start = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        return text.length() > start && text.substring(start).chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// Returns the value as the bits of an unsigned integer; empty for negative ones.
    public static OptionalLong toUnsigned(Value value) {
        var inner = under(value);
        if (!(inner.type() instanceof PrimitiveType type)) {
            return OptionalLong.empty();
        }
        if (type.isInteger()) {
            long number = inner.asLong();
            return type.isUnsigned() || number >= 0 ? OptionalLong.of(number) : OptionalLong.empty();
        }
        if (type.isFloat()) {
            return OptionalLong.of(truncatedUnsigned(inner.asDouble()));
        }
        return type == PrimitiveType.STRING ? parseUnsigned(inner.asString()) : OptionalLong.empty();
    }

    /// Returns the integer part of a float as the bits of an unsigned integer.
    public static long truncatedUnsigned(double value) {
        // What is too large for 64 bits becomes what processors make of it, as for signed numbers.
        return value >= 0x1p64 ? Long.MIN_VALUE : value >= 0x1p63 ? truncated(value - 0x1p63) ^ Long.MIN_VALUE : truncated(value);
    }

    private static OptionalLong parseUnsigned(String text) {
        try {
            return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')
                    ? OptionalLong.of(Long.parseUnsignedLong(text))
                    : OptionalLong.empty();
        } catch (NumberFormatException _) {
            return OptionalLong.empty();
        }
    }

    /// Returns the value as a float.
    public static OptionalDouble toDouble(Value value) {
        var inner = under(value);
        if (!(inner.type() instanceof PrimitiveType type)) {
            return OptionalDouble.empty();
        }
        if (type.isFloat()) {
            return OptionalDouble.of(inner.asDouble());
        }
        if (type.isInteger()) {
            return OptionalDouble.of(
                    type.isUnsigned() ? Columns.unsignedToDouble(inner.asLong()) : (double) inner.asLong());
        }
        return type == PrimitiveType.STRING ? parseDouble(inner.asString()) : OptionalDouble.empty();
    }

    /// Returns the float that a text is; empty if it is none or too large.
    public static OptionalDouble parseDouble(String text) {
        return text.indexOf('_') < 0
                ? parsePlain(text)
                : hasStrayUnderscore(text) ? OptionalDouble.empty() : parsePlain(text.replace("_", ""));
    }

    // They may stand between digits, and behind 0x.
    private static boolean hasStrayUnderscore(String text) {
        boolean hexadecimal = text.indexOf('x') >= 0 || text.indexOf('X') >= 0;
        for (int i = text.indexOf('_'); i >= 0; i = text.indexOf('_', i + 1)) {
            boolean behind = i > 0 && (isDigit(text.charAt(i - 1), hexadecimal) || "xX".indexOf(text.charAt(i - 1)) >= 0);
            if (!behind || i + 1 == text.length() || !isDigit(text.charAt(i + 1), hexadecimal)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDigit(char c, boolean hexadecimal) {
        return c >= '0' && c <= '9' || hexadecimal && (c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F');
    }

    private static OptionalDouble parsePlain(String text) {
        if (DECIMAL.matcher(text).matches() || HEXADECIMAL.matcher(text).matches()) {
            double value = Double.parseDouble(text);
            return Double.isInfinite(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
        }
        var infinite = INFINITE.matcher(text);
        if (infinite.matches()) {
            return OptionalDouble.of(
                    infinite.group(1).equals("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        return text.equalsIgnoreCase("nan") ? OptionalDouble.of(Double.NaN) : OptionalDouble.empty();
    }

    /// Returns the value as a bool: whether a number is not zero, or what a text such as `true`, `F` or `1` says.
    public static Optional<Boolean> toBool(Value value) {
        var inner = under(value);
        if (inner.type() == PrimitiveType.STRING) {
            return switch (inner.asString()) {
                case "1", "t", "T", "true", "TRUE", "True" -> Optional.of(true);
                case "0", "f", "F", "false", "FALSE", "False" -> Optional.of(false);
                default -> Optional.empty();
            };
        }
        var number = toLong(inner);
        return number.isPresent() ? Optional.of(number.getAsLong() != 0) : Optional.empty();
    }
}
