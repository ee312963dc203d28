package dev.tarn.model.text;

import java.nio.charset.StandardCharsets;

/// The text of floats: the fewest digits that read back as the same float. An object has room for the digits of one number and
/// belongs to one thread.
public final class FloatText {
    private static final double[] POWERS = powers();
    // Numbers below have so few bits that a digit can stand for two, which Double.toString and Float.toString do not look for.
    private static final double TINY_DOUBLE = 1e-320;
    private static final double TINY_FLOAT = 1e-42;
    private static final double MAX_FAST = 1e15;
    private static final int MAX_FAST_DECIMALS = 7;
    private static final long MAX_EXACT = 1L << 53;
    private static final double LONG_LIMIT = 0x1p63;

    private final byte[] digits = new byte[32];
    private int count;
    // The number is 0.d1d2d3… times ten to this power.
    private int point;

    private static double[] powers() {
        var powers = new double[23];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }

    /// Appends a float64 as ZSON has it: `1.`, `0.5`, `1e+30`, `NaN`, `+Inf`, `-Inf`.
    public void append(TextBuilder out, double value) {
        if (!appendSpecial(out, value)) {
            find(Math.abs(value));
            appendGeneral(out, value < 0);
        }
    }

    /// Appends a float32 or float16 as ZSON has it.
    public void append(TextBuilder out, float value) {
        if (!appendSpecial(out, value)) {
            find(Math.abs(value));
            appendGeneral(out, value < 0);
        }
    }

    private static boolean appendSpecial(TextBuilder out, double value) {
        // Whole numbers that fit in 64 bits are written out; the zero loses its sign.
        if (value == (long) value && value < LONG_LIMIT) {
            out.putDecimal((long) value);
            out.put('.');
            return true;
        }
        if (Double.isNaN(value)) {
            out.put("NaN");
        } else if (Double.isInfinite(value)) {
            out.put(value > 0 ? "+Inf" : "-Inf");
        } else {
            return false;
        }
        return true;
    }

    private void appendGeneral(TextBuilder out, boolean negative) {
        if (negative) {
            out.put('-');
        }
        int exponent = point - 1;
        if (exponent >= -4 && exponent < 6) {
            appendPlain(out);
        } else {
            appendScientific(out, exponent, 2);
        }
    }

    /// Appends a float64 as JSON has it: `1`, `0.5`, `1e+30`, `1e-7`.
    ///
    /// @param value neither infinite nor NaN
    public void appendJson(TextBuilder out, double value) {
        if (Math.signum(value) == 0) {
            out.put(1 / value < 0 ? "-0" : "0");
            return;
        }
        double size = Math.abs(value);
        if (value < 0) {
            out.put('-');
        }
        if (size == (long) size && size < MAX_FAST) {
            out.putDecimal((long) size);
            return;
        }
        find(size);
        if (size < 1e-6 || size >= 1e21) {
            appendScientific(out, point - 1, 1);
        } else {
            appendPlain(out);
        }
    }

    /// Appends a float64 without an exponent, however long that makes it: `1`, `0.5`, `NaN`, `+Inf`.
    public void appendPlain(TextBuilder out, double value) {
        if (!appendPlainSpecial(out, value)) {
            find(Math.abs(value));
            appendPlain(out);
        }
    }

    /// Appends a float32 or float16 without an exponent.
    public void appendPlain(TextBuilder out, float value) {
        if (!appendPlainSpecial(out, value)) {
            find(Math.abs(value));
            appendPlain(out);
        }
    }

    private static boolean appendPlainSpecial(TextBuilder out, double value) {
        if (Double.isNaN(value)) {
            out.put("NaN");
        } else if (Double.isInfinite(value)) {
            out.put(value > 0 ? "+Inf" : "-Inf");
        } else {
            if (value < 0 || value == 0 && 1 / value < 0) {
                out.put('-');
            }
            if (Math.abs(value) >= MAX_FAST || value != (long) value) {
                return false;
            }
            out.putDecimal((long) Math.abs(value));
        }
        return true;
    }

    private void appendPlain(TextBuilder out) {
        if (point <= 0) {
            out.put("0.");
            for (int i = point; i < 0; i++) {
                out.put('0');
            }
            out.put(digits, 0, count);
        } else if (point >= count) {
            out.put(digits, 0, count);
            for (int i = count; i < point; i++) {
                out.put('0');
            }
        } else {
            out.put(digits, 0, point);
            out.put('.');
            out.put(digits, point, count - point);
        }
    }

