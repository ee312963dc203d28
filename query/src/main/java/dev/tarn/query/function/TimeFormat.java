package dev.tarn.query.function;

import dev.tarn.model.InputException;
import dev.tarn.model.LimitException;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.Validity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A format of `strftime`, made ready: directives and the text between them. Times are in UTC, names are English.
///
/// Most texts are all of one length, with digits at known places: the rest is copied. `%Y-%m-%d %H:%M:%S` takes 77 ns where text was appended
/// part by part from the JDK's fields in 409 (2026-11, JDK 25). For one thread at a time.
final class TimeFormat {
    private static final byte[][] WEEKDAYS = words("Sunday Monday Tuesday Wednesday Thursday Friday Saturday");
    private static final byte[][] MONTHS =
            words("January February March April May June July August September October November December");
    private static final byte[][] HALVES = words("AM PM");
    private static final int SHORT_NAME = 3;
    private static final int MAX_BYTES = Integer.MAX_VALUE - 16;

    /// A part of a format; texts hold the parts one after another.
    private sealed interface Part {
        /// Returns the number of bytes that a text may have here.
        int maxLength();

        /// Writes what the calendar says; returns the place behind it.
        int write(int[] fields, byte[] out, int at);
    }

    /// Text with numbers at known places in it.
    ///
    /// @param text has a byte for each digit
    private record Numbers(byte[] text, Number[] numbers) implements Part {
        @Override
        public int maxLength() {
            return text.length;
        }

        @Override
        public int write(int[] fields, byte[] out, int at) {
            System.arraycopy(text, 0, out, at, text.length);
            for (var number : numbers) {
                number.write(fields, out, at);
            }
            return at + text.length;
        }
    }

    /// A number of one digit or two.
    ///
    /// @param filler what is written for the first of two digits if it is 0; 0 if there is one digit
    private record Number(int field, int place, byte filler) {
        void write(int[] fields, byte[] out, int at) {
            int number = fields[field];
            int to = at + place;
            if (filler != 0) {
                int tens = number / 10;
                out[to++] = tens == 0 ? filler : (byte) ('0' + tens);
                number -= tens * 10;
            }
            out[to] = (byte) ('0' + number);
        }
    }

    /// A name of a number.
    private record Name(int field, byte[][] names) implements Part {
        @Override
        public int maxLength() {
            return Arrays.stream(names).mapToInt(name -> name.length).max().orElse(0);
        }

        @Override
        public int write(int[] fields, byte[] out, int at) {
            byte[] name = names[fields[field]];
            System.arraycopy(name, 0, out, at, name.length);
            return at + name.length;
        }
    }

    private final Part[] parts;
    private final int maxLength;
    private final boolean hasWeeks;
    private final int[] fields = CalendarFields.create();

    private TimeFormat(List<Part> parts, boolean hasWeeks) {
        this.parts = parts.toArray(Part[]::new);
        this.hasWeeks = hasWeeks;
        maxLength = parts.stream().mapToInt(Part::maxLength).sum();
    }

    private static byte[][] words(String words) {
        return Arrays.stream(words.split(" ")).map(word -> word.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);
    }

    private static byte[][] shortened(byte[][] names) {
        return Arrays.stream(names).map(name -> Arrays.copyOf(name, SHORT_NAME)).toArray(byte[][]::new);
    }

    /// Makes a format ready.
    ///
    /// @throws InputException if there is an unknown directive in it
    static TimeFormat parse(String format) {
        var parser = new Parser();
        parser.parse(format);
        return parser.finish();
    }

    private static final class Parser {
        private final List<Part> parts = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private final List<Number> numbers = new ArrayList<>();
        private int length;
        private boolean hasWeeks;

        void parse(String format) {
            for (int at = 0; at < format.length(); at++) {
                int c = format.codePointAt(at);
                if (c == '%') {
                    if (++at == format.length()) {
                        throw new InputException("stray % at the end of pattern");
                    }
                    directive(format.charAt(at));
                } else {
                    text(Character.toString(c));
                    at += Character.charCount(c) - 1;
                }
            }
        }

        TimeFormat finish() {
            endNumbers();
            return new TimeFormat(parts, hasWeeks);
        }

        private void text(String characters) {
            text.append(characters);
            length += characters.getBytes(StandardCharsets.UTF_8).length;
        }

        private void two(int field) {
            two(field, '0');
        }

        private void two(int field, char filler) {
            numbers.add(new Number(field, length, (byte) filler));
            text("00");
        }

        private void one(int field) {
            numbers.add(new Number(field, length, (byte) 0));
            text("0");
        }

