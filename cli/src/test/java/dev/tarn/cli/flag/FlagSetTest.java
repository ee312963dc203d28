package dev.tarn.cli.flag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagSetTest {
    private final FlagSet flags = new FlagSet();
    private final Flag<Boolean> z = flags.toggle("z", false, "");
    private final Flag<Boolean> e = flags.toggle("e", true, "");
    private final Flag<String> f = flags.text("f", "zng", "");
    private final Flag<Integer> pretty = flags.integer("pretty", 4, "");
    private final Flag<Long> size = flags.size("size", 1, "1B", "");
    private final Flag<Duration> interval = flags.duration("interval", Duration.ZERO, "0s", "");
    private final Flag<Character> delimiter = flags.character("csv.delim", ',', "CSV field delimiter", "");
    private final Flag<List<String>> includes = flags.texts("I", "");

    @Test
    void everyFormOfAFlagIsRead() throws FlagException {
        List<String> rest = flags.parse(List.of("-z", "--e=false", "-f", "json", "--pretty=2", "-I", "a", "-I=b", "query", "-z=x"));
        assertTrue(z.value());
        assertFalse(e.value());
        assertEquals("json", f.value());
        assertEquals(2, pretty.value());
        assertEquals(List.of("a", "b"), includes.value());
        assertEquals(List.of("query", "-z=x"), rest);
        assertTrue(f.given());
        assertFalse(size.given());
    }

    @ParameterizedTest
    @CsvSource({"-z|--|-f, -f", "-z|-|-f, -|-f", "-z|true, true", "'',''", "-f|-z|x, x", "-f||x, x"})
    void flagsEndAtTheFirstArgumentThatIsNone(String line, String rest) throws FlagException {
        assertEquals(split(rest), flags.parse(split(line)));
    }

    private static List<String> split(String line) {
        return line.isEmpty() ? List.of() : List.of(line.split("\\|"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "-bogus=1; flag provided but not defined: -bogus",
        "-f; flag needs an argument: -f",
        "---f; bad flag syntax: ---f",
        "-=f; bad flag syntax: -=f",
        "--=f; bad flag syntax: --=f",
        "-e=maybe; invalid boolean value \"maybe\" for -e: parse error",
        "-pretty=x; invalid value \"x\" for flag -pretty: parse error",
        "-pretty=08; invalid value \"08\" for flag -pretty: parse error",
        "-pretty=; invalid value \"\" for flag -pretty: parse error",
        "-pretty=99999999999999999999; invalid value \"99999999999999999999\" for flag -pretty: value out of range",
        "-csv.delim=ab; invalid value \"ab\" for flag -csv.delim: CSV field delimiter must be exactly one character",
        "-size=10; invalid value \"10\" for flag -size: units: unknown unit  in 10",
        "-size=1mb; invalid value \"1mb\" for flag -size: units: unknown unit mb in 1mb",
        "-size=1 MB; invalid value \"1 MB\" for flag -size: units: unknown unit  MB in 1 MB",
        "-size=x; invalid value \"x\" for flag -size: units: invalid x",
        "-size=99999999EB; invalid value \"99999999EB\" for flag -size: units: overflow parsing unit",
        "-interval=10; invalid value \"10\" for flag -interval: parse error",
        "-interval=1d; invalid value \"1d\" for flag -interval: parse error",
    })
    void aWrongFlagIsNamed(String argument, String message) {
        assertEquals(message, assertThrows(FlagException.class, () -> flags.parse(List.of(argument))).getMessage());
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1B,1", "1KB,1000", "1kB,1000", "1KiB,1024", "1.5MB,1500000", ".5MiB,524288", "1MB500KB,1500000",
        "-1GiB,-1073741824", "+2TB,2000000000000", "7EiB,8070450532247928832"})
    void sizesNeedTheirUnit(String text, long bytes) throws FlagException {
        flags.parse(List.of("-size", text));
        assertEquals(bytes, size.value());
    }

    @ParameterizedTest
    @CsvSource({"0,PT0S", "1m,PT1M", "1h2m3.5s,PT1H2M3.5S", "-1s,PT-1S", ".5s,PT0.5S", "1us,PT0.000001S", "1µs,PT0.000001S"})
    void durationsNeedTheirUnit(String text, Duration duration) throws FlagException {
        flags.parse(List.of("-interval", text));
        assertEquals(duration, interval.value());
    }

    @ParameterizedTest
    @CsvSource({"0,0", "-5,-5", "+5,5", "0x10,16", "0b11,3", "0o17,15", "017,15"})
    void integersMayHaveABase(String text, int value) throws FlagException {
        flags.parse(List.of("-pretty", text));
        assertEquals(value, pretty.value());
    }

    @Test
    void aDelimiterIsOneCharacter() throws FlagException {
        flags.parse(List.of("-csv.delim=\t"));
        assertEquals('\t', delimiter.value());
    }
}
