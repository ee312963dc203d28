package dev.tarn.lake.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tarn.lake.catalog.Encoded;
import dev.tarn.model.CorruptException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeekIndexTest {
    private static final SeekIndex INDEX = new SeekIndex(List.of(
            new SeekIndex.Segment(Encoded.of(new byte[] {1}), Encoded.of(new byte[] {2, 3}), 100, 0, 5000, 20_000, 7),
            new SeekIndex.Segment(Encoded.of(new byte[] {2, 3}), Encoded.of(new byte[] {9}), 50, 5000, 300, 400, -1)));

    @Test
    void comesBack() {
        assertEquals(INDEX, SeekIndex.decode(INDEX.encode(), "object"));
        assertEquals(new SeekIndex(List.of()), SeekIndex.decode(new SeekIndex(List.of()).encode(), "object"));
    }

    /// The bytes on disk must not change without a new version.
    @Test
    void bytesStayWhatTheyAre() {
        assertEquals("0102" + "0101" + "020203" + "64" + "8827" + "a09c01" + "00000007"
                + "020203" + "0109" + "32" + "ac02" + "9003" + "ffffffff", HexFormat.of().formatHex(INDEX.encode()));
    }

    @Test
    void refusesNonsenseWithoutHarm() {
        byte[] bytes = INDEX.encode();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(CorruptException.class, () -> SeekIndex.decode(cut, "object"));
        }
        assertThrows(CorruptException.class, () -> SeekIndex.decode(Arrays.copyOf(bytes, bytes.length + 1), "object"));
        var random = new Random(1);
        for (int round = 0; round < 5000; round++) {
            byte[] changed = bytes.clone();
            changed[random.nextInt(bytes.length)] = (byte) random.nextInt();
            try {
                SeekIndex.decode(changed, "object");
            } catch (CorruptException _) {
                // What is expected of most of them.
            }
        }
    }
}
