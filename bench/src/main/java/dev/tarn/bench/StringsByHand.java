package dev.tarn.bench;

import dev.tarn.bench.Columns.Piece;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.Dictionary;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Loops over strings.
final class StringsByHand {
    private static final byte[] NAME = "name42".getBytes(StandardCharsets.UTF_8);
    private static final int MAX_DIGITS = 20;
    private static final int TIME_BYTES = 19;

    private StringsByHand() {}

    static Vector equal(Piece piece) {
        BytesVector s = piece.s();
        byte[] arena = s.arena();
        int[] starts = s.starts();
        int[] lengths = s.lengths();
        var out = new long[s.length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = Arrays.equals(arena, starts[i], starts[i] + lengths[i], NAME, 0, NAME.length) ? 1 : 0;
        }
        return bools(out);
    }

    static Vector equalDictionary(Piece piece) {
        var values = (BytesVector) piece.d().values();
        var equal = new long[values.length()];
        for (int i = 0; i < equal.length; i++) {
            int start = values.starts()[i];
            equal[i] = Arrays.equals(values.arena(), start, start + values.lengths()[i], NAME, 0, NAME.length) ? 1 : 0;
        }
        return new Dictionary(bools(equal), piece.d().index());
    }

    static Vector less(Piece piece) {
        BytesVector s = piece.s();
        BytesVector t = piece.t();
        var out = new long[s.length()];
        for (int i = 0; i < out.length; i++) {
            int start = s.starts()[i];
            int other = t.starts()[i];
            out[i] = Arrays.compareUnsigned(s.arena(), start, start + s.lengths()[i], t.arena(), other, other + t.lengths()[i]) < 0
                    ? 1 : 0;
        }
        return bools(out);
    }

    static Vector length(Piece piece) {
        int[] lengths = piece.t().lengths();
        var out = new long[piece.t().length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = lengths[i];
        }
        return new LongVector(PrimitiveType.INT64, out);
    }

    static Vector upper(Piece piece) {
        BytesVector t = piece.t();
        byte[] arena = t.arena();
        var out = new byte[total(t)];
        var starts = new int[t.length()];
        int at = 0;
        for (int i = 0; i < t.length(); i++) {
            starts[i] = at;
            int end = t.starts()[i] + t.lengths()[i];
            for (int j = t.starts()[i]; j < end; j++) {
                byte c = arena[j];
                if (c < 0) {
                    throw new IllegalStateException("the columns have no such letters");
                }
                out[at++] = c >= 'a' && c <= 'z' ? (byte) (c - 32) : c;
            }
        }
        return strings(out, starts, Arrays.copyOf(t.lengths(), t.length()));
    }

    private static int total(BytesVector strings) {
        int size = 0;
        for (int i = 0; i < strings.length(); i++) {
            size += strings.lengths()[i];
        }
        return size;
    }

