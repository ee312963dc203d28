package dev.tarn.model.vng;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.model.InputException;
import dev.tarn.model.Projection;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.TarnException;
import dev.tarn.model.UnsupportedException;
import dev.tarn.model.Value;
import dev.tarn.model.random.RandomData;
import dev.tarn.model.random.Reencoded;
import dev.tarn.model.type.EnumType;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.BodyEncoder;
import dev.tarn.model.vector.ByteBuilder;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VngTest {
    @TempDir
    private Path folder;

    private static byte[] write(Vector... batches) {
        var out = new ByteArrayOutputStream();
        try (var writer = new VngWriter(out)) {
            for (var batch : batches) {
                writer.write(batch);
            }
        }
        return out.toByteArray();
    }

    private List<Vector> read(byte[] bytes, Projection projection) throws IOException {
        var file = folder.resolve("file.vng");
        // With something before and behind, as the file is a range of another.
        var padded = new byte[bytes.length + 7];
        System.arraycopy(bytes, 0, padded, 3, bytes.length);
        Files.write(file, padded);
        var batches = new ArrayList<Vector>();
        try (var channel = FileChannel.open(file);
                var scan = VngSource.of(channel, 3, bytes.length).open(ScanRequest.EVERYTHING.withProjection(projection))) {
            for (var morsel = scan.next(); morsel.isPresent(); morsel = scan.next()) {
                batches.addAll(morsel.get().decode());
            }
        }
        return batches;
    }

    private static List<Value> values(List<Vector> batches) {
        var values = new ArrayList<Value>();
        for (var batch : batches) {
            for (int row = 0; row < batch.length(); row++) {
                values.add(Value.of(batch, row));
            }
        }
        return values;
    }

    private static Vector someValues(int seed, int count) {
        var random = new RandomData(seed).withoutEnums();
        var types = new ArrayList<Type>();
        for (int i = 0; i <= random.below(5); i++) {
            types.add(random.type(3));
        }
        return random.mixed(types, count);
    }

    @Test
    void valuesOfAnyTypeComeBackTheSame() throws IOException {
        for (int seed = 0; seed < 60; seed++) {
            var first = someValues(seed, 100);
            var second = someValues(seed, 30);
            var back = values(read(write(first, second), Projection.ALL));
            assertEquals(values(List.of(first, second)), back, "seed " + seed);
        }
    }

    @Test
    void encodingsMakeNoDifference() {
        for (int seed = 0; seed < 30; seed++) {
            var batch = someValues(seed, 60);
            assertArrayEquals(write(batch), write(Reencoded.flat(batch)));
            assertArrayEquals(write(batch), write(Reencoded.encoded(batch)));
        }
    }

    @Test
    void manyBatchesComeBackInTheirOrder() throws IOException {
        var values = new RandomData(2).withoutEnums().mixed(List.of(PrimitiveType.INT64, PrimitiveType.STRING, PrimitiveType.IP), 10_000);
        var back = read(write(values), Projection.ALL);
        assertEquals(3, back.size());
        assertEquals(values(List.of(values)), values(back));
    }

    @Test
    void emptyFileHasNoValues() throws IOException {
        byte[] bytes = write();
        assertTrue(bytes.length > VngFormat.HEADER_BYTES);
        assertEquals(List.of(), read(bytes, Projection.ALL));
    }

    @Test
    void fieldsThatNobodyAskedForAreLeftOut() throws IOException {
        var inner = new RecordType(List.of(new Field("x", PrimitiveType.INT64), new Field("y", PrimitiveType.STRING)));
        var type = new RecordType(List.of(
                new Field("a", PrimitiveType.INT64), new Field("b", inner), new Field("c", PrimitiveType.STRING)));
        var rows = new RandomData(1).rows(type, 50);
        var paths = List.of(dev.tarn.model.Path.of("b", "y"), dev.tarn.model.Path.of("c"), dev.tarn.model.Path.of("none"));
        var back = values(read(write(rows), Projection.of(paths)));
        assertEquals(50, back.size());
        for (int row = 0; row < 50; row++) {
            assertEquals("{b:{y:string},c:string}", back.get(row).type().toString());
            var expected = Value.of(rows, row);
            assertEquals(expected.isNull(), back.get(row).isNull());
            assertEquals(expected.field(2), back.get(row).field(1));
            assertEquals(expected.field(1).field(1), back.get(row).field(0).field(0));
        }
        var counted = read(write(rows), Projection.NONE);
        assertEquals(50, counted.stream().mapToInt(Vector::length).sum());
    }

    @Test
    void enumsAreUnsupported() {
        var value = Value.ofLong(new EnumType(List.of("a")), 0).toVector();
        assertThrows(UnsupportedException.class, () -> write(value));
    }

    // Written once, and read by other implementations; never made anew.
    private static final String GOLDEN =
            "564e470004000000c7010000110000004f1300b103f45b0004064f666673657409064c656e67746808094d656d4c656e6774"
            + "680811436f6d7072657373696f6e466f726d61740007075365676d656e741e00020556616c75650105436f756e7402070543"
            + "6f6e7374200002044e616d65190656616c7565732107054669656c6422300014093000f61f0944696374456e747279240125"
            + "000604547970651c084c6f636174696f6e1f044469637426034d696e09034d61783700f3035072696d697469766527000304"
            + "52756e731f6b0014285a007b054e756c6c73298a00132a8a00142b8a0014193000068a003f2d012e8a0004a62f034d696e19"
            + "034d61783700058a001b30f50013316b00a3320403232c33013400025e01f30302064669656c64733507065265636f726436"
            + "3701d52d040237380139000304546167d200103a3700e067746802070756617269616e743b13083c81010701020c020c0177"
            + "6b01690204662d02022a026e2708021202080208011c020908020c02060206010b0502030201050206020202030206020302"
            + "012b020428027325021908021a0208020801130401020107046f6e650201070474776f0202010474776f02040d010b057361"
            + "6d6505020702040b020208056c61737402010205ff0101020201010100010206020201020002";

    private static Vector goldenValues() {
        var type = new RecordType(List.of(
                new Field("n", PrimitiveType.INT64),
                new Field("s", PrimitiveType.STRING),
                new Field("same", PrimitiveType.BOOL)));
        var numbers = new LongVector(PrimitiveType.INT64, new long[] {3, -1, 3, 0}, 4, Validity.of(new long[] {0b0111}));
        var same = new LongVector(PrimitiveType.UINT16, new long[] {7, 7, 7, 7});
        var strings = BytesVector.ofStrings(PrimitiveType.STRING, "one", "two", "", "two");
        var renamed = new RecordType(List.of(type.field(0), type.field(1), new Field("same", PrimitiveType.UINT16)));
        var records = new RecordVector(renamed, List.of(numbers, strings, same), 4, Validity.ALL);
        var one = BytesVector.ofStrings(PrimitiveType.STRING, "last");
        return Mixed.of(new int[] {0, 0, 1, 0, 0}, List.of(records, one));
    }

    @Test
    void bytesStayTheSame() throws IOException {
        assertEquals(GOLDEN, HexFormat.of().formatHex(write(goldenValues())));
        assertEquals(
                values(List.of(goldenValues())), values(read(HexFormat.of().parseHex(GOLDEN), Projection.ALL)));
    }

    @Test
    void everyTruncationAndEveryChangedByteEndsInValuesOrAnError() throws IOException {
        for (int seed = 0; seed < 3; seed++) {
            byte[] bytes = write(someValues(seed, 20));
            int errors = 0;
            for (int length = 0; length < bytes.length; length += 7) {
                errors += isError(Arrays.copyOf(bytes, length)) ? 1 : 0;
            }
            assertEquals((bytes.length + 6) / 7, errors);
            for (int at = 0; at < bytes.length; at++) {
                for (int change : new int[] {0x01, 0xff}) {
                    byte[] changed = bytes.clone();
                    changed[at] ^= (byte) change;
                    isError(changed);
                }
            }
        }
    }

    private boolean isError(byte[] bytes) throws IOException {
        try {
            for (var batch : read(bytes, Projection.ALL)) {
                decodeAll(batch);
            }
            return false;
        } catch (TarnException _) {
            return true;
        }
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
            case Mixed mixed -> mixed.parts().forEach(VngTest::decodeAll);
        }
    }

    @Test
    void whatIsWrongIsSaid() {
        byte[] good = write(goldenValues());
        assertMessage("not VNG: it begins with 5a4e4700", changed(good, 0, 'Z', 'N', 'G'));
        assertMessage("truncated VNG: 16 bytes wanted at byte 3, it ends at 13", Arrays.copyOf(good, 10));
        assertMessage("VNG metadata section too big: 4278190080 bytes", changed(good, 8, 0, 0, 0, 0xff));
        assertTrue(message(changed(good, 12, 0, 0, 0, 1)).startsWith("truncated VNG: sections of "));
        var e = assertThrows(UnsupportedException.class, () -> read(changed(good, 4, 3), Projection.ALL));
        assertEquals("unsupported VNG version 3: expected version 4", e.getMessage());
    }

    private static byte[] changed(byte[] bytes, int at, int... values) {
        byte[] changed = bytes.clone();
        for (int i = 0; i < values.length; i++) {
            changed[at + i] = (byte) values[i];
        }
        return changed;
    }

    private void assertMessage(String expected, byte[] bytes) {
        assertEquals(expected, message(bytes));
    }

    private String message(byte[] bytes) {
        return assertThrows(InputException.class, () -> read(bytes, Projection.ALL)).getMessage();
    }

    @Test
    void fewDifferentValuesAreADictionaryAndOneIsAConstant() {
        var few = new LongVector(PrimitiveType.INT64, new long[20_000]);
        for (int i = 0; i < 20_000; i++) {
            few.values()[i] = 1_000_000_000_000L + i % 200;
        }
        var many = new LongVector(PrimitiveType.INT64, new long[20_000]);
        for (int i = 0; i < 20_000; i++) {
            many.values()[i] = 1_000_000_000_000L + i % 300 * 77_777_777L;
        }
        var one = new LongVector(PrimitiveType.INT64, new long[20_000]);
        var sizes = List.of(write(one).length, write(few).length, write(many).length);
        assertTrue(sizes.get(0) < 100 && sizes.get(0) < sizes.get(1) && sizes.get(1) * 2 < sizes.get(2), sizes.toString());
        assertFalse(sizes.isEmpty());
    }

    /// The greatest number that one byte has, and one more, with which the dictionary is given up after thousands of values.
    @Test
    void dictionaryHoldsAsManyValuesAsAByte() throws IOException {
        for (int distinct : new int[] {255, 256, 257, 300}) {
            var texts = new ByteBuilder();
            int count = 5_000;
            var starts = new int[count];
            var lengths = new int[count];
            for (int i = 0; i < count; i++) {
                // Those that are seen last come late, and the empty text is among them.
                int which = i < 4_000 ? i % 200 : i % distinct;
                byte[] text = which == 0 ? new byte[0] : ("text " + which * 7919 % 1000).getBytes(StandardCharsets.UTF_8);
                starts[i] = texts.length();
                lengths[i] = text.length;
                texts.put(text);
            }
            var vector = new BytesVector(PrimitiveType.STRING, texts.toBytes(), starts, lengths, count, Validity.ALL);
            assertEquals(values(List.of(vector)), values(read(write(vector), Projection.ALL)), distinct + " distinct values");
        }
    }
}
