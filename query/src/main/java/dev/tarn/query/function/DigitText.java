package dev.tarn.query.function;

/// Reads integers in decimal digits.
final class DigitText {
    private static final long SIGNED_LIMIT = Long.MIN_VALUE / 10;
    private static final long UNSIGNED_LIMIT = Long.divideUnsigned(-1, 10);

    private DigitText() {}

    /// Returns the integer of a text with or without a sign; if it is none, or out of range, says so.
    ///
    /// @param max the greatest there may be; the least is `-max - 1`
    /// @param failed gets 1 for the row of a text that fails
    static long signed(byte[] text, int start, int length, long max, long[] failed, int row) {
        int at = start;
        int end = start + length;
        boolean negative = length > 0 && text[at] == '-';
        if (negative || length > 0 && text[at] == '+') {
            at++;
        }
        boolean good = at < end;
        // Below zero, where there is one more.
        long value = 0;
        for (; at < end; at++) {
            int digit = text[at] - '0';
            good &= digit >= 0 && digit <= 9 && value >= SIGNED_LIMIT;
            value = value * 10 - digit;
            good &= value <= 0;
        }
        good &= value >= (negative ? -max - 1 : -max);
        if (!good) {
            failed[row] = 1;
        }
        return negative ? value : -value;
    }

    /// Returns the integer of a text without a sign; if it is none, or too large, says so.
    ///
    /// @param max the greatest there may be, unsigned
    /// @param failed gets 1 for the row of a text that fails
    static long unsigned(byte[] text, int start, int length, long max, long[] failed, int row) {
        boolean good = length > 0;
        long value = 0;
        for (int at = start; at < start + length; at++) {
            int digit = text[at] - '0';
            long tens = value * 10;
            good &= digit >= 0 && digit <= 9 && Long.compareUnsigned(value, UNSIGNED_LIMIT) <= 0;
            value = tens + digit;
            good &= Long.compareUnsigned(value, tens) >= 0;
        }
        if (!good || Long.compareUnsigned(value, max) > 0) {
            failed[row] = 1;
        }
        return value;
    }
}
