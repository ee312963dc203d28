package dev.tarn.bench;

import dev.tarn.bench.Columns.Piece;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.DoubleVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;

/// Loops over numbers.
final class NumbersByHand {
    private static final long MINUTE = 60_000_000_000L;

    private NumbersByHand() {}

    static Vector add(Piece piece) {
        long[] a = piece.a().values();
        long[] b = piece.b().values();
        var out = new long[a.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = a[i] + b[i];
        }
        return integers(out);
    }

    /// Null is zero in a sum.
    static Vector addNullable(Piece piece) {
        long[] a = piece.a().values();
        long[] n = piece.n().values();
        Validity valid = piece.n().validity();
        var out = new long[a.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = valid.isValid(i) ? a[i] + n[i] : a[i];
        }
        return integers(out);
    }

    static Vector addConstant(Piece piece) {
        long[] a = piece.a().values();
        long c = ((LongVector) piece.c().one()).values()[0];
        var out = new long[a.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = a[i] + c;
        }
        return integers(out);
    }

    static Vector addSelected(Piece piece) {
        long[] a = piece.a().values();
        long[] b = piece.b().values();
        var out = new long[a.length];
        int count = 0;
        for (int i = 0; i < a.length; i++) {
            out[count] = a[i] + b[i];
            count += a[i] < 500_000 ? 1 : 0;
        }
        return new LongVector(PrimitiveType.INT64, out, count, Validity.ALL);
    }

    static Vector multiply(Piece piece) {
        double[] x = piece.x().values();
        double[] y = piece.y().values();
        var out = new double[x.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = x[i] * y[i];
        }
        return floats(out);
    }

    static Vector divide(Piece piece) {
        long[] a = piece.a().values();
        long[] r = piece.r().values();
        var out = new long[a.length];
        for (int i = 0; i < out.length; i++) {
            long divisor = r[i] + 1;
            if (divisor == 0) {
                throw new ArithmeticException("the columns have no such value");
            }
            out[i] = a[i] / divisor;
        }
        return integers(out);
    }

    static Vector negate(Piece piece) {
        double[] x = piece.x().values();
        var out = new double[x.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = -x[i];
        }
        return floats(out);
    }

    static Vector less(Piece piece) {
        long[] a = piece.a().values();
        long[] b = piece.b().values();
        var out = new long[a.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = a[i] < b[i] ? 1 : 0;
        }
        return bools(out);
    }

    /// Null is not less than anything.
    static Vector lessNullable(Piece piece) {
        long[] a = piece.a().values();
        long[] n = piece.n().values();
        Validity valid = piece.n().validity();
        var out = new long[a.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = valid.isValid(i) && n[i] < a[i] ? 1 : 0;
        }
        return bools(out);
    }

    static Vector atLeast(Piece piece) {
        double[] x = piece.x().values();
        var out = new long[x.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = x[i] >= 500 ? 1 : 0;
        }
        return bools(out);
    }

    static Vector floor(Piece piece) {
        double[] x = piece.x().values();
        var out = new double[x.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.floor(x[i]);
        }
        return floats(out);
    }

    static Vector minutes(Piece piece) {
        long[] ts = piece.ts().values();
        var out = new long[ts.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = ts[i] - Math.floorMod(ts[i], MINUTE);
        }
        return new LongVector(PrimitiveType.TIME, out);
    }

    static Vector toInteger(Piece piece) {
        double[] x = piece.x().values();
        var out = new long[x.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (long) x[i];
        }
        return integers(out);
    }

    static Vector toFloat(Piece piece) {
        long[] a = piece.a().values();
        var out = new double[a.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = a[i];
        }
        return floats(out);
    }

    static Vector both(Piece piece) {
        long[] a = piece.a().values();
        double[] x = piece.x().values();
        var out = new long[a.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = a[i] < 500_000 & x[i] < 500 ? 1 : 0;
        }
        return bools(out);
    }

    static Vector notLess(Piece piece) {
        long[] a = piece.a().values();
        long[] b = piece.b().values();
        var out = new long[a.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = a[i] < b[i] ? 0 : 1;
        }
        return bools(out);
    }

    static Vector lesser(Piece piece) {
        long[] a = piece.a().values();
        long[] b = piece.b().values();
        var out = new long[a.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = a[i] < b[i] ? a[i] : b[i];
        }
        return integers(out);
    }

    static Vector coalesce(Piece piece) {
        long[] a = piece.a().values();
        long[] n = piece.n().values();
        Validity valid = piece.n().validity();
        var out = new long[a.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = valid.isValid(i) ? n[i] : a[i];
        }
        return integers(out);
    }

    private static LongVector integers(long[] values) {
        return new LongVector(PrimitiveType.INT64, values);
    }

    private static LongVector bools(long[] values) {
        return new LongVector(PrimitiveType.BOOL, values);
    }

    private static DoubleVector floats(double[] values) {
        return new DoubleVector(PrimitiveType.FLOAT64, values, values.length, Validity.ALL);
    }
}
