package dev.tarn.query.expression;

import dev.tarn.model.vector.BytesBuilder;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.Validity;
import java.util.Arrays;

/// The only code that iterates over the rows of flat columns: one method per shape, small enough to be inlined.
///
/// **The row has to be written as a lambda in the call.** Then the compiler of the JVM knows which one it is and the loop is as
/// fast as one written by hand; a lambda that comes out of a field or a parameter costs ten times as much. A test checks it.
public final class Loops {
    private Loops() {}

    /// A row: a number of a number.
    @FunctionalInterface
    public interface LongToLong {
        /// Computes a row.
        long row(long value);
    }

    /// A row: a number of two numbers.
    @FunctionalInterface
    public interface LongLongToLong {
        /// Computes a row.
        long row(long left, long right);
    }

    /// A row: a float of a number.
    @FunctionalInterface
    public interface LongToDouble {
        /// Computes a row.
        double row(long value);
    }

    /// A row: a float of a float.
    @FunctionalInterface
    public interface DoubleToDouble {
        /// Computes a row.
        double row(double value);
    }

    /// A row: a float of two floats.
    @FunctionalInterface
    public interface DoubleDoubleToDouble {
        /// Computes a row.
        double row(double left, double right);
    }

    /// A row: a number of a float.
    @FunctionalInterface
    public interface DoubleToLong {
        /// Computes a row.
        long row(double value);
    }

    /// A row: a number of two floats.
    @FunctionalInterface
    public interface DoubleDoubleToLong {
        /// Computes a row.
        long row(double left, double right);
    }

    /// A row: a number of some bytes.
    @FunctionalInterface
    public interface BytesToLong {
        /// Computes a row.
        long row(byte[] arena, int start, int length);
    }

    /// A row: a number of the bytes from two places.
    @FunctionalInterface
    public interface BytesBytesToLong {
        /// Computes a row.
        long row(byte[] left, int leftStart, int leftLength, byte[] right, int rightStart, int rightLength);
    }

    /// A row: bytes of some bytes, appended to a builder.
    @FunctionalInterface
    public interface BytesToBytes {
        /// Computes a row.
        void row(byte[] arena, int start, int length, BytesBuilder out);
    }

    /// A row that is told its number.
    @FunctionalInterface
    public interface IntToLong {
        /// Computes a row.
        long row(int row);
    }

    /// Computes a number from each number.
    public static void map(long[] in, long[] out, LongToLong f) {
        for (int i = 0; i < out.length; i++) {
            out[i] = f.row(in[i]);
        }
    }

    /// Computes a float from each number.
    public static void map(long[] in, double[] out, LongToDouble f) {
        for (int i = 0; i < out.length; i++) {
            out[i] = f.row(in[i]);
        }
    }

    /// Computes a float from each float.
    public static void map(double[] in, double[] out, DoubleToDouble f) {
        for (int i = 0; i < out.length; i++) {
            out[i] = f.row(in[i]);
        }
    }

    /// Computes a number from each float.
    public static void map(double[] in, long[] out, DoubleToLong f) {
        for (int i = 0; i < out.length; i++) {
            out[i] = f.row(in[i]);
        }
    }

    /// Computes a number from each pair of numbers.
    public static void zip(long[] left, long[] right, long[] out, LongLongToLong f) {
        for (int i = 0; i < out.length; i++) {
            out[i] = f.row(left[i], right[i]);
        }
    }

    /// Computes a float from each pair of floats.
    public static void zip(double[] left, double[] right, double[] out, DoubleDoubleToDouble f) {
        for (int i = 0; i < out.length; i++) {
            out[i] = f.row(left[i], right[i]);
        }
    }

    /// Computes a number from each pair of floats.
    public static void zip(double[] left, double[] right, long[] out, DoubleDoubleToLong f) {
        for (int i = 0; i < out.length; i++) {
            out[i] = f.row(left[i], right[i]);
        }
    }

    /// Computes a number from each value.
    public static void map(BytesVector in, long[] out, BytesToLong f) {
        byte[] arena = in.arena();
        int[] starts = in.starts();
        int[] lengths = in.lengths();
        for (int i = 0; i < out.length; i++) {
            out[i] = f.row(arena, starts[i], lengths[i]);
        }
    }

    /// Computes a number from each pair of values.
    public static void zip(BytesVector left, BytesVector right, long[] out, BytesBytesToLong f) {
        byte[] a = left.arena();
        byte[] b = right.arena();
        for (int i = 0; i < out.length; i++) {
            out[i] = f.row(a, left.starts()[i], left.lengths()[i], b, right.starts()[i], right.lengths()[i]);
        }
    }

