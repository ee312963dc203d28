package dev.tarn.model;

/// Compares numbers of different carriers by what they are worth, exactly: no side is rounded to the type of the other.
public final class NumberOrder {
    private static final double TWO_TO_63 = 0x1p63;

    private NumberOrder() {}

    /// Compares two floats; NaN equals itself and is less than other numbers, and `-0.` equals `0.`.
    public static int compare(double a, double b) {
        if (a < b) {
            return -1;
        }
        if (a > b) {
            return 1;
        }
        return a == b ? 0 : Boolean.compare(!Double.isNaN(a), !Double.isNaN(b));
    }

    /// Compares a signed integer with a float.
    public static int compareSigned(long a, double b) {
        if (Double.isNaN(b) || b < -TWO_TO_63) {
            return 1;
        }
        if (b >= TWO_TO_63) {
            return -1;
        }
        long whole = (long) b;
        // Where a double has a fraction, its whole part converts back to a double exactly.
        return a != whole ? Long.compare(a, whole) : compare(whole, b);
    }

    /// Compares an unsigned integer with a float.
    public static int compareUnsigned(long a, double b) {
        if (Double.isNaN(b) || b < 0) {
            return 1;
        }
        if (b < TWO_TO_63) {
            return a < 0 ? 1 : compareSigned(a, b);
        }
        // Above 2^63 a double has no fraction.
        return b >= 2 * TWO_TO_63 || a >= 0 ? -1 : Long.compare(a, (long) (b - TWO_TO_63) + Long.MIN_VALUE);
    }

    /// Compares a signed integer with an unsigned one.
    public static int compareSignedUnsigned(long a, long b) {
        return a < 0 ? -1 : Long.compareUnsigned(a, b);
    }
}
