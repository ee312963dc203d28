package dev.tarn.model.text;

import dev.tarn.model.InputException;
import java.nio.charset.StandardCharsets;

/// The text of times: RFC 3339 with a fraction of as many digits as it needs, `2020-01-02T03:04:05.6Z`.
public final class TimeText {
    private static final long SECOND = 1_000_000_000;
    private static final int DAY_SECONDS = 86_400;
    private static final int ERA_DAYS = 146_097;
    private static final int[] DAYS_OF_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private TimeText() {}

    /// Appends a time, in UTC.
    ///
    /// @param nanoseconds since 1970-01-01T00:00:00Z
    public static void append(TextBuilder out, long nanoseconds) {
        long seconds = Math.floorDiv(nanoseconds, SECOND);
        appendDate(out, Math.floorDiv(seconds, DAY_SECONDS));
        int second = (int) Math.floorMod(seconds, (long) DAY_SECONDS);
        out.put('T');
        out.putPadded(second / 3600, 2);
        out.put(':');
        out.putPadded(second / 60 % 60, 2);
        out.put(':');
        out.putPadded(second % 60, 2);
        appendFraction(out, Math.floorMod(nanoseconds, SECOND));
        out.put('Z');
    }

    // Years are counted from March so that the leap day comes last, in eras of 400 years.
    private static void appendDate(TextBuilder out, long epochDay) {
        long day = epochDay + 719_468;
        long era = Math.floorDiv(day, (long) ERA_DAYS);
        int dayOfEra = (int) (day - era * ERA_DAYS);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int marchMonth = (5 * dayOfYear + 2) / 153;
        int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        out.putPadded(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), 4);
        out.put('-');
        out.putPadded(month, 2);
        out.put('-');
        out.putPadded(dayOfYear - (153 * marchMonth + 2) / 5 + 1, 2);
    }

    private static void appendFraction(TextBuilder out, long nanoseconds) {
        if (nanoseconds != 0) {
            out.put('.');
            out.putPadded(nanoseconds, 9);
            int end = out.length();
            while (out.array()[end - 1] == '0') {
                end--;
            }
            out.truncate(end);
        }
    }

    /// Returns the length of what begins a range and looks like a time: from `dddd-` up to the zone; 0 if nothing does.
    public static int prefixLength(byte[] text, int start, int end) {
        if (end - start < 5 || text[start + 4] != '-' || !digits(text, start, 4)) {
            return 0;
        }
        int at = start + 5;
        boolean time = false;
        while (at < end && (text[at] >= '0' && text[at] <= ':' || text[at] == '.' || text[at] == '-' && !time || text[at] == 'T')) {
            time |= text[at] == 'T';
            at++;
        }
        if (!time || at == end) {
            return 0;
        }
        if (text[at] == 'Z') {
            return at + 1 - start;
        }
        boolean zone = (text[at] == '+' || text[at] == '-') && end - at >= 6 && digits(text, at + 1, 2) && text[at + 3] == ':'
                && digits(text, at + 4, 2);
        return zone ? at + 6 - start : 0;
    }

    private static boolean digits(byte[] text, int start, int count) {
        for (int i = start; i < start + count; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return false;
            }
        }
        return true;
    }

    /// Reads a time that fills a range, in nanoseconds since 1970-01-01T00:00:00Z; digits below a nanosecond are dropped.
    ///
    /// @throws InputException if it is none, or does not fit in 64 bits
    public static long parse(byte[] text, int start, int end) {
        var reader = new Reader(text, start, end);
        int year = reader.number(4, 4);
        reader.expect('-');
        int month = reader.number(2, 2);
        reader.expect('-');
        int day = reader.number(2, 2);
        reader.expect('T');
        int hour = reader.number(1, 2);
        reader.expect(':');
        int minute = reader.number(2, 2);
        reader.expect(':');
        int second = reader.number(2, 2);
        int nanosecond = reader.fraction();
        int zoneMinutes = reader.zone();
        if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month) || hour > 23 || minute > 59 || second > 59) {
            throw reader.invalid();
        }
        long seconds = epochDay(year, month, day) * DAY_SECONDS + hour * 3600L + minute * 60L + second - zoneMinutes * 60L;
        try {
            // Seconds before 1970 are counted up to the next whole one, so that the least long can be reached.
            return seconds < 0
                    ? Math.addExact(Math.multiplyExact(seconds + 1, SECOND), nanosecond - SECOND)
                    : Math.addExact(Math.multiplyExact(seconds, SECOND), nanosecond);
        } catch (ArithmeticException _) {
            throw new InputException("time overflow: " + reader.text()
                    + (seconds < 0 ? " (min: 1677-09-21T00:12:43Z)" : " (max: 2262-04-11T23:47:16Z)"));
        }
    }

    private static int daysOf(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && leap ? 29 : DAYS_OF_MONTH[month - 1];
    }

    /// Returns the number of days from 1970-01-01 to a date.
    private static long epochDay(int year, int month, int day) {
        int marchYear = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(marchYear, 400);
        int yearOfEra = marchYear - era * 400;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return (long) era * ERA_DAYS + dayOfEra - 719_468;
    }

    private static final class Reader {
        private final byte[] text;
        private final int start;
        private final int end;
        private int at;

        Reader(byte[] text, int start, int end) {
            this.text = text;
            this.start = start;
            this.end = end;
            this.at = start;
        }

        String text() {
            return new String(text, start, end - start, StandardCharsets.UTF_8);
        }

        InputException invalid() {
            return new InputException("invalid ISO time: " + text());
        }

        private boolean isDigit() {
            return at < end && text[at] >= '0' && text[at] <= '9';
        }

        int number(int least, int most) {
            int value = 0;
            int count = 0;
            while (count < most && isDigit()) {
                value = value * 10 + text[at++] - '0';
                count++;
            }
            if (count < least) {
                throw invalid();
            }
            return value;
        }

        void expect(char c) {
            if (at >= end || text[at++] != c) {
                throw invalid();
            }
        }

        int fraction() {
            if (at >= end || text[at] != '.') {
                return 0;
            }
            at++;
            if (!isDigit()) {
                throw invalid();
            }
            int value = 0;
            for (int unit = 100_000_000; isDigit(); unit /= 10) {
                value += (text[at++] - '0') * unit;
            }
            return value;
        }

        int zone() {
            if (at == end - 1 && text[at] == 'Z') {
                return 0;
            }
            if (at != end - 6 || text[at] != '+' && text[at] != '-') {
                throw invalid();
            }
            int sign = text[at++] == '+' ? 1 : -1;
            int hours = number(2, 2);
            expect(':');
            int minutes = number(2, 2);
            if (hours > 23 || minutes > 59) {
                throw invalid();
            }
            return sign * (hours * 60 + minutes);
        }
    }
}
