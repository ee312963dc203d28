package dev.tarn.query.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.BytesVector;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A memo gives what the work would give, and works less.
class BytesMemoTest {
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
        for (int row = 0; row < texts.length; row++) {
            byte[] result = memo.get(column, row, number -> {
                worked[0]++;
                return ("<" + column.string(number) + ">").getBytes(StandardCharsets.UTF_8);
            });
            assertEquals("<" + texts[row] + ">", new String(result, StandardCharsets.UTF_8));
        }
        assertTrue(worked[0] < texts.length / 10, () -> "worked for " + worked[0] + " of " + texts.length);
    }
}
