package dev.tarn.query.function;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads dates and times as people and programs write them. Without a zone they are in UTC; month goes before day.
final class DateText {
    private static final long SECOND = 1_000_000_000;
    private static final String CLOCK = "[[ ]['T']H:mm[:ss]]";
    private static final List<DateTimeFormatter> FORMATS = List.of(
            format("yyyy-M-d" + CLOCK),
            format("yyyy/M/d" + CLOCK),
            format("M/d/yyyy" + CLOCK),
            format("d MMM yyyy" + CLOCK),
            format("d MMMM yyyy" + CLOCK),
            format("MMM d[,] yyyy" + CLOCK),
            format("MMMM d[,] yyyy" + CLOCK));

    private DateText() {}

    private static DateTimeFormatter format(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                // Twelve hours first: the longer form would stop before AM.
                .appendOptional(DateTimeFormatter.ofPattern(pattern.replace(CLOCK, "") + " h:mm[:ss] a", Locale.US))
                .appendOptional(new DateTimeFormatterBuilder()
                        .parseCaseInsensitive()
                        .appendPattern(pattern)
                        .optionalStart()
                        .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
                        .optionalEnd()
                        .appendPattern("[ ][XXX][XX][X]")
                        .toFormatter(Locale.US))
                .toFormatter(Locale.US);
    }

    /// Returns the time that a text is, in nanoseconds since 1970-01-01T00:00:00Z; empty if it is none that is known.
    static OptionalLong parse(String text) {
        var trimmed = text.strip();
        if (trimmed.isEmpty()) {
            return OptionalLong.empty();
        }
        for (var format : FORMATS) {
            try {
                return nanoseconds(format.parse(trimmed));
            } catch (DateTimeException | ArithmeticException _) {
                // Not in this form, or out of range; another may do.
            }
        }
        return OptionalLong.empty();
    }

    private static OptionalLong nanoseconds(TemporalAccessor parsed) {
        var date = parsed.query(TemporalQueries.localDate());
        if (date == null) {
            return OptionalLong.empty();
        }
        var time = Optional.ofNullable(parsed.query(TemporalQueries.localTime())).orElse(LocalTime.MIDNIGHT);
        var zone = Optional.ofNullable(parsed.query(TemporalQueries.offset())).orElse(ZoneOffset.UTC);
        Instant instant = LocalDate.from(date).atTime(time).toInstant(zone);
        return OptionalLong.of(
                Math.addExact(Math.multiplyExact(instant.getEpochSecond(), SECOND), instant.getNano()));
    }
}
