package dev.tarn.query.function;

import java.time.LocalDate;
import java.time.temporal.IsoFields;

/// What a time is in the calendar, in UTC: numbers of at most two digits, since that is what texts are made of.
///
/// Times of 64 bits are in the years 1677 to 2262, so no year has other than four digits.
final class CalendarFields {
    static final int CENTURY = 0;
    static final int YEAR_OF_CENTURY = 1;
    static final int MONTH = 2;
    static final int DAY = 3;
    static final int HOUR = 4;
    /// 1 to 12.
    static final int HOUR_OF_HALF = 5;
    static final int MINUTE = 6;
    static final int SECOND = 7;
    /// The first digit of the day of the year, and the others.
    static final int DAY_OF_YEAR_HUNDREDS = 8;
    static final int DAY_OF_YEAR_REST = 9;
    /// 0 before noon, 1 from then on.
    static final int HALF = 10;
    /// From 0 on.
    static final int MONTH_INDEX = 11;
    /// 0 is Sunday.
    static final int WEEKDAY = 12;
    /// 7 is Sunday.
    static final int ISO_WEEKDAY = 13;
    /// As `%U`, `%W` and `%V` have it.
    static final int WEEK_FROM_SUNDAY = 14;
    static final int WEEK_FROM_MONDAY = 15;
    static final int ISO_WEEK = 16;

    private static final int COUNT = 17;
    private static final long NANOSECONDS_PER_SECOND = 1_000_000_000;
    private static final int SECONDS_PER_DAY = 86_400;
    private static final int DAYS_PER_ERA = 146_097;
    // From 0000-03-01: the day that only some years have is the last of a year then.
    private static final int DAYS_TO_1970 = 719_468;

    private CalendarFields() {}

    /// Returns room for the fields of a time.
    static int[] create() {
        return new int[COUNT];
    }

    /// Sets all fields but the weeks.
    ///
    /// @param nanoseconds since 1970-01-01T00:00:00Z
    static void set(int[] fields, long nanoseconds) {
        long seconds = Math.floorDiv(nanoseconds, NANOSECONDS_PER_SECOND);
        int day = (int) Math.floorDiv(seconds, SECONDS_PER_DAY);
        setTime(fields, (int) (seconds - (long) day * SECONDS_PER_DAY));
        setDay(fields, day);
    }

    private static void setTime(int[] fields, int second) {
        int minute = second / 60;
        int hour = minute / 60;
        fields[HOUR] = hour;
        fields[MINUTE] = minute - hour * 60;
        fields[SECOND] = second - minute * 60;
        int half = hour >= 12 ? 1 : 0;
        int hourOfHalf = hour - half * 12;
        fields[HALF] = half;
        fields[HOUR_OF_HALF] = hourOfHalf == 0 ? 12 : hourOfHalf;
    }

    private static void setDay(int[] fields, int daySince1970) {
        int days = daySince1970 + DAYS_TO_1970;
        int era = days / DAYS_PER_ERA;
        int day = days - era * DAYS_PER_ERA;
        int year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        int dayFromMarch = day - (365 * year + year / 4 - year / 100);
        int monthFromMarch = (5 * dayFromMarch + 2) / 153;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        int calendarYear = year + era * 400 + (month <= 2 ? 1 : 0);
        int century = calendarYear / 100;
        fields[CENTURY] = century;
        fields[YEAR_OF_CENTURY] = calendarYear - century * 100;
        fields[MONTH] = month;
        fields[MONTH_INDEX] = month - 1;
        fields[DAY] = dayFromMarch - (153 * monthFromMarch + 2) / 5 + 1;
        // 306 days from March to December.
        int dayOfYear = month <= 2 ? dayFromMarch - 305 : dayFromMarch + (isLeap(calendarYear) ? 61 : 60);
        fields[DAY_OF_YEAR_HUNDREDS] = dayOfYear / 100;
        fields[DAY_OF_YEAR_REST] = dayOfYear % 100;
        // 0000-03-01 was a Wednesday.
        int weekday = (days + 3) % 7;
        fields[WEEKDAY] = weekday;
        fields[ISO_WEEKDAY] = weekday == 0 ? 7 : weekday;
    }

    private static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    /// Sets the weeks, when the other fields are set.
    static void setWeeks(int[] fields) {
        int dayOfYear = fields[DAY_OF_YEAR_HUNDREDS] * 100 + fields[DAY_OF_YEAR_REST];
        fields[WEEK_FROM_SUNDAY] = week(dayOfYear, fields[WEEKDAY]);
        fields[WEEK_FROM_MONDAY] = week(dayOfYear, fields[ISO_WEEKDAY] - 1);
        fields[ISO_WEEK] = LocalDate.of(fields[CENTURY] * 100 + fields[YEAR_OF_CENTURY], fields[MONTH], fields[DAY])
                .get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }

    /// Returns the number of the week: 1 more than the weeks since the one that the first day of the year is in, unless that is
    /// none that begins in the year. The reference counts like this, which is not quite what C does.
    private static int week(int dayOfYear, int sinceFirst) {
        return dayOfYear < sinceFirst ? 0 : (dayOfYear - sinceFirst) / 7 + 1;
    }
}
