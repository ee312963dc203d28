package dev.tarn.query.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The automaton says what RE2/J says.
class RegexpSearchTest {
    private static final List<String> PIECES = List.of("a", "b", "ab", "k", "S", "é", "😀", "\n", " ", "_", ".", "*", "+", "?", "|", "(", ")", "(?:", "(?i)",
            "(?s)", "(?m)", "(?i:", "(?-i:", "(?P<n>", "^", "$", "\\b", "\\B", "\\A", "\\z", "\\d", "\\W", "\\s", "[ab]", "[^a]", "[^\\n]", "[a-k]", "[[:alpha:]]",
            "[[:^word:]é]", "[\\W_]", "[]a-]", "[^]]", "{2}", "{0}", "{1,2}", "{1,}", "{,2}", "{", "a*?", "b+?", "\\x41", "\\x{e9}", "\\.", "\\Qa*b\\E", "\\n", "[é-ü]");
    private static final List<String> FEW = List.of("a", "b", "^", "$", "\\b", "\\B", "\n", ".", "(", ")", "|", "*", "?");
    private static final List<String> FLAGS = List.of("", "(?m)", "(?i)", "(?s)", "(?im)");
    private static final List<String> FEW_TEXTS = List.of("a", "b", "\n", "é");
    private static final List<String> TEXTS = List.of("a", "b", "k", "K", "\u212a", "s", "S", "\u017f", "A", "é", "ü", "É", "😀", "\n", " ", "_", "0", ".", "]", "-", "{", "*");

    @Test
    void agreesWithRe2jOnRandomExpressions() {
        var random = new Random(7);
        int understood = 0;
        int matches = 0;
        for (int round = 0; round < 20_000; round++) {
            var regexp = FLAGS.get(random.nextInt(FLAGS.size())) + text(random, random.nextBoolean() ? PIECES : FEW, 7);
            if (!isValid(regexp)) {
                continue;
            }
            var automaton = RegexpParser.parse(regexp).flatMap(LazyAutomaton::of);
            understood += automaton.isPresent() ? 1 : 0;
            var pattern = Pattern.compile(regexp);
            var search = RegexpSearch.of(regexp);
            for (int i = 0; i < 12; i++) {
                var text = text(random, random.nextBoolean() ? TEXTS : FEW_TEXTS, 8);
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                boolean expected = pattern.matcher(text).find();
                matches += expected ? 1 : 0;
                if (automaton.isPresent()) {
                    var answer = expected ? LazyAutomaton.Answer.MATCH : LazyAutomaton.Answer.NO_MATCH;
                    assertEquals(answer, automaton.get().find(utf8, 0, utf8.length), () -> regexp + " in " + text);
                }
                assertEquals(expected, search.isIn(utf8, 0, utf8.length), () -> regexp + " in " + text);
            }
        }
        assertTrue(understood > 5_000 && matches > 30_000, understood + " expressions, " + matches + " matches");
    }

    @Test
    void leavesToRe2jWhatIsNoUtf8() {
        var random = new Random(8);
        int unknown = 0;
        for (int round = 0; round < 30_000; round++) {
            var regexp = text(random, List.of("a", "b", ".", "[^a]", "é", "*", "b+", "(a|é)", "$", "\\x{fffd}", "😀"), 5);
            if (!isValid(regexp)) {
                continue;
            }
            var bytes = new byte[random.nextInt(8)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (random.nextInt(3) > 0 ? 'a' + random.nextInt(2) : 0x80 + random.nextInt(0x80));
            }
            boolean isUtf8 = Arrays.equals(bytes, new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
            var answer = LazyAutomaton.of(RegexpParser.parse(regexp).orElseThrow()).orElseThrow().find(bytes, 0, bytes.length);
            var required = ByteSearch.exact(RequiredText.ofRegexp(regexp).orElse(""));
            boolean expected = required.isIn(bytes, 0, bytes.length) && Pattern.compile(regexp).matcher(bytes).find();
            unknown += answer == LazyAutomaton.Answer.UNKNOWN ? 1 : 0;
            assertTrue(!isUtf8 || answer != LazyAutomaton.Answer.UNKNOWN, () -> regexp + " in " + Arrays.toString(bytes));
            if (!isUtf8) {
                assertEquals(expected, RegexpSearch.of(regexp).isIn(bytes, 0, bytes.length), () -> regexp + " in " + Arrays.toString(bytes));
            }
        }
        assertTrue(unknown > 300, "unknown: " + unknown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a*)*c", "(a|b)*a(a|b){20}c", "(a|aa)+c", "((a?){50}){20}c", "([ab]{1,30}){1,30}c", "(x+x+)+y", "(a|b|ab)*(ba){100}c"})
    void staysLinear(String regexp) {
        var search = RegexpSearch.of(regexp);
        var text = new byte[200_000];
        var random = new Random(1);
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) ('a' + random.nextInt(2));
        }
        long begin = System.nanoTime();
        assertEquals(false, search.isIn(text, 0, text.length));
        long milliseconds = (System.nanoTime() - begin) / 1_000_000;
        assertTrue(milliseconds < 20_000, regexp + " took ms: " + milliseconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(((){1000}){1000}){1000}", "((((a{9}){9}){9}){9}){9}", "((((((((x*)*)*)*)*)*)*)*)*"})
    void staysSmall(String regexp) {
        RegexpParser.parse(regexp).flatMap(LazyAutomaton::of);
    }

    @Test
    void forgetsAndGoesOn() {
        var regexp = "(a|b)*a(a|b){9}c";
        var automaton = LazyAutomaton.of(RegexpParser.parse(regexp).orElseThrow()).orElseThrow();
        var pattern = Pattern.compile(regexp);
        var random = new Random(2);
        int known = 0;
        for (int round = 0; round < 3_000; round++) {
            var text = text(random, List.of("a", "b", "ab", "c"), 40);
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            var answer = automaton.find(utf8, 0, utf8.length);
            if (answer != LazyAutomaton.Answer.UNKNOWN) {
                known++;
                assertEquals(pattern.matcher(text).find(), answer == LazyAutomaton.Answer.MATCH);
            }
        }
        assertTrue(known > 100, "known: " + known);
    }

    private static boolean isValid(String regexp) {
        try {
            Pattern.compile(regexp);
            return true;
        } catch (PatternSyntaxException _) {
            return false;
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
