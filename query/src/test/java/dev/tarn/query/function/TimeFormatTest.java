package dev.tarn.query.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Directives say what the JDK's calendar says.
class TimeFormatTest {
    private static final long SECOND = 1_000_000_000;
    private static final long DAY = 86_400 * SECOND;

    private static final Map<Character, Function<LocalDateTime, String>> EXPECTED = Map.ofEntries(of('A', "EEEE"), of('a', "EEE"), of('B', "MMMM"),
            of('b', "MMM"), of('h', "MMM"), Map.entry('C', t -> "" + t.getYear() / 100), of('c', "EEE MMM ppd HH:mm:ss uuuu"), of('D', "MM/dd/uu"),
            of('x', "MM/dd/uu"), of('d', "dd"), of('e', "ppd"), of('F', "uuuu-MM-dd"), of('H', "HH"), of('I', "hh"), of('j', "DDD"), of('k', "ppH"), of('l', "pph"),
            of('M', "mm"), of('m', "MM"), of('p', "a"), of('R', "HH:mm"), of('r', "hh:mm:ss a"), of('S', "ss"), of('T', "HH:mm:ss"), of('X', "HH:mm:ss"),
            Map.entry('U', t -> week(t, DayOfWeek.SUNDAY)), Map.entry('u', t -> "" + t.getDayOfWeek().getValue()),
            Map.entry('V', t -> "%02d".formatted(t.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR))), of('v', "ppd-MMM-uuuu"),
            Map.entry('W', t -> week(t, DayOfWeek.MONDAY)), Map.entry('w', t -> "" + t.getDayOfWeek().getValue() % 7), of('Y', "uuuu"), of('y', "uu"),
            Map.entry('Z', _ -> "UTC"), Map.entry('z', _ -> "+0000"), Map.entry('n', _ -> "\n"), Map.entry('t', _ -> "\t"), Map.entry('%', _ -> "%"));

    private static Map.Entry<Character, Function<LocalDateTime, String>> of(char directive, String pattern) {
        return Map.entry(directive, DateTimeFormatter.ofPattern(pattern, Locale.US)::format);
    }

    private static String week(LocalDateTime time, DayOfWeek first) {
        int sinceFirst = Math.floorMod(time.getDayOfWeek().getValue() - first.getValue(), 7);
        return "%02d".formatted(time.getDayOfYear() < sinceFirst ? 0 : (time.getDayOfYear() - sinceFirst) / 7 + 1);
    }

    @Test
    void agreesWithTheCalendarOnAllDays() {
        var directives = EXPECTED.keySet().stream().toList();
        var format = TimeFormat.parse(String.join("|é", directives.stream().map(d -> "%" + d).toList()));
        var random = new Random(3);
        for (long day = Long.MIN_VALUE / DAY; day < Long.MAX_VALUE / DAY; day += 1 + random.nextInt(3)) {
            assertAgrees(format, directives, day * DAY + random.nextLong(DAY));
        }
    }

    @Test
    void agreesWithTheCalendarAtTheEnds() {
        var directives = List.of('c', 'A', 'B', 'j', 'V', 'C', 'y', 'r');
        var format = TimeFormat.parse(String.join("|é", directives.stream().map(d -> "%" + d).toList()));
        for (long time : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1, 1, -SECOND, -DAY, DAY - 1, -DAY - 1}) {
            assertAgrees(format, directives, time);
        }
    }

    private static void assertAgrees(TimeFormat format, List<Character> directives, long nanoseconds) {
        var seconds = Math.floorDiv(nanoseconds, SECOND);
        var time = LocalDateTime.ofInstant(Instant.ofEpochSecond(seconds), ZoneOffset.UTC);
        var expected = String.join("|é", directives.stream().map(d -> EXPECTED.get(d).apply(time)).toList());
        assertEquals(expected, format.format(nanoseconds), () -> time.toString());
    }
}
