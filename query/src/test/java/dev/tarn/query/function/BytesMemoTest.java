package dev.tarn.query.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.BytesVector;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A memo gives what the work would give, and works less.
class BytesMemoTest {
    private static final int BATCH_ROWS = 1000;

    // More strings than it keeps.
    @Test
    void forgetsWhatIsTooMuch() {
        var memo = new BytesMemo();
        for (int batch = 0; batch < 300; batch++) {
            var texts = new String[BATCH_ROWS];
            for (int i = 0; i < texts.length; i++) {
                texts[i] = batch + "-" + i;
            }
            var column = BytesVector.ofStrings(PrimitiveType.STRING, texts);
            var results = memo.results(column, row -> column.copy(row));
            for (int row = 0; row < texts.length; row++) {
                assertEquals(texts[row], results.string(row));
            }
        }
    }

    @Test
    void givesWhatTheWorkGives() {
        var random = new Random(1);
        var texts = new String[50_000];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = i % 100 == 0 ? "x".repeat(300 + i % 7) : "" + (long) Math.pow(random.nextInt(200), 2.5);
        }
        var column = BytesVector.ofStrings(PrimitiveType.STRING, texts);
        var memo = new BytesMemo();
        int[] worked = {0};
        for (int from = 0; from < texts.length; from += BATCH_ROWS) {
            int first = from;
            var part = column.gather(IntStream.range(from, Math.min(texts.length, from + BATCH_ROWS)).toArray());
            var results = memo.results(part, row -> {
                worked[0]++;
                return ("<" + part.string(row) + ">").getBytes(StandardCharsets.UTF_8);
            });
            for (int row = 0; row < results.length(); row++) {
                assertEquals("<" + texts[first + row] + ">", results.string(row));
            }
        }
        assertTrue(worked[0] < texts.length / 10, () -> "worked for " + worked[0] + " of " + texts.length);
    }
}
