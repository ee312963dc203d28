package dev.tarn.model.zng;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.model.InputException;
import dev.tarn.model.LimitException;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.TarnException;
import dev.tarn.model.Value;
import dev.tarn.model.random.RandomData;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.BodyEncoder;
import dev.tarn.model.vector.ByteBuilder;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZngCorruptionTest {
    // A types frame that defines {a:int64}, and a values frame with one such value.
    private static final byte[] TYPES = Zng.hex("05 00 00 01 01 61 09");
    private static final byte[] VALUES = Zng.hex("14 00 1e 03 02 02");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyTruncationIsAnErrorOrAnEarlierEnd(boolean compress) {
        byte[] bytes = sample(compress, 1);
        var whole = Zng.values(bytes);
        int errors = 0;
        for (int length = 0; length < bytes.length; length++) {
            var read = readWhatCanBe(Arrays.copyOf(bytes, length));
            assertEquals(whole.subList(0, read.size()), read);
            errors += read.size() < whole.size() ? 1 : 0;
        }
        assertTrue(errors > bytes.length / 2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyChangedByteIsAnErrorOrOtherValues(boolean compress) {
        for (int seed = 0; seed < 2; seed++) {
            byte[] bytes = sample(compress, seed);
            for (int at = 0; at < bytes.length; at++) {
                for (int change : new int[] {0x01, 0x80, 0xff, 0x1e}) {
                    byte[] changed = bytes.clone();
                    changed[at] ^= (byte) change;
                    readWhatCanBe(changed);
                }
            }
        }
    }

    @Test
    void randomBytesAreAnErrorOrValues() {
        var random = new java.util.Random(7);
        for (int i = 0; i < 20_000; i++) {
            var bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            readWhatCanBe(Zng.concatenate(TYPES, bytes));
        }
    }

    private static byte[] sample(boolean compress, int seed) {
        var random = new RandomData(seed);
        var types = new ArrayList<Type>();
        for (int i = 0; i < 4; i++) {
            types.add(random.type(3));
        }
        return Zng.write(new ZngWriteOptions(200, compress), random.mixed(types, 30));
    }

    /// Reads, decodes to the innermost value and validates, until something is wrong.
    private static List<Value> readWhatCanBe(byte[] bytes) {
        var values = new ArrayList<Value>();
        for (boolean validate : new boolean[] {true, false}) {
            values.clear();
            var options = ZngReadOptions.DEFAULT.withValidate(validate).withMaxFrameBytes(1 << 20);
            try (var scan = ZngSource.of(new java.io.ByteArrayInputStream(bytes), options).open(ScanRequest.EVERYTHING)) {
                for (var morsel = scan.next(); morsel.isPresent(); morsel = scan.next()) {
                    for (var batch : morsel.get().decode()) {
                        decodeAll(batch);
                        values.addAll(Zng.values(List.of(batch)));
                    }
                }
            } catch (TarnException _) {
                // What a caller is told; anything else fails the test.
            }
        }
        return values;
    }

    private static void decodeAll(Vector batch) {
        switch (batch) {
            case TypedVector typed -> {
                var encoder = BodyEncoder.of(typed.flat());
                var out = new ByteBuilder();
                for (int row = 0; row < typed.length(); row++) {
                    encoder.writeTagged(row, out);
                }
            }
            case Mixed mixed -> mixed.parts().forEach(ZngCorruptionTest::decodeAll);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            05000001016109 1400 1f030202     | zngio: type ID 31 not in context
            05000001016104                   | primitive type ID 4 not implemented
            05000001016120                   | malformed ZNG type definition at byte 5: type id 32 is not defined so far
            0100 08                          | malformed ZNG type definition at byte 1: unknown code 8
            0200 0400                        | malformed ZNG type definition at byte 2: a union without members
            0800 0002 016109 016109          | malformed ZNG type definition at byte 8: duplicate field: "a"
            0700 0704 74696d65 09            | malformed ZNG type definition at byte 6: bad type name "time": primitive type name
            0500 0701 ff09 00                | malformed ZNG type definition at byte 2: a name is not valid UTF-8
            0400 05ffff03                    | malformed ZNG type definition at byte 4: 65535 elements announced, 0 bytes left
            85 00                            | not ZNG: a frame of another version, code 133 at byte 0
            31 00 00                         | malformed ZNG: unknown kind of frame, code 49 at byte 0
            1300 090502                      | malformed zng record
            1300 090202 1300 090502          | malformed ZNG frame at byte 5: a value of 4 bytes in the last 1
            1200 0980                        | malformed ZNG frame at byte 0: a number does not end
            1500 0902                        | truncated ZNG: it ends within a frame, at byte 4
            5500 00 808001 1500              | malformed ZNG frame at byte 0: 16384 bytes compressed to 1
            53000104                         | malformed ZNG frame at byte 0: unknown compression format 1
            5500 00 05 10 61 01              | ZNG frame at byte 0: malformed LZ4 block at byte 2: it ends within a match
            56000003 40090203                | ZNG frame at byte 0: malformed LZ4 block at byte 1: too many literals
            5600 0004 11090100               | ZNG frame at byte 0: malformed LZ4 block at byte 4: a match of 5 bytes at distance 1
            2000                             | malformed ZNG frame at byte 0: a control message without a format
            """)
    void whatIsWrongIsSaid(String hex, String message) {
        var e = assertThrows(InputException.class, () -> Zng.values(Zng.hex(hex)));
        assertEquals(message, e.getMessage());
    }

    @Test
    void frameLargerThanAllowedIsALimit() {
        var options = ZngReadOptions.DEFAULT.withMaxFrameBytes(10_000);
        var e = assertThrows(
                LimitException.class, () -> Zng.read(Zng.hex("1f 8001 00"), ScanRequest.EVERYTHING, options.withMaxFrameBytes(100)));
        assertEquals("zngio: frame length (2063) exceeds maximum allowed (100)", e.getMessage());
    }

    @Test
    void announcedLengthIsNotAllocated() {
        // A gigabyte is announced, of which nothing comes; a thousand times, so that allocating it would be noticed.
        for (int i = 0; i < 1000; i++) {
            var e = assertThrows(InputException.class, () -> Zng.values(Zng.hex("1f ffffff 1f 00")));
            assertTrue(e.getMessage().startsWith("truncated ZNG"), e.getMessage());
        }
    }

    @Test
    void fileThatIsShorterThanItsRangeIsAnError(@TempDir Path folder) throws IOException {
        var file = folder.resolve("short.zng");
        Files.write(file, Zng.concatenate(TYPES, VALUES));
        try (var channel = FileChannel.open(file)) {
            var source = ZngSource.of(channel, 0, channel.size() + 1, ZngReadOptions.DEFAULT);
            var e = assertThrows(InputException.class, () -> Zng.readAll(source, ScanRequest.EVERYTHING));
            assertEquals("truncated ZNG: the file ends at byte 13 instead of 14", e.getMessage());
        }
    }

    @Test
    void typesThatDoubleAreALimit() {
        var typedefs = new java.io.ByteArrayOutputStream();
        typedefs.writeBytes(Zng.hex("0001016109"));
        for (int id = 30; id < 100; id++) {
            typedefs.writeBytes(Zng.hex("0002 0161%02x 0162%02x".formatted(id, id)));
        }
        var e = assertThrows(LimitException.class, () -> Zng.values(frame(0, typedefs.toByteArray())));
        assertEquals("a type has more than 1048576 parts", e.getMessage());
    }

    @Test
    void deepTypesAreALimitAndThoseBelowItCanBeUsed() {
        assertThrows(LimitException.class, () -> Zng.values(deepArray(Type.MAX_DEPTH)));
        var values = Zng.values(deepArray(Type.MAX_DEPTH - 1));
        var value = values.getFirst();
        assertEquals(1, value.elements().size());
        assertEquals(value, Value.ofBody(value.type(), value.body()));
        assertEquals(Type.MAX_DEPTH, value.type().extent().depth());
    }

    /// A value of as many arrays around an int64; the stream has its type.
    private static byte[] deepArray(int depth) {
        var typedefs = new ByteBuilder();
        int inner = 9;
        for (int i = 0; i < depth; i++) {
            typedefs.put(1);
            typedefs.putUvarint(inner);
            inner = 30 + i;
        }
        var body = new ByteBuilder();
        var starts = new int[depth + 1];
        body.putUvarint(inner);
        for (int i = 0; i <= depth; i++) {
            starts[i] = body.beginTagged();
        }
        body.put(2);
        for (int i = depth; i >= 0; i--) {
            body.endTagged(starts[i]);
        }
        return Zng.concatenate(frame(0, typedefs.toBytes()), frame(1, body.toBytes()));
    }

    private static byte[] frame(int kind, byte[] payload) {
        var frame = new ByteBuilder();
        frame.put(kind << 4 | payload.length & 15);
        frame.putUvarint(payload.length >>> 4);
        frame.put(payload);
        return frame.toBytes();
    }

    @Test
    void failingStreamIsAnUncheckedIOException() {
        var failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        };
        var scan = ZngSource.of(failing, ZngReadOptions.DEFAULT).open(ScanRequest.EVERYTHING);
        var e = assertThrows(java.io.UncheckedIOException.class, scan::next);
        assertEquals("reading ZNG at byte 0: gone", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            duplicate | 0200 0219 1600 1e 05 02 61 02 61       | invalid ZNG: duplicate set element
            unsorted  | 0200 0219 1600 1e 05 02 62 02 61       | invalid ZNG: set elements not sorted
            enum      | 0400 05 01 01 61 1300 1e 02 01         | invalid ZNG: enum selector out of range
            record    | 0500 00 01 01 61 09 1600 1e 05 02 02 02 02 | invalid ZNG: a record has more than 1 fields
            float     | 1500 10 04 000000                      | invalid ZNG: a value of type float64 has 3 bytes
            union     | 0400 04 02 09 19 1600 1e 05 02 04 02 61 | invalid ZNG: tag 2 of a union of 2 types
            """)
    void validationFindsWhatReadingDoesNot(String name, String hex, String message) {
        var options = ZngReadOptions.DEFAULT.withValidate(true);
        var e = assertThrows(InputException.class, () -> Zng.read(Zng.hex(hex), ScanRequest.EVERYTHING, options));
        assertEquals(message, e.getMessage());
    }
}
