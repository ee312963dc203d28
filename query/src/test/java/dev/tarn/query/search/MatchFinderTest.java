package dev.tarn.query.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The finder finds what RE2/J finds.
class MatchFinderTest {
    private static final List<String> PIECES = List.of("a", "b", "ab", "c", "\n", "_", ".", "*", "+", "?", "|", "|", "(", ")", "(?:", "(?i)", "(?s)", "(?m)", "(?U)",
            "(?U:", "^", "$", "\\b", "\\B", "\\A", "\\z", "\\d", "\\W", "[ab]", "[^a]", "[a-k]", "{2}", "{1,2}", "{1,}", "{0,2}", "a*?", "b+?", "a??", "(a|ab)", "b{1,2}?");
    private static final List<String> TEXTS = List.of("a", "b", "ab", "c", "A", "\n", " ", "_", "0");

    @Test
    void agreesWithRe2jOnRandomExpressions() {
        var random = new Random(11);
        int understood = 0;
        int matches = 0;
        for (int round = 0; round < 30_000; round++) {
            var regexp = text(random, PIECES, 7);
            var finder = finder(regexp);
            if (finder.isEmpty()) {
                continue;
            }
            understood++;
            var pattern = Pattern.compile(regexp);
            for (int i = 0; i < 8; i++) {
                var text = text(random, TEXTS, 9);
                byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
                var matcher = pattern.matcher(text);
                for (int from = 0; from <= text.length(); from++) {
                    int place = from;
                    boolean expected = matcher.find(from);
                    matches += expected ? 1 : 0;
                    assertEquals(expected, finder.get().find(ascii, from), () -> regexp + " in " + text + " from " + place);
                    if (expected) {
                        assertEquals(matcher.start() + "-" + matcher.end(), finder.get().start() + "-" + finder.get().end(),
                                () -> regexp + " in " + text + " from " + place);
                    }
                }
                assertFalse(finder.get().isTooLarge());
            }
        }
        assertTrue(understood > 5_000 && matches > 100_000, understood + " expressions, " + matches + " matches");
    }

    @Test
    void saysThatItIsTooLargeInsteadOfGrowing() {
        var finder = finder("a[ab]{20}c|b[ab]{20}d").orElseThrow();
        var random = new Random(3);
        var text = new byte[100_000];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) ('a' + random.nextInt(2));
        }
        finder.find(text, 0);
        assertTrue(finder.isTooLarge());
    }

    @Test
    void leavesTheRepetitionOfNothingToOthers() {
        assertTrue(finder("(a*)+").isEmpty());
        assertTrue(finder("(|a)*").isEmpty());
        assertTrue(finder("(a*)?b").isPresent());
    }

    private static Optional<MatchFinder> finder(String regexp) {
        try {
            Pattern.compile(regexp);
            return RegexpParser.parse(regexp).flatMap(MatchFinder::of);
        } catch (PatternSyntaxException _) {
            return Optional.empty();
        }
    }

    private static String text(Random random, List<String> pieces, int maxPieces) {
        var text = new StringBuilder();
        for (int i = random.nextInt(maxPieces + 1); i > 0; i--) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        return text.toString();
    }
}
