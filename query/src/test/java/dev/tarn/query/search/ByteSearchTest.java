package dev.tarn.query.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A search finds what comparing at every place finds, wherever the range begins and ends.
class ByteSearchTest {
    @Test
    void findsWhatComparingFinds() {
        var random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            var text = text(random, random.nextInt(60));
            var pattern = text(random, random.nextInt(5));
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);
            var range = text.substring(from, to);
            assertEquals(range.contains(pattern),
                    ByteSearch.exact(pattern.getBytes(StandardCharsets.ISO_8859_1)).isIn(bytes, from, to - from),
                    () -> "'" + pattern + "' in '" + range + "'");
            if (pattern.chars().allMatch(c -> c < 0x80)) {
                assertEquals(lower(range).contains(lower(pattern)),
                        ByteSearch.ignoringCase(pattern).isIn(bytes, from, to - from),
                        () -> "'" + pattern + "' in '" + range + "', whatever the case");
            }
        }
    }

    // Few letters, so that there are many near misses, and neighbours of letters that differ from them by the bit of the case.
    private static String text(Random random, int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append("aAbB@`[{\u00c1\u0000".charAt(random.nextInt(10)));
        }
        return text.toString();
    }

    private static String lower(String text) {
        var out = new StringBuilder();
        for (char c : text.toCharArray()) {
            out.append(c < 0x80 ? String.valueOf(c).toLowerCase(Locale.ROOT) : c);
        }
        return out.toString();
    }
}
