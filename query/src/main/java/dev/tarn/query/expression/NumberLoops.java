package dev.tarn.query.expression;

/// The loops of what is done most with numbers: comparisons, arithmetic, changes of carrier, and `and`, `or`, `!`.
///
/// Written out, one method each, where a row in a call of [Loops] would say the same in one line. The compiler of the JVM counts how often
/// a method is called and how often a loop in it goes round: a method with its own loop is compiled well after some 25 batches, one that
/// calls a shared loop after 5,000, which are 20 million rows; until then a row takes 7 to 20 ns and not 2 (2026-11;
/// `docs/adr/0011-written-out-loops.md`).
public final class NumberLoops {
    private NumberLoops() {}

    /// Compares: equal.
    public static void equal(long[] left, long[] right, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] == right[i] ? 1 : 0;
        }
    }

    /// Compares: not equal.
    public static void notEqual(long[] left, long[] right, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] != right[i] ? 1 : 0;
        }
    }

    /// Compares: less.
    public static void less(long[] left, long[] right, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] < right[i] ? 1 : 0;
        }
    }

    /// Compares: less or equal.
    public static void lessOrEqual(long[] left, long[] right, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] <= right[i] ? 1 : 0;
        }
    }

    /// Compares: equal.
    public static void equal(long[] left, long right, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] == right ? 1 : 0;
        }
    }

    /// Compares: not equal.
    public static void notEqual(long[] left, long right, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] != right ? 1 : 0;
        }
    }

    /// Compares: less.
    public static void less(long[] left, long right, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] < right ? 1 : 0;
        }
    }

    /// Compares: less or equal.
    public static void lessOrEqual(long[] left, long right, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] <= right ? 1 : 0;
        }
    }

    /// Compares: greater.
    public static void greater(long[] left, long right, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] > right ? 1 : 0;
        }
    }

    /// Compares: greater or equal.
    public static void greaterOrEqual(long[] left, long right, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] >= right ? 1 : 0;
        }
    }

    /// Compares: equal.
    public static void equal(double[] left, double[] right, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] == right[i] ? 1 : 0;
        }
    }

    /// Compares: not equal.
    public static void notEqual(double[] left, double[] right, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] != right[i] ? 1 : 0;
        }
    }

    /// Compares: less.
    public static void less(double[] left, double[] right, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] < right[i] ? 1 : 0;
        }
    }

    /// Compares: less or equal.
    public static void lessOrEqual(double[] left, double[] right, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] <= right[i] ? 1 : 0;
        }
    }

    /// Compares: equal.
    public static void equal(double[] left, double right, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] == right ? 1 : 0;
        }
    }

    /// Compares: not equal.
    public static void notEqual(double[] left, double right, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] != right ? 1 : 0;
        }
    }

    /// Compares: less.
    public static void less(double[] left, double right, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] < right ? 1 : 0;
        }
    }

    /// Compares: less or equal.
    public static void lessOrEqual(double[] left, double right, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] <= right ? 1 : 0;
        }
    }

    /// Compares: greater.
    public static void greater(double[] left, double right, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] > right ? 1 : 0;
        }
    }

    /// Compares: greater or equal.
    public static void greaterOrEqual(double[] left, double right, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] >= right ? 1 : 0;
        }
    }

    /// Adds.
    public static void add(long[] left, long[] right, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] + right[i];
        }
    }

    /// Subtracts.
    public static void subtract(long[] left, long[] right, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] - right[i];
        }
    }

    /// Multiplies.
    public static void multiply(long[] left, long[] right, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] * right[i];
        }
    }

    /// Adds.
    public static void add(double[] left, double[] right, double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] + right[i];
        }
    }

    /// Subtracts.
    public static void subtract(double[] left, double[] right, double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] - right[i];
        }
    }

    /// Multiplies.
    public static void multiply(double[] left, double[] right, double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] * right[i];
        }
    }

    /// Divides.
    public static void divide(double[] left, double[] right, double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] / right[i];
        }
    }

    /// Negates.
    public static void negate(double[] in, double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = -in[i];
        }
    }

    /// Divides, or gives 0 for a divisor of 0.
    public static void divide(long[] left, long[] right, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = right[i] == 0 ? 0 : left[i] / right[i];
        }
    }

    /// Gives the remainder, or 0 for a divisor of 0.
    public static void remainder(long[] left, long[] right, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = right[i] == 0 ? 0 : left[i] % right[i];
        }
    }

    /// Says 1 of each 0, and 0 of all else.
    public static void isZero(long[] in, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = in[i] == 0 ? 1 : 0;
        }
    }

    /// Makes floats of integers.
    public static void toDouble(long[] in, double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = in[i];
        }
    }

    /// Makes integers of floats, as Java's cast does.
    public static void toLong(double[] in, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = (long) in[i];
        }
    }

    /// Sets those bits that are set in both.
    public static void and(long[] left, long[] right, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] & right[i];
        }
    }

    /// Sets those bits that are set in either.
    public static void or(long[] left, long[] right, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] | right[i];
        }
    }

    /// Turns 0 into 1 and 1 into 0.
    public static void not(long[] in, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = in[i] ^ 1;
        }
    }

    /// Adds a number.
    public static void add(long[] left, long right, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] + right;
        }
    }

    /// Subtracts a number.
    public static void subtract(long[] left, long right, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] - right;
        }
    }

    /// Multiplies by a number.
    public static void multiply(long[] left, long right, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] * right;
        }
    }

    /// Adds a number.
    public static void add(double[] left, double right, double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] + right;
        }
    }

    /// Subtracts a number.
    public static void subtract(double[] left, double right, double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] - right;
        }
    }

    /// Multiplies by a number.
    public static void multiply(double[] left, double right, double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] * right;
        }
    }

    /// Counts the rows whose number is in a range, or the others.
    ///
    /// @param least the first number of the range
    /// @param greatest the last number of the range, not less
    /// @param others 0 for the rows in the range, 1 for the others
    public static int countRange(long[] in, int length, long least, long greatest, int others) {
        // As in the list: one comparison.
        long move = Long.MIN_VALUE - least;
        long last = greatest + move;
        int count = 0;
        for (int i = 0; i < length; i++) {
            count += in[i] + move <= last ? 1 : 0;
        }
        return others == 0 ? count : length - count;
    }

    /// Lists the rows whose number is in a range, or the others, ascending.
    ///
    /// @param least the first number of the range
    /// @param greatest the last number of the range, not less
    /// @param others 0 for the rows in the range, 1 for the others
    /// @param rows where to list them: at least `length` places
    /// @return how many they are
    public static int listRange(long[] in, int length, long least, long greatest, int others, int[] rows) {
        // Moved so that the range begins with the least of all numbers, which leaves one comparison.
        long move = Long.MIN_VALUE - least;
        long last = greatest + move;
        int count = 0;
        for (int i = 0; i < length; i++) {
            rows[count] = i;
            count += (in[i] + move <= last ? 1 : 0) ^ others;
        }
        return count;
    }
}