    private void appendScientific(TextBuilder out, int exponent, int exponentWidth) {
        out.put(digits[0]);
        if (count > 1) {
            out.put('.');
            out.put(digits, 1, count - 1);
        }
        out.put('e');
        out.put(exponent < 0 ? '-' : '+');
        out.putPadded(Math.abs(exponent), exponentWidth);
    }

    private void find(double size) {
        if (findFew(size)) {
            return;
        }
        read(Double.toString(size));
        if (size < TINY_DOUBLE && count == 2) {
            shortenIf(Double.parseDouble(oneDigit()) == size);
        }
    }

    private void find(float size) {
        read(Float.toString(size));
        if (size < TINY_FLOAT && count == 2) {
            shortenIf(Float.parseFloat(oneDigit()) == size);
        }
    }

    /// Finds the digits of a number with few decimals, without a string.
    private boolean findFew(double size) {
        for (int decimals = 1; decimals <= MAX_FAST_DECIMALS; decimals++) {
            double scaled = size * POWERS[decimals];
            if (scaled >= MAX_FAST) {
                return false;
            }
            // Up to 15 digits name different floats, so the one that divides back to the number is the only one as short.
            long whole = (long) (scaled + 0.5);
            if (whole / POWERS[decimals] == size) {
                put(whole, decimals);
                return true;
            }
        }
        return false;
    }

    private void put(long whole, int decimals) {
        count = 0;
        for (long rest = whole; rest != 0; rest /= 10) {
            count++;
        }
        long rest = whole;
        for (int i = count - 1; i >= 0; i--) {
            digits[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        point = count - decimals;
    }

    private void read(String text) {
        count = 0;
        point = 0;
        boolean fraction = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                fraction = true;
            } else if (c == 'E') {
                point += Integer.parseInt(text, i + 1, text.length(), 10);
                break;
            } else if (c == '0' && count == 0) {
                // A zero before the first digit counts only behind the point.
                point -= fraction ? 1 : 0;
            } else {
                digits[count++] = (byte) c;
                point += fraction ? 0 : 1;
            }
        }
        while (count > 1 && digits[count - 1] == '0') {
            count--;
        }
    }

    private String oneDigit() {
        int digit = digits[0] - '0' + (digits[1] >= '5' ? 1 : 0);
        return digit + "E" + (point - 1);
    }

    private void shortenIf(boolean same) {
        if (same) {
            int digit = digits[0] - '0' + (digits[1] >= '5' ? 1 : 0);
            digits[0] = (byte) (digit == 10 ? '1' : '0' + digit);
            point += digit == 10 ? 1 : 0;
            count = 1;
        }
    }

    /// Reads a decimal number that fills a range; infinite if it is too large for a float64.
    ///
    /// @throws NumberFormatException if it is none
    public static double parse(byte[] text, int start, int end) {
        long mantissa = 0;
        int at = start;
        boolean negative = at < end && text[at] == '-';
        if (at < end && (text[at] == '-' || text[at] == '+')) {
            at++;
        }
        int first = at;
        int scale = 0;
        boolean fraction = false;
        for (; at < end; at++) {
            byte c = text[at];
            if (c == '.' && !fraction) {
                fraction = true;
            } else if (c >= '0' && c <= '9' && mantissa < MAX_EXACT / 10) {
                mantissa = mantissa * 10 + c - '0';
                scale += fraction ? 1 : 0;
            } else {
                return parseAny(text, start, end);
            }
        }
        if (scale >= POWERS.length || at - first == (fraction ? 1 : 0)) {
            return parseAny(text, start, end);
        }
        // Both are exact, so that the quotient is rounded once.
        double size = mantissa / POWERS[scale];
        return negative ? -size : size;
    }

    private static double parseAny(byte[] text, int start, int end) {
        checkDecimal(text, start, end);
        return Double.parseDouble(new String(text, start, end - start, StandardCharsets.US_ASCII));
    }

    /// Reads a decimal number that fills a range as a float32; infinite if it is too large.
    ///
    /// @throws NumberFormatException if it is none
    public static float parseFloat(byte[] text, int start, int end) {
        checkDecimal(text, start, end);
        return Float.parseFloat(new String(text, start, end - start, StandardCharsets.US_ASCII));
    }

    // Java also reads hexadecimal floats, type suffixes and surrounding spaces.
    private static void checkDecimal(byte[] text, int start, int end) {
        for (int i = start; i < end; i++) {
            byte c = text[i];
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                throw new NumberFormatException("not a decimal number");
            }
        }
    }
}