    /// Computes bytes from each value.
    public static void map(BytesVector in, BytesBuilder out, BytesToBytes f) {
        for (int i = 0; i < in.length(); i++) {
            f.row(in.arena(), in.starts()[i], in.lengths()[i], out);
        }
    }

    /// Computes a number from the number of each row.
    public static void index(long[] out, IntToLong f) {
        for (int i = 0; i < out.length; i++) {
            out[i] = f.row(i);
        }
    }

    /// Returns the rows that are valid and not 0, ascending.
    public static int[] trueRows(long[] values, Validity validity, int length) {
        var rows = new int[length];
        int count = 0;
        if (validity.isAll()) {
            for (int i = 0; i < length; i++) {
                rows[count] = i;
                count += values[i] != 0 ? 1 : 0;
            }
        } else {
            for (int i = 0; i < length; i++) {
                rows[count] = i;
                count += values[i] != 0 && validity.isValid(i) ? 1 : 0;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    /// Returns the rows that are not 0, ascending.
    ///
    /// @param rows where to collect them: as many places as there are rows, or more
    public static int[] trueRows(long[] values, int[] rows) {
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            rows[count] = i;
            count += values[i] != 0 ? 1 : 0;
        }
        return Arrays.copyOf(rows, count);
    }

    /// Returns how many rows are valid and not 0.
    public static int trueCount(long[] values, Validity validity, int length) {
        if (validity.isAll()) {
            return trueCount(values, length);
        }
        int count = 0;
        for (int i = 0; i < length; i++) {
            count += values[i] != 0 && validity.isValid(i) ? 1 : 0;
        }
        return count;
    }

    /// Returns how many of the first rows are not 0.
    public static int trueCount(long[] values, int length) {
        int count = 0;
        for (int i = 0; i < length; i++) {
            count += values[i] != 0 ? 1 : 0;
        }
        return count;
    }

    /// Takes each number from one of two columns.
    ///
    /// @param first 1 for each row whose number is that of `ones`, 0 for each other one
    public static void choose(long[] first, long[] ones, long[] zeros, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = zeros[i] ^ (ones[i] ^ zeros[i]) & -first[i];
        }
    }

    /// Takes each float from one of two columns.
    ///
    /// @param first 1 for each row whose number is that of `ones`, 0 for each other one
    public static void choose(long[] first, double[] ones, double[] zeros, double[] out) {
        for (int i = 0; i < out.length; i++) {
            long one = Double.doubleToRawLongBits(ones[i]);
            long zero = Double.doubleToRawLongBits(zeros[i]);
            out[i] = Double.longBitsToDouble(zero ^ (one ^ zero) & -first[i]);
        }
    }

    /// Takes each number from one of two columns: from `ones` where a value is valid, elsewhere from `zeros`.
    public static void choose(Validity valid, long[] ones, long[] zeros, long[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = valid.isValid(i) ? ones[i] : zeros[i];
        }
    }

    /// Takes each float from one of two columns: from `ones` where a value is valid, elsewhere from `zeros`.
    public static void choose(Validity valid, double[] ones, double[] zeros, double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = valid.isValid(i) ? ones[i] : zeros[i];
        }
    }

    /// Returns a copy of numbers where those that are not valid are 0.
    public static long[] zeroed(long[] values, Validity validity, int length) {
        var zeroed = new long[length];
        for (int i = 0; i < length; i++) {
            zeroed[i] = validity.isValid(i) ? values[i] : 0;
        }
        return zeroed;
    }

    /// Returns a copy of floats where those that are not valid are 0.
    public static double[] zeroed(double[] values, Validity validity, int length) {
        var zeroed = new double[length];
        for (int i = 0; i < length; i++) {
            zeroed[i] = validity.isValid(i) ? values[i] : 0;
        }
        return zeroed;
    }

    /// Returns a copy of lengths where those that are not valid are 0.
    public static int[] zeroed(int[] values, Validity validity, int length) {
        var zeroed = new int[length];
        for (int i = 0; i < length; i++) {
            zeroed[i] = validity.isValid(i) ? values[i] : 0;
        }
        return zeroed;
    }

    /// Sets what a comparison says of the rows where not both sides are valid.
    ///
    /// @param ifBothNull the result where neither side is valid
    /// @param ifOneNull the result where one side is not
    public static void patchNulls(long[] out, Validity left, Validity right, long ifBothNull, long ifOneNull) {
        for (int i = 0; i < out.length; i++) {
            boolean a = left.isValid(i);
            boolean b = right.isValid(i);
            if (!a || !b) {
                out[i] = a == b ? ifBothNull : ifOneNull;
            }
        }
    }
}
