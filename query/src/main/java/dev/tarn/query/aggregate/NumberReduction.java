package dev.tarn.query.aggregate;

import dev.tarn.model.vector.Validity;

/// What many numbers come to: loops with nothing else in them, one for each operation.
final class NumberReduction {
    private NumberReduction() {}

    /// Returns the sum, the least or the greatest of at least one signed number.
    static long of(NumberFold.Operation operation, long[] values, int from, int to) {
        return switch (operation) {
            case SUM -> sum(values, from, to);
            case MIN -> min(values, from, to);
            case MAX -> max(values, from, to);
        };
    }

    static long sum(long[] values, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum;
    }

    /// Returns the sum of numbers that are few as a rule: by fours, because what is made for long loops takes longer than the loop of a few
    /// (2026-11: a query for each record, of four numbers, takes 7 to 9 ns instead of 8 to 14).
    static long sumOfFew(long[] values, int from, int to) {
        long sum = 0;
        int i = from;
        for (; i + 4 <= to; i += 4) {
            sum += values[i] + values[i + 1] + values[i + 2] + values[i + 3];
        }
        for (; i < to; i++) {
            sum += values[i];
        }
        return sum;
    }

    private static long min(long[] values, int from, int to) {
        long min = Long.MAX_VALUE;
        for (int i = from; i < to; i++) {
            min = Math.min(min, values[i]);
        }
        return min;
    }

    private static long max(long[] values, int from, int to) {
        long max = Long.MIN_VALUE;
        for (int i = from; i < to; i++) {
            max = Math.max(max, values[i]);
        }
        return max;
    }

    /// Returns the sum of those numbers that are valid.
    static long sum(long[] values, Validity validity, int length) {
        long sum = 0;
        for (int i = 0; i < length; i++) {
            sum += validity.isValid(i) ? values[i] : 0;
        }
        return sum;
    }

    /// Returns a sum with some numbers added to it, one after another.
    static double sum(double before, double[] values, int from, int to) {
        double sum = before;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum;
    }

    /// Returns the least or the greatest of at least one float; not a number if one of them is none.
    static double of(NumberFold.Operation operation, double[] values, int length) {
        return switch (operation) {
            case SUM -> throw new IllegalArgumentException("a sum has to go on from the one before");
            case MIN -> min(values, length);
            case MAX -> max(values, length);
        };
    }

    // Comparing, and looking at what is not greater, takes the same time whatever else Math.min was called with before, which the compiler
    // of the JVM decides by: 1 ns a row or 13 (2026-11).
    private static double min(double[] values, int length) {
        double min = Double.POSITIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            double value = values[i];
            if (!(value >= min)) {
                if (Double.isNaN(value)) {
                    return value;
                }
                min = value;
            }
        }
        return min == 0 && has(-0., values, length) ? -0. : min;
    }

    private static double max(double[] values, int length) {
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            double value = values[i];
            if (!(value <= max)) {
                if (Double.isNaN(value)) {
                    return value;
                }
                max = value;
            }
        }
        return max == 0 && has(0., values, length) ? 0. : max;
    }

    private static boolean has(double zero, double[] values, int length) {
        for (int i = 0; i < length; i++) {
            if (Double.doubleToRawLongBits(values[i]) == Double.doubleToRawLongBits(zero)) {
                return true;
            }
        }
        return false;
    }
}
