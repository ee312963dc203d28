package dev.tarn.cli.flag;

import dev.tarn.cli.flag.Flag.InvalidValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The texts that flags of each type accept, and what they mean.
final class FlagValues {
    private FlagValues() {
    }

    static Boolean readBoolean(String text, Boolean before) throws InvalidValue {
        return switch (text) {
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            case "0", "f", "F", "false", "FALSE", "False" -> false;
            default -> throw new InvalidValue("parse error");
        };
    }

    static List<String> append(String text, List<String> before) {
        List<String> all = new ArrayList<>(before);
        all.add(text);
        return List.copyOf(all);
    }

    static char readCharacter(String text, String what) throws InvalidValue {
        if (text.length() != 1) {
            throw new InvalidValue(what + " must be exactly one character");
        }
        return text.charAt(0);
    }

    static Integer readInteger(String text, Integer before) throws InvalidValue {
        String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        try {
            long value = digits.length() > 18 && isDecimal(digits) ? Long.MAX_VALUE : readUnsigned(digits);
            return Math.toIntExact(text.startsWith("-") ? -value : value);
        } catch (NumberFormatException e) {
            throw new InvalidValue("parse error");
        } catch (ArithmeticException e) {
            throw new InvalidValue("value out of range");
        }
    }

    private static boolean isDecimal(String digits) {
        return digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// Reads an integer literal without a sign: decimal, or by its prefix hexadecimal, octal or binary.
    private static long readUnsigned(String digits) {
        if (digits.isEmpty() || digits.charAt(0) < '0' || digits.charAt(0) > '9') {
            throw new NumberFormatException(digits);
        }
        if (digits.charAt(0) != '0' || digits.length() == 1) {
            return Long.parseLong(digits);
        }
        return switch (digits.charAt(1)) {
            case 'x', 'X' -> Long.parseLong(digits, 2, digits.length(), 16);
            case 'b', 'B' -> Long.parseLong(digits, 2, digits.length(), 2);
            case 'o', 'O' -> Long.parseLong(digits, 2, digits.length(), 8);
            default -> Long.parseLong(digits, 1, digits.length(), 8);
        };
    }

    static Long readSize(String text, Long before) throws InvalidValue {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String rest = signed ? text.substring(1) : text;
        if (rest.equals("0")) {
            return 0L;
        }
        BigDecimal total = BigDecimal.ZERO;
        do {
            String number = leadingNumber(rest);
            if (number.isEmpty()) {
                throw new InvalidValue("units: invalid " + text);
            }
            String unit = leadingUnit(rest.substring(number.length()));
            long scale = scaleOf(unit);
            if (scale == 0) {
                throw new InvalidValue("units: unknown unit " + unit + " in " + text);
            }
            total = total.add(new BigDecimal(number).multiply(BigDecimal.valueOf(scale)));
            rest = rest.substring(number.length() + unit.length());
        } while (!rest.isEmpty());
        if (total.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new InvalidValue("units: overflow parsing unit");
        }
        return text.startsWith("-") ? -total.longValue() : total.longValue();
    }

    private static long scaleOf(String unit) {
        return switch (unit) {
            case "B" -> 1;
            case "KB", "kB" -> 1_000;
            case "MB" -> 1_000_000;
            case "GB" -> 1_000_000_000;
            case "TB" -> 1_000_000_000_000L;
            case "PB" -> 1_000_000_000_000_000L;
            case "EB" -> 1_000_000_000_000_000_000L;
            case "KiB" -> 1L << 10;
            case "MiB" -> 1L << 20;
            case "GiB" -> 1L << 30;
            case "TiB" -> 1L << 40;
            case "PiB" -> 1L << 50;
            case "EiB" -> 1L << 60;
            default -> 0;
        };
    }

    static Duration readDuration(String text, Duration before) throws InvalidValue {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String rest = signed ? text.substring(1) : text;
        if (rest.equals("0")) {
            return Duration.ZERO;
        }
        BigDecimal total = BigDecimal.ZERO;
        do {
            String number = leadingNumber(rest);
            String unit = leadingUnit(rest.substring(number.length()));
            long scale = nanosOf(unit);
            if (number.isEmpty() || scale == 0) {
                throw new InvalidValue("parse error");
            }
            total = total.add(new BigDecimal(number).multiply(BigDecimal.valueOf(scale)));
            rest = rest.substring(number.length() + unit.length());
        } while (!rest.isEmpty());
        if (total.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new InvalidValue("parse error");
        }
        Duration value = Duration.ofNanos(total.longValue());
        return text.startsWith("-") ? value.negated() : value;
    }

    private static long nanosOf(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "us", "µs", "μs" -> 1_000;
            case "ms" -> 1_000_000;
            case "s" -> 1_000_000_000;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> 0;
        };
    }

    /// Returns the decimal number that `text` begins with, with at least one digit, or else an empty text.
    private static String leadingNumber(String text) {
        int end = 0;
        int digits = 0;
        boolean point = false;
        while (end < text.length() && (isDigit(text.charAt(end)) || text.charAt(end) == '.' && !point)) {
            point |= text.charAt(end) == '.';
            digits += isDigit(text.charAt(end)) ? 1 : 0;
            end++;
        }
        // The bound keeps a hostile argument from costing quadratic time.
        return digits == 0 || digits > 30 ? "" : text.substring(0, end);
    }

    private static String leadingUnit(String text) {
        int end = 0;
        while (end < text.length() && !isDigit(text.charAt(end)) && text.charAt(end) != '.') {
            end++;
        }
        return text.substring(0, end);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
