package dev.tarn.model.text;

import dev.tarn.model.InputException;
import java.nio.charset.StandardCharsets;

/// The text of durations: `1y2d3h4m5.5s`, `-1.5us`, `0s`.
///
/// A year has 365 days. Written are years, days, hours, minutes, and the rest in the largest unit below that it fills.
public final class DurationText {
    private static final long MICROSECOND = 1_000;
    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1_000_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long WEEK = 7 * DAY;
    private static final long YEAR = 365 * DAY;

    private static final long[] WHOLE_SIZES = {YEAR, DAY, HOUR, MINUTE};
    private static final byte[] WHOLE_NAMES = {'y', 'd', 'h', 'm'};
    private static final long[] LAST_SIZES = {SECOND, MILLISECOND, MICROSECOND, 1};
    private static final byte[][] LAST_NAMES = {ascii("s"), ascii("ms"), ascii("us"), ascii("ns")};

    private DurationText() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// Appends a duration.
    public static void append(TextBuilder out, long nanoseconds) {
        if (nanoseconds == 0) {
            out.put("0s");
            return;
        }
        if (nanoseconds < 0) {
            out.put('-');
        }
        // The least long stays negative here and is right as an unsigned number.
        long rest = Math.abs(nanoseconds);
        for (int i = 0; i < WHOLE_SIZES.length && rest != 0; i++) {
            long count = Long.divideUnsigned(rest, WHOLE_SIZES[i]);
            if (count > 0) {
                out.putDecimal(count);
                out.put(WHOLE_NAMES[i]);
                rest -= count * WHOLE_SIZES[i];
            }
        }
        if (rest != 0) {
            appendLast(out, rest);
        }
    }

    private static void appendLast(TextBuilder out, long rest) {
        int unit = 0;
        while (rest < LAST_SIZES[unit]) {
            unit++;
        }
        long size = LAST_SIZES[unit];
        out.putDecimal(rest / size);
        long fraction = rest % size;
        if (fraction != 0) {
            out.put('.');
            for (long digit = size / 10; fraction != 0; digit /= 10) {
                out.put((int) ('0' + fraction / digit));
                fraction %= digit;
            }
        }
        out.put(LAST_NAMES[unit]);
    }

    /// Returns the length of the longest text of a duration at the beginning of a range, 0 if there is none.
    ///
    /// What has the form of a duration may still be none, as `1.2.3s`.
    public static int prefixLength(byte[] text, int start, int end) {
        int at = start < end && text[start] == '-' ? start + 1 : start;
        int matched = 0;
        while (true) {
            int number = at;
            while (at < end && (text[at] >= '0' && text[at] <= '9' || text[at] == '.')) {
                at++;
            }
            int unit = at == number ? 0 : unitLength(text, at, end);
            if (unit == 0) {
                return matched;
            }
            at += unit;
            matched = at - start;
        }
    }

    private static int unitLength(byte[] text, int at, int end) {
        if (at >= end) {
            return 0;
        }
        boolean seconds = at + 1 < end && text[at + 1] == 's';
        return switch (text[at]) {
            case 'n', 'u' -> seconds ? 2 : 0;
            case 'm' -> seconds ? 2 : 1;
            case 's', 'h', 'd', 'w', 'y' -> 1;
            default -> 0;
        };
    }

    private static long unitSize(byte[] text, int at, int length) {
        return switch (text[at]) {
            case 'n' -> 1;
            case 'u' -> MICROSECOND;
            case 'm' -> length == 2 ? MILLISECOND : MINUTE;
            case 's' -> SECOND;
            case 'h' -> HOUR;
            case 'd' -> DAY;
            case 'w' -> WEEK;
            case 'y' -> YEAR;
            default -> throw new IllegalStateException("no unit: " + (char) text[at]);
        };
    }

    /// Reads a duration that fills a range, in nanoseconds; fractions of a nanosecond are rounded.
    ///
    /// @throws InputException if it is none, or does not fit in 64 bits
    public static long parse(byte[] text, int start, int end) {
        if (end == start || prefixLength(text, start, end) != end - start) {
            throw invalid(text, start, end);
        }
        boolean negative = text[start] == '-';
        try {
            long sum = 0;
            int at = negative ? start + 1 : start;
            while (at < end) {
                int number = at;
                while (text[at] >= '0' && text[at] <= '9' || text[at] == '.') {
                    at++;
                }
                int unit = unitLength(text, at, end);
                // Summed on the negative side, which reaches one nanosecond further.
                sum = Math.subtractExact(sum, part(text, number, at, unitSize(text, at, unit)));
                at += unit;
            }
            return negative ? sum : Math.negateExact(sum);
        } catch (ArithmeticException | NumberFormatException _) {
            throw invalid(text, start, end);
        }
    }

    private static long part(byte[] text, int start, int end, long unit) {
        long whole = 0;
        int at = start;
        for (; at < end && text[at] != '.'; at++) {
            whole = Math.addExact(Math.multiplyExact(whole, 10), text[at] - '0');
        }
        long nanoseconds = Math.multiplyExact(whole, unit);
        if (at == end) {
            return nanoseconds;
        }
        // Tenths of the unit, then hundredths: what is below a tenth of a nanosecond does not count.
        long tenths = 0;
        long place = unit;
        for (at++; at < end; at++, place /= 10) {
            if (text[at] == '.') {
                throw new NumberFormatException("two points");
            }
            tenths += (text[at] - '0') * place;
        }
        if (end - start == 1) {
            throw new NumberFormatException("no digits");
        }
        return Math.addExact(nanoseconds, (tenths + 5) / 10);
    }

    private static InputException invalid(byte[] text, int start, int end) {
        return new InputException("invalid duration: " + new String(text, start, end - start, StandardCharsets.UTF_8));
    }
}