    static Vector concatenate(Piece piece) {
        BytesVector s = piece.s();
        BytesVector t = piece.t();
        var out = new byte[total(s) + total(t)];
        var starts = new int[s.length()];
        var lengths = new int[s.length()];
        int at = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = at;
            lengths[i] = s.lengths()[i] + t.lengths()[i];
            System.arraycopy(s.arena(), s.starts()[i], out, at, s.lengths()[i]);
            System.arraycopy(t.arena(), t.starts()[i], out, at + s.lengths()[i], t.lengths()[i]);
            at += lengths[i];
        }
        return strings(out, starts, lengths);
    }

    /// Searches whatever the case of letters.
    static Vector contains(Piece piece) {
        BytesVector t = piece.t();
        var out = new long[t.length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = contains(t.arena(), t.starts()[i], t.lengths()[i]) ? 1 : 0;
        }
        return bools(out);
    }

    private static boolean contains(byte[] arena, int start, int length) {
        for (int i = start; i <= start + length - 4; i++) {
            if ((arena[i] | 32) == 't' && (arena[i + 1] | 32) == 'a' && (arena[i + 2] | 32) == 'r' && (arena[i + 3] | 32) == 'n') {
                return true;
            }
        }
        return false;
    }

    /// Matches `e[a-m]+s`: an e, then letters up to m, and an s right behind them.
    static Vector match(Piece piece) {
        BytesVector t = piece.t();
        var out = new long[t.length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = matches(t.arena(), t.starts()[i], t.starts()[i] + t.lengths()[i]) ? 1 : 0;
        }
        return bools(out);
    }

    private static boolean matches(byte[] arena, int start, int end) {
        for (int at = start; at < end; at++) {
            if (arena[at] != 'e') {
                continue;
            }
            int next = at + 1;
            while (next < end && arena[next] >= 'a' && arena[next] <= 'm') {
                next++;
            }
            if (next > at + 1 && next < end && arena[next] == 's') {
                return true;
            }
        }
        return false;
    }

    /// Writes year, month, day, hour, minute and second.
    static Vector formatTime(Piece piece) {
        long[] ts = piece.ts().values();
        var out = new byte[TIME_BYTES * ts.length];
        var starts = new int[ts.length];
        var lengths = new int[ts.length];
        for (int i = 0; i < ts.length; i++) {
            starts[i] = TIME_BYTES * i;
            lengths[i] = TIME_BYTES;
            long seconds = Math.floorDiv(ts[i], 1_000_000_000L);
            int second = (int) Math.floorMod(seconds, 86_400L);
            writeDay(Math.floorDiv(seconds, 86_400L), out, starts[i]);
            out[starts[i] + 10] = ' ';
            two(second / 3_600, out, starts[i] + 11);
            out[starts[i] + 13] = ':';
            two(second / 60 % 60, out, starts[i] + 14);
            out[starts[i] + 16] = ':';
            two(second % 60, out, starts[i] + 17);
        }
        return strings(out, starts, lengths);
    }

    /// Counts years from March on, so that the day that only some have is the last.
    private static void writeDay(long daysSince1970, byte[] out, int at) {
        int days = (int) (daysSince1970 + 719_468);
        int era = Math.floorDiv(days, 146_097);
        int day = days - era * 146_097;
        int year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        int dayOfYear = day - (365 * year + year / 4 - year / 100);
        int month = (5 * dayOfYear + 2) / 153;
        int calendarMonth = month < 10 ? month + 3 : month - 9;
        int calendarYear = year + era * 400 + (calendarMonth <= 2 ? 1 : 0);
        two(calendarYear / 100, out, at);
        two(calendarYear % 100, out, at + 2);
        out[at + 4] = '-';
        two(calendarMonth, out, at + 5);
        out[at + 7] = '-';
        two(dayOfYear - (153 * month + 2) / 5 + 1, out, at + 8);
    }

    private static void two(int number, byte[] out, int at) {
        out[at] = (byte) ('0' + number / 10);
        out[at + 1] = (byte) ('0' + number % 10);
    }

    static Vector toInteger(Piece piece) {
        BytesVector u = piece.u();
        var out = new long[u.length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = parse(u.arena(), u.starts()[i], u.lengths()[i]);
        }
        return new LongVector(PrimitiveType.INT64, out);
    }

    private static long parse(byte[] arena, int start, int length) {
        int at = start;
        boolean negative = length > 0 && arena[at] == '-';
        at += negative ? 1 : 0;
        long value = 0;
        for (; at < start + length; at++) {
            int digit = arena[at] - '0';
            if (digit < 0 || digit > 9) {
                throw new NumberFormatException("the columns have no such text");
            }
            value = Math.addExact(Math.multiplyExact(value, 10), digit);
        }
        return negative ? -value : value;
    }

    static Vector ofInteger(Piece piece) {
        long[] a = piece.a().values();
        var out = new byte[8 * a.length];
        var starts = new int[a.length];
        var lengths = new int[a.length];
        int at = 0;
        for (int i = 0; i < a.length; i++) {
            if (at + MAX_DIGITS > out.length) {
                out = Arrays.copyOf(out, out.length * 2);
            }
            starts[i] = at;
            long left = Math.abs(a[i]);
            int digits = 1;
            for (long rest = left / 10; rest > 0; rest /= 10) {
                digits++;
            }
            if (a[i] < 0) {
                out[at++] = '-';
            }
            at += digits;
            for (int j = at - 1; j >= at - digits; j--) {
                out[j] = (byte) ('0' + left % 10);
                left /= 10;
            }
            lengths[i] = at - starts[i];
        }
        return strings(out, starts, lengths);
    }

    private static BytesVector strings(byte[] arena, int[] starts, int[] lengths) {
        return new BytesVector(PrimitiveType.STRING, arena, starts, lengths, starts.length, Validity.ALL);
    }

    private static LongVector bools(long[] values) {
        return new LongVector(PrimitiveType.BOOL, values);
    }
}
