package dev.tarn.query.function;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Reads dates and times as people and programs write them.
///
///     Text    := [Weekday [","|"."]] Date [Separator Clock [Zone] [Year]]
///     Date    := Year ("-"|"/"|"."|":") Month [same Day] | Month ("/"|".") Day same Year | Year 年 Month 月 Day 日
///              | Month-name Day [th] [","] Year | Day ("-"|"/"|" ") Month-name same Year | yyyyMMdd | yyMMdd (before a clock)
///     Clock   := Hour [":" Minute [":" Second [("."|",") Fraction]]] [am|pm] | HHmm[ss]
///     Zone    := Z | [Name] ("+"|"-") hh[[:]mm] [Name] | Name, all followed by (a comment) or m=±n, as programs add
///
/// or seconds (10 digits), milliseconds (13), microseconds (16) or nanoseconds (19) since 1970, or yyyyMMddHHmmss. Without a zone, or
/// with the name of one only, a time is in UTC; month goes before day; years of two digits are between 1969 and 2068.
final class DateText {
    private static final long SECOND = 1_000_000_000;
    private static final List<String> MONTHS = List.of("january", "february", "march", "april", "may", "june", "july",
            "august", "september", "october", "november", "december");
    private static final List<String> WEEKDAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
    private static final int LETTERS = 3;
    private static final int CENTURY_TURNS = 69;

    private final String text;
    private int at;
    private int year = -1;
    private int month = 1;
    private int day = 1;
    private LocalTime time = LocalTime.MIDNIGHT;
    private int offsetSeconds;

    private DateText(String text) {
        this.text = text;
    }

    /// Returns the time that a text is, in nanoseconds since 1970-01-01T00:00:00Z; empty if it is none that is known.
    static OptionalLong parse(String text) {
        var trimmed = text.strip();
        try {
            if (isDigits(trimmed)) {
                return ofDigits(trimmed);
            }
            var date = new DateText(trimmed);
            return date.read() ? date.nanoseconds() : OptionalLong.empty();
        } catch (DateTimeException | ArithmeticException _) {
            // A day that the month does not have, or a year that nanoseconds do not reach.
            return OptionalLong.empty();
        }
    }

