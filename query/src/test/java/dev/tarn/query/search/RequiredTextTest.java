package dev.tarn.query.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whatever an expression matches has the text that is said to be required.
class RequiredTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = ' ', quoteCharacter = '"', value = {
        "abc abc", "a.bc bc", "abc* ab", "abc+de abc", "abcd+efgh defgh", "ab?cd cd", "\\/que+ue-[0-9a-f]*7[.]dat \"7.dat\"",
        "[.]dat .dat", "a(b|c)def def", "a[b]c abc", "a\\.b a.b", "ab\\dcde cde", "^abc$ abc", "ab+?cd bcd", "x.*?yz yz",
        "a(bc)d abcd", "a((?i)b)cde cde", "abc{0} ab", "\\Qa*\\E a*", "\\x41b Ab", "[[:alpha:]]abc abc", ".{0}abc abc", "(ab(c|d))+ ab", "xa{2,5}b xa",
    })
    void findsTheLongest(String regexp, String text) {
        assertEquals(Optional.of(text), RequiredText.ofRegexp(regexp));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', quoteCharacter = '"', value = {
        "a|b", "(?i)abc", "a*", "(abc", "[abc", "\\pLabc", "(ab)?", "[ab]+",
    })
    void staysAwayFromWhatItDoesNotUnderstand(String regexp) {
        assertEquals(Optional.empty(), RequiredText.ofRegexp(regexp));
    }

    @Test
    void isInEveryMatch() {
        var random = new Random(1);
        int found = 0;
        for (int round = 0; round < 200_000; round++) {
            var regexp = text(random, "ab.*+?^$[]()\\|c-", 8);
            var required = RequiredText.ofRegexp(regexp);
            if (required.isEmpty() || !isValid(regexp)) {
                continue;
            }
            var pattern = Regexps.compile(regexp);
            for (int i = 0; i < 20; i++) {
                var text = text(random, "ab.c-*", 6);
                if (pattern.matcher(text).find()) {
                    found++;
                    assertTrue(text.contains(required.get()), () -> regexp + " matches " + text + " without " + required.get());
                }
            }
        }
        assertTrue(found > 1000, "matches found: " + found);
    }

    private static boolean isValid(String regexp) {
        try {
            Regexps.compile(regexp);
            return true;
        } catch (com.google.re2j.PatternSyntaxException _) {
            return false;
        }
    }

    private static String text(Random random, String letters, int maxLength) {
        var text = new StringBuilder();
        for (int i = random.nextInt(maxLength + 1); i > 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}