        private void week(int field) {
            hasWeeks = true;
            two(field);
        }

        private void name(int field, byte[][] names) {
            endNumbers();
            parts.add(new Name(field, names));
        }

        private void endNumbers() {
            if (length > 0) {
                parts.add(new Numbers(text.toString().getBytes(StandardCharsets.UTF_8), numbers.toArray(Number[]::new)));
            }
            text.setLength(0);
            numbers.clear();
            length = 0;
        }

        private void directive(char directive) {
            switch (directive) {
                case 'A' -> name(CalendarFields.WEEKDAY, WEEKDAYS);
                case 'a' -> name(CalendarFields.WEEKDAY, shortened(WEEKDAYS));
                case 'B' -> name(CalendarFields.MONTH_INDEX, MONTHS);
                case 'b', 'h' -> name(CalendarFields.MONTH_INDEX, shortened(MONTHS));
                case 'C' -> two(CalendarFields.CENTURY);
                case 'c' -> parse("%a %b %e %H:%M:%S %Y");
                case 'D', 'x' -> parse("%m/%d/%y");
                case 'd' -> two(CalendarFields.DAY);
                case 'e' -> two(CalendarFields.DAY, ' ');
                case 'F' -> parse("%Y-%m-%d");
                case 'H' -> two(CalendarFields.HOUR);
                case 'I' -> two(CalendarFields.HOUR_OF_HALF);
                case 'j' -> {
                    one(CalendarFields.DAY_OF_YEAR_HUNDREDS);
                    two(CalendarFields.DAY_OF_YEAR_REST);
                }
                case 'k' -> two(CalendarFields.HOUR, ' ');
                case 'l' -> two(CalendarFields.HOUR_OF_HALF, ' ');
                case 'M' -> two(CalendarFields.MINUTE);
                case 'm' -> two(CalendarFields.MONTH);
                case 'n' -> text("\n");
                case 'p' -> name(CalendarFields.HALF, HALVES);
                case 'R' -> parse("%H:%M");
                case 'r' -> parse("%I:%M:%S %p");
                case 'S' -> two(CalendarFields.SECOND);
                case 'T', 'X' -> parse("%H:%M:%S");
                case 't' -> text("\t");
                case 'U' -> week(CalendarFields.WEEK_FROM_SUNDAY);
                case 'u' -> one(CalendarFields.ISO_WEEKDAY);
                case 'V' -> week(CalendarFields.ISO_WEEK);
                case 'v' -> parse("%e-%b-%Y");
                case 'W' -> week(CalendarFields.WEEK_FROM_MONDAY);
                case 'w' -> one(CalendarFields.WEEKDAY);
                case 'Y' -> {
                    two(CalendarFields.CENTURY);
                    two(CalendarFields.YEAR_OF_CENTURY);
                }
                case 'y' -> two(CalendarFields.YEAR_OF_CENTURY);
                case 'Z' -> text("UTC");
                case 'z' -> text("+0000");
                case '%' -> text("%");
                default -> throw new InputException(
                        "pattern compilation failed: lookup failed: '%" + directive + "' was not found in specification set");
            }
        }
    }

    /// Returns a time as text.
    ///
    /// @param nanoseconds since 1970-01-01T00:00:00Z
    String format(long nanoseconds) {
        var out = new byte[maxLength];
        return new String(out, 0, write(nanoseconds, out, 0), StandardCharsets.UTF_8);
    }

    /// Returns times as texts.
    ///
    /// @param nanoseconds since 1970-01-01T00:00:00Z, as many as `count` or more
    /// @throws LimitException if they do not fit in an array
    BytesVector format(long[] nanoseconds, int count) {
        long size = (long) maxLength * count;
        if (size > MAX_BYTES) {
            throw new LimitException("times as text do not fit in 2 GiB: " + size + " bytes");
        }
        var out = new byte[(int) size];
        var starts = new int[count];
        var lengths = new int[count];
        int at = 0;
        for (int i = 0; i < count; i++) {
            starts[i] = at;
            at = write(nanoseconds[i], out, at);
            lengths[i] = at - starts[i];
        }
        return new BytesVector(PrimitiveType.STRING, out, starts, lengths, count, Validity.ALL);
    }

    private int write(long nanoseconds, byte[] out, int at) {
        CalendarFields.set(fields, nanoseconds);
        if (hasWeeks) {
            CalendarFields.setWeeks(fields);
        }
        int to = at;
        for (var part : parts) {
            to = part.write(fields, out, to);
        }
        return to;
    }
}