    /// Returns whether a text is a year, whatever it would be as a number.
    static boolean isYear(String text) {
        return text.length() == 4 && isDigits(text);
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(DateText::isDigit);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static OptionalLong ofDigits(String digits) {
        long number = digits.length() > 19 ? -1 : Long.parseUnsignedLong(digits);
        return switch (digits.length()) {
            case 4 -> OptionalLong.of(nanoseconds(LocalDate.of((int) number, 1, 1), LocalTime.MIDNIGHT, 0));
            case 8 -> OptionalLong.of(nanoseconds(date(number), LocalTime.MIDNIGHT, 0));
            case 10 -> OptionalLong.of(Math.multiplyExact(number, SECOND));
            case 13 -> OptionalLong.of(Math.multiplyExact(number, 1_000_000));
            case 14 -> OptionalLong.of(nanoseconds(date(number / 1_000_000), clock((int) (number % 1_000_000)), 0));
            case 16 -> OptionalLong.of(Math.multiplyExact(number, 1_000));
            case 19 -> number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
            default -> OptionalLong.empty();
        };
    }

    private static LocalDate date(long yyyymmdd) {
        return LocalDate.of((int) (yyyymmdd / 10_000), (int) (yyyymmdd / 100 % 100), (int) (yyyymmdd % 100));
    }

    private static LocalTime clock(int hhmmss) {
        return LocalTime.of(hhmmss / 10_000, hhmmss / 100 % 100, hhmmss % 100);
    }

    private OptionalLong nanoseconds() {
        return OptionalLong.of(nanoseconds(LocalDate.of(year, month, day), time, offsetSeconds));
    }

    private static long nanoseconds(LocalDate date, LocalTime time, int offsetSeconds) {
        long seconds = date.atTime(time).toEpochSecond(ZoneOffset.UTC) - offsetSeconds;
        // The first second of all begins before what nanoseconds reach.
        return seconds < 0
                ? Math.addExact(Math.multiplyExact(seconds + 1, SECOND), time.getNano() - SECOND)
                : Math.addExact(Math.multiplyExact(seconds, SECOND), time.getNano());
    }

    private boolean read() {
        weekday();
        if (!date()) {
            return false;
        }
        if (at < text.length() && !rest()) {
            return false;
        }
        return at == text.length() && year >= 0;
    }

    private void weekday() {
        int start = at;
        var word = word();
        if (named(WEEKDAYS, word).isPresent()) {
            skip(",.");
            spaces();
        } else {
            at = start;
        }
    }

    private boolean date() {
        int start = at;
        var name = word();
        if (!name.isEmpty()) {
            return monthName(name) && afterMonthName();
        }
        int first = number();
        int digits = at - start;
        char separator = peek();
        if (digits == 8 || digits == 6 && separator == ' ') {
            compact(first, digits);
            return true;
        }
        return switch (separator) {
            case '-', '/', '.', ':', '年' -> {
                at++;
                yield digits == 4 ? yearFirst(first, separator) : digits <= 2 && monthOrDayFirst(first, separator);
            }
            case ' ' -> {
                spaces();
                yield digits == 4 ? yearThenName(first) : digits <= 2 && dayThenName(first, ' ');
            }
            default -> false;
        };
    }

    private void compact(int number, int digits) {
        year = digits == 8 ? number / 10_000 : fullYear(number / 10_000);
        month = number / 100 % 100;
        day = number % 100;
    }

    private boolean yearFirst(int first, char separator) {
        year = first;
        var name = word();
        if (!name.isEmpty()) {
            return monthName(name) && skip(separator) && dayNumber();
        }
        month = number();
        if (month < 0 || !skip(separator == '年' ? '月' : separator)) {
            return month > 0 && at == text.length() && separator != '年' && separator != ':';
        }
        return dayNumber() && (separator != '年' || skip('日'));
    }

    private boolean monthOrDayFirst(int first, char separator) {
        if (Character.isLetter(peek())) {
            return dayThenName(first, separator);
        }
        if (separator != '/' && separator != '.') {
            return false;
        }
        month = first;
        return dayNumber() && skip(separator) && yearNumber();
    }

    private boolean yearThenName(int first) {
        year = first;
        if (!monthName(word())) {
            return false;
        }
        spaces();
        return dayNumber();
    }

    private boolean dayThenName(int first, char separator) {
        day = first;
        if (!monthName(word())) {
            return false;
        }
        if (separator == ' ') {
            skip(",");
            spaces();
            return yearNumber();
        }
        return skip(separator) && yearNumber();
    }

    private boolean afterMonthName() {
        if (!skip('-')) {
            spaces();
        }
        if (!dayNumber()) {
            return false;
        }
        int start = at;
        var ending = word();
        if (!List.of("", "st", "nd", "rd", "th").contains(ending)) {
            at = start;
        }
        skip(",-");
        spaces();
        int afterDay = at;
        skip("'");
        if (yearNumber() && peek() != ':') {
            return true;
        }
        // The clock comes first, and the year last.
        year = -1;
        at = afterDay;
        return true;
    }

    private boolean monthName(String name) {
        var found = named(MONTHS, name);
        if (found.isEmpty()) {
            return false;
        }
        month = found.getAsInt() + 1;
        skip(".");
        return true;
    }

    /// Returns the position of a name that may be cut to three letters, or to four in `Sept`.
    private static OptionalInt named(List<String> names, String name) {
        for (int i = 0; i < names.size(); i++) {
            var full = names.get(i);
            if (name.equals(full) || name.length() >= LETTERS && name.length() <= LETTERS + 1 && full.startsWith(name)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private boolean dayNumber() {
        int start = at;
        day = number();
        return day > 0 && at - start <= 2;
    }

    private boolean yearNumber() {
        int start = at;
        int number = number();
        year = at - start == 2 ? fullYear(number) : number;
        return at - start == 2 || at - start == 4;
    }

    private static int fullYear(int twoDigits) {
        return twoDigits + (twoDigits < CENTURY_TURNS ? 2000 : 1900);
    }

    /// Reads the clock and the zone.
    private boolean rest() {
        boolean compactAllowed = peek() == 'T' || peek() == 't';
        if (compactAllowed) {
            at++;
            if (at == text.length()) {
                return true;
            }
        } else if (!skip(':')) {
            skip(",");
            spaces();
            if (text.startsWith("at ", at)) {
                at += 2;
                spaces();
            }
        }
        if (isDigit(peek()) && !clock(compactAllowed)) {
            return false;
        }
        return zone();
    }

    private boolean clock(boolean compactAllowed) {
        int start = at;
        int hour = number();
        int digits = at - start;
        if (compactAllowed && (digits == 4 || digits == 6)) {
            time = clock(digits == 6 ? hour : hour * 100);
            return true;
        }
        if (digits > 2) {
            return false;
        }
        int minute = 0;
        int second = 0;
        int nanos = 0;
        if (skip(':')) {
            minute = number();
            if (skip(':')) {
                second = number();
                nanos = (peek() == '.' || peek() == ',') && isDigit(peek(1)) ? fraction() : 0;
            }
        }
        time = LocalTime.of(halfDay(hour), minute, second, nanos);
        return true;
    }

    private int fraction() {
        at++;
        int nanos = 0;
        int unit = (int) SECOND / 10;
        for (; isDigit(peek()); at++) {
            nanos += (peek() - '0') * unit;
            unit /= 10;
        }
        return nanos;
    }

    /// Reads `am` or `pm`, if it is there, and returns the hour of the whole day.
    private int halfDay(int hour) {
        int start = at;
        spaces();
        return switch (word()) {
            case "am" -> hour == 12 ? 0 : hour;
            case "pm" -> hour < 12 ? hour + 12 : hour;
            default -> {
                at = start;
                yield hour;
            }
        };
    }

    private boolean zone() {
        spaces();
        name();
        if ((peek() == '+' || peek() == '-') && !offset()) {
            return false;
        }
        spaces();
        if (year < 0 && isDigit(peek()) && !yearNumber()) {
            return false;
        }
        if (peek() == '+' || peek() == '-') {
            // The name of a zone that has none: +08.
            at++;
            number();
        }
        name();
        spaces();
        if (peek() == '(' && text.endsWith(")") || text.startsWith("m=", at)) {
            at = text.length();
        }
        return true;
    }

    /// Skips the name of a zone.
    private void name() {
        while (peek() >= 'A' && peek() <= 'Z') {
            at++;
        }
        spaces();
    }

    private boolean offset() {
        int sign = peek() == '-' ? -1 : 1;
        at++;
        int start = at;
        int number = number();
        int digits = at - start;
        int minutes = digits == 4 ? number % 100 : 0;
        int hours = digits == 4 ? number / 100 : number;
        if (digits == 2 && skip(':')) {
            minutes = number();
        }
        offsetSeconds = ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes).getTotalSeconds();
        return digits == 4 || digits == 2;
    }

    private char peek() {
        return peek(0);
    }

    private char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
    }

    private boolean skip(char expected) {
        if (peek() != expected) {
            return false;
        }
        at++;
        return true;
    }

    /// Skips a character if it is one of some.
    private void skip(String some) {
        if (at < text.length() && some.indexOf(peek()) >= 0) {
            at++;
        }
    }

    private void spaces() {
        while (peek() == ' ') {
            at++;
        }
    }

    /// Reads the letters that follow, in lower case; none if there are none.
    private String word() {
        int start = at;
        while (peek() >= 'a' && peek() <= 'z' || peek() >= 'A' && peek() <= 'Z') {
            at++;
        }
        return text.substring(start, at).toLowerCase(Locale.ROOT);
    }

    /// Reads a number of at most eight digits; -1 if there is none.
    private int number() {
        int start = at;
        int number = 0;
        while (isDigit(peek()) && at - start < 8) {
            number = number * 10 + peek() - '0';
            at++;
        }
        return at == start ? -1 : number;
    }
}
