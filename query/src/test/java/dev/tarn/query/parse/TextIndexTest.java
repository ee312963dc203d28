package dev.tarn.query.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextIndexTest {
    private static final String[] CHARACTERS = {"a", "b", "ä", "日", "\uD83D\uDE00", "\n", "\r\n"};

    @Test
    void findsLinesAndBytes() {
        var random = new Random(1);
        for (int round = 0; round < 50; round++) {
            var builder = new StringBuilder();
            for (int i = random.nextInt(700); i > 0; i--) {
                builder.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
            }
            String text = builder.toString();
            var index = new TextIndex(text);
            for (int offset = 0; offset <= text.length(); offset++) {
                if (offset < text.length() && Character.isLowSurrogate(text.charAt(offset))) {
                    continue;
                }
                String before = text.substring(0, offset);
                int bytes = before.getBytes(StandardCharsets.UTF_8).length;
                assertEquals(bytes, index.bytes(offset));
                assertEquals(offset, index.offset(bytes));
                int line = index.line(offset);
                assertEquals(before.chars().filter(c -> c == '\n').count(), line);
                assertEquals(before.lastIndexOf('\n') + 1, index.start(line));
                int end = text.indexOf('\n', offset);
                assertEquals(end < 0 ? text.length() : end, index.end(line));
            }
        }
    }

    @Test
    void takesWhatIsBehindTheTextForItsEnd() {
        var index = new TextIndex("日\n");
        assertEquals(4, index.bytes(100));
        assertEquals(2, index.offset(100));
        assertEquals(0, index.offset(-1));
    }
}
