package dev.tarn.query.function;

import dev.tarn.model.InputException;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A format of `strftime`, made ready: directives and the text between them. Times are in UTC, names are English.
final class TimeFormat {
    /// A part of a format.
    private interface Part {
        void append(LocalDateTime time, StringBuilder out);
    }

    private static final long NANOSECONDS_PER_SECOND = 1_000_000_000;

    private final List<Part> parts;

    private TimeFormat(List<Part> parts) {
        this.parts = parts;
    }

    /// Makes a format ready.
    ///
    /// @throws InputException if there is an unknown directive in it
    static TimeFormat parse(String format) {
        var parts = new ArrayList<Part>();
        parse(format, parts);
        return new TimeFormat(parts);
    }

    private static void parse(String format, List<Part> parts) {
        for (int at = 0; at < format.length(); at++) {
            char c = format.charAt(at);
            if (c != '%') {
                parts.add((_, out) -> out.append(c));
            } else if (++at == format.length()) {
                throw new InputException("stray % at the end of pattern");
            } else {
                parseDirective(format.charAt(at), parts);
            }
        }
    }

    private static void parseDirective(char directive, List<Part> parts) {
        switch (directive) {
            case 'A' -> parts.add((t, out) -> out.append(t.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.US)));
            case 'a' -> parts.add((t, out) -> out.append(t.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.US)));
            case 'B' -> parts.add((t, out) -> out.append(t.getMonth().getDisplayName(TextStyle.FULL, Locale.US)));
            case 'b', 'h' -> parts.add((t, out) -> out.append(t.getMonth().getDisplayName(TextStyle.SHORT, Locale.US)));
            case 'C' -> parts.add((t, out) -> pad(out, t.getYear() / 100, 2, '0'));
            case 'c' -> parse("%a %b %e %H:%M:%S %Y", parts);
            case 'D', 'x' -> parse("%m/%d/%y", parts);
            case 'd' -> parts.add((t, out) -> pad(out, t.getDayOfMonth(), 2, '0'));
            case 'e' -> parts.add((t, out) -> pad(out, t.getDayOfMonth(), 2, ' '));
            case 'F' -> parse("%Y-%m-%d", parts);
            case 'H' -> parts.add((t, out) -> pad(out, t.getHour(), 2, '0'));
            case 'I' -> parts.add((t, out) -> pad(out, t.get(ChronoField.CLOCK_HOUR_OF_AMPM), 2, '0'));
            case 'j' -> parts.add((t, out) -> pad(out, t.getDayOfYear(), 3, '0'));
            case 'k' -> parts.add((t, out) -> pad(out, t.getHour(), 2, ' '));
            case 'l' -> parts.add((t, out) -> pad(out, t.get(ChronoField.CLOCK_HOUR_OF_AMPM), 2, ' '));
            case 'M' -> parts.add((t, out) -> pad(out, t.getMinute(), 2, '0'));
            case 'm' -> parts.add((t, out) -> pad(out, t.getMonthValue(), 2, '0'));
            case 'n' -> parts.add((_, out) -> out.append('\n'));
            case 'p' -> parts.add((t, out) -> out.append(t.getHour() < 12 ? "AM" : "PM"));
            case 'R' -> parse("%H:%M", parts);
            case 'r' -> parse("%I:%M:%S %p", parts);
            case 'S' -> parts.add((t, out) -> pad(out, t.getSecond(), 2, '0'));
            case 'T', 'X' -> parse("%H:%M:%S", parts);
            case 't' -> parts.add((_, out) -> out.append('\t'));
            case 'U' -> parts.add((t, out) -> pad(out, weekOfYear(t, DayOfWeek.SUNDAY), 2, '0'));
            case 'u' -> parts.add((t, out) -> out.append(t.getDayOfWeek().getValue()));
            case 'V' -> parts.add((t, out) -> pad(out, t.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2, '0'));
            case 'v' -> parse("%e-%b-%Y", parts);
            case 'W' -> parts.add((t, out) -> pad(out, weekOfYear(t, DayOfWeek.MONDAY), 2, '0'));
            case 'w' -> parts.add((t, out) -> out.append(t.getDayOfWeek().getValue() % 7));
            case 'Y' -> parts.add((t, out) -> pad(out, t.getYear(), 4, '0'));
            case 'y' -> parts.add((t, out) -> pad(out, Math.floorMod(t.getYear(), 100), 2, '0'));
            case 'Z' -> parts.add((_, out) -> out.append("UTC"));
            case 'z' -> parts.add((_, out) -> out.append("+0000"));
            case '%' -> parts.add((_, out) -> out.append('%'));
            default -> throw new InputException(
                    "pattern compilation failed: lookup failed: '%" + directive + "' was not found in specification set");
        }
    }

    private static void pad(StringBuilder out, int number, int width, char filler) {
        if (width == 2 && number >= 0 && number < 100) {
            // What most directives are: without a string of their own.
            out.append(number < 10 ? filler : (char) ('0' + number / 10)).append((char) ('0' + number % 10));
            return;
        }
        if (width == 4 && number >= 1000 && number < 10_000) {
            pad(out, number / 100, 2, filler);
            pad(out, number % 100, 2, '0');
            return;
        }
        var digits = Integer.toString(number);
        for (int i = digits.length(); i < width; i++) {
            out.append(filler);
        }
        out.append(digits);
    }

    /// Returns the number of the week: 1 more than the weeks since the one that the first day of the year is in, unless that is
    /// none that begins in the year. The reference counts like this, which is not quite what C does.
    private static int weekOfYear(LocalDateTime time, DayOfWeek first) {
        int sinceFirst = Math.floorMod(time.getDayOfWeek().getValue() - first.getValue(), 7);
        return time.getDayOfYear() < sinceFirst ? 0 : (time.getDayOfYear() - sinceFirst) / 7 + 1;
    }

    /// Returns a time as text.
    ///
    /// @param nanoseconds since 1970-01-01T00:00:00Z
    String format(long nanoseconds) {
        var out = new StringBuilder();
        format(nanoseconds, out);
        return out.toString();
    }

    /// Appends a time as text.
    ///
    /// @param nanoseconds since 1970-01-01T00:00:00Z
    void format(long nanoseconds, StringBuilder out) {
        var time = LocalDateTime.ofEpochSecond(Math.floorDiv(nanoseconds, NANOSECONDS_PER_SECOND),
                (int) Math.floorMod(nanoseconds, NANOSECONDS_PER_SECOND), ZoneOffset.UTC);
        for (var part : parts) {
            part.append(time, out);
        }
    }
}
