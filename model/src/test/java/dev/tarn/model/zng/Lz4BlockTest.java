package dev.tarn.model.zng;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.model.InputException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Lz4BlockTest {
    private final Lz4Block lz4 = new Lz4Block();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 13, 14, 15, 16, 100, 65_535, 65_536, 65_537, 70_000, 300_000})
    void whatIsCompressedDecompressesToTheSame(int length) {
        for (int kind = 0; kind < 6; kind++) {
            byte[] source = data(kind, length, length + kind);
            var compressed = new byte[length];
            int size = lz4.compress(source, 0, length, compressed, length);
            assertTrue(size <= length);
            if (size > 0) {
                assertArrayEquals(source, decompress(compressed, size, length));
            }
        }
    }

    @Test
    void rangesOfArraysAreCompressedAsTheArraysThemselves() {
        byte[] source = data(1, 5000, 1);
        var whole = new byte[5000];
        int size = lz4.compress(source, 0, 5000, whole, 5000);
        var shifted = new byte[6000];
        System.arraycopy(source, 0, shifted, 777, 5000);
        var other = new byte[5000];
        assertEquals(size, lz4.compress(shifted, 777, 5000, other, 5000));
        assertArrayEquals(whole, other);
        var target = new byte[6000];
        Lz4Block.decompress(whole, 0, size, target, 500, 5000);
        assertArrayEquals(source, Arrays.copyOfRange(target, 500, 5500));
    }

    @Test
    void resultLongerThanAllowedIsNone() {
        byte[] source = data(1, 5000, 1);
        var compressed = new byte[5000];
        int size = lz4.compress(source, 0, 5000, compressed, 5000);
        assertEquals(size, lz4.compress(source, 0, 5000, compressed, size));
        assertEquals(0, lz4.compress(source, 0, 5000, compressed, size - 1));
    }

    // The choices are part of what users see. These lengths and checksums are never made anew.
    @ParameterizedTest
    @CsvSource({
        "0, 15, 0, 0",
        "0, 300, 0, 0",
        "0, 70000, 0, 0",
        "0, 200000, 0, 0",
        "1, 15, 0, 0",
        "1, 300, 167, e1db5fb0",
        "1, 70000, 26664, 5515a58f",
        "1, 200000, 75788, a40fe3ab",
        "2, 15, 0, 0",
        "2, 300, 21, 8fa6fafd",
        "2, 70000, 297, e1c74250",
        "2, 200000, 807, 74b066d7",
        "3, 15, 0, 0",
        "3, 300, 0, 0",
        "3, 70000, 56585, c4cce7cc",
        "3, 200000, 159989, 7baf1951",
        "4, 15, 0, 0",
        "4, 300, 37, 12f9cb86",
        "4, 70000, 35527, 19f09161",
        "4, 200000, 101522, 941af1a6",
        "5, 15, 0, 0",
        "5, 300, 210, 1ccf0476",
        "5, 70000, 46733, fe878cbb",
        "5, 200000, 133110, 68e2393a"
    })
    void choicesStayTheSame(int kind, int length, int size, String checksum) {
        byte[] source = data(kind, length, 42);
        var compressed = new byte[length];
        int actual = lz4.compress(source, 0, length, compressed, length);
        var crc = new CRC32();
        crc.update(compressed, 0, actual);
        assertEquals(size + " " + checksum, actual + " " + Long.toHexString(crc.getValue()));
    }

    @Test
    void sequenceOfAKnownBlockIsAsExpected() {
        byte[] source = "abcdabcdabcdabcdabcdabcdabcdabcd".getBytes(StandardCharsets.US_ASCII);
        var compressed = new byte[source.length];
        int size = lz4.compress(source, 0, source.length, compressed, source.length);
        // Four literals and a match of 12 bytes four back; one of 4 bytes twelve back; 12 literals.
        assertEquals("48616263640400" + "000c00" + "c0616263646162636461626364", Zng.hex(Arrays.copyOf(compressed, size)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            f0         | 20 | malformed LZ4 block at byte 1: a length does not end
            20 61      | 2  | malformed LZ4 block at byte 1: too many literals
            20 61 62   | 1  | malformed LZ4 block at byte 1: too many literals
            20 61 62   | 3  | malformed LZ4 block at byte 3: it has 2 bytes instead of 3
            10 61 01   | 9  | malformed LZ4 block at byte 2: it ends within a match
            10 61 0000 | 9  | malformed LZ4 block at byte 4: a match of 4 bytes at distance 0
            10 61 0200 | 9  | malformed LZ4 block at byte 4: a match of 4 bytes at distance 2
            10 61 0100 | 4  | malformed LZ4 block at byte 4: a match of 4 bytes at distance 1
            1f 61 0100 | 90 | malformed LZ4 block at byte 4: a length does not end
            """)
    void malformedBlocksAreErrors(String hex, int length, String message) {
        byte[] block = Zng.hex(hex);
        var e = assertThrows(InputException.class, () -> decompress(block, block.length, length));
        assertEquals(message, e.getMessage());
    }

    @Test
    void anyBytesEndInAnErrorOrAResult() {
        var random = new Random(1);
        for (int i = 0; i < 50_000; i++) {
            var block = new byte[random.nextInt(30)];
            random.nextBytes(block);
            try {
                decompress(block, block.length, random.nextInt(100));
            } catch (InputException _) {
                // Anything else fails the test.
            }
        }
    }

    private static byte[] decompress(byte[] block, int size, int length) {
        var target = new byte[length];
        Lz4Block.decompress(block, 0, size, target, 0, length);
        return target;
    }

    private static byte[] data(int kind, int length, long seed) {
        var random = new Random(seed);
        var bytes = new byte[length];
        switch (kind) {
            case 0 -> random.nextBytes(bytes);
            case 1 -> {
                var words = "alpha beta gamma delta epsilon zeta eta theta".split(" ");
                var text = new StringBuilder();
                while (text.length() < length) {
                    text.append(words[random.nextInt(words.length)]).append(random.nextInt(3) == 0 ? "," : " ");
                }
                System.arraycopy(text.toString().getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, length);
            }
            case 2 -> Arrays.fill(bytes, (byte) 7);
            case 3 -> {
                for (int i = 0; i < length; i++) {
                    bytes[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt(256) : i);
                }
            }
            case 4 -> {
                for (int i = 0; i < length; i++) {
                    bytes[i] = (byte) (i / 1000 % 2 == 0 ? i % 17 : random.nextInt(256));
                }
            }
            default -> {
                for (int i = 0; i + 8 <= length; i += 8) {
                    long value = 1_700_000_000_000L + i * 1000L + random.nextInt(100);
                    for (int k = 0; k < 8; k++) {
                        bytes[i + k] = (byte) (value >>> 8 * k);
                    }
                }
            }
        }
        return bytes;
    }
}
