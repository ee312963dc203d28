package dev.tarn.model.zng;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.model.InputException;
import dev.tarn.model.Projection;
import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.Value;
import dev.tarn.model.random.RandomData;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.UnionType;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.Rows;
import dev.tarn.model.vector.Vector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZngStreamTest {
    private static final ZngWriteOptions PLAIN = ZngWriteOptions.DEFAULT.withCompress(false);
    private static final Type RECORD = new RecordType(List.of(new Field("a", PrimitiveType.INT64)));

    private static Vector one(Type type, String hex) {
        return Value.ofBody(type, Zng.hex(hex)).toVector();
    }

    @Test
    void bytesOfAStreamAreAsTheFormatSays() {
        var port = new NamedType("port", PrimitiveType.UINT16);
        var union = UnionType.of(List.of(port, PrimitiveType.STRING));
        var record = new RecordType(List.of(new Field("p", port), new Field("u", union)));
        byte[] bytes = Zng.write(PLAIN, writer -> {
            writer.write(Value.ofLong(PrimitiveType.INT64, -2).toVector());
            writer.write(one(record, "0250 05 02 02 0261"));
            writer.write(Value.ofNull(record).toVector());
        });
        var expected = List.of(
                "0301", "0704706f727401", "04021e19", "000201701e01751f", "1e00", "090205", "200802500502020261", "2000", "ff");
        assertEquals(String.join("", expected), Zng.hex(bytes));
    }

    @Test
    void noValuesAreNoBytes() {
        assertArrayEquals(new byte[0], Zng.write(PLAIN, _ -> {}));
        assertArrayEquals(new byte[0], Zng.write(PLAIN, ZngWriter::endStream));
        assertEquals(List.of(), Zng.values(new byte[0]));
        assertEquals(List.of(), Zng.values(Zng.hex("ff ff")));
    }

    @Test
    void typesAreForgottenAtTheEndOfAStream() {
        byte[] bytes = Zng.write(PLAIN, writer -> {
            writer.write(one(RECORD, "0202"));
            writer.endStream();
            assertEquals(14, writer.position());
            writer.endStream();
            assertEquals(14, writer.position());
            writer.write(one(new RecordType(List.of(new Field("b", PrimitiveType.STRING))), "0261"));
        });
        assertEquals(
                "0500000101610914001e030202ff" + "0500000101621914001e030261ff", Zng.hex(bytes));
        var values = Zng.values(bytes);
        assertEquals("{a:int64}", values.get(0).type().toString());
        assertEquals("{b:string}", values.get(1).type().toString());
    }

    @Test
    void namesBindPerStream() {
        var first = new NamedType("n", PrimitiveType.INT64);
        var second = new NamedType("n", PrimitiveType.STRING);
        byte[] bytes = Zng.concatenate(
                Zng.write(PLAIN, one(first, "02")), Zng.write(PLAIN, one(second, "61")), Zng.write(PLAIN, one(first, "04")));
        var types = Zng.values(bytes).stream().map(Value::type).toList();
        assertEquals(List.of(first, second, first), types);
        // Equal types are one object within a scan, so that comparing them costs nothing.
        assertSame(types.get(0), types.get(2));
    }

    @Test
    void framesAreWrittenOnceTheyAreLargeEnough() {
        byte[] bytes = Zng.write(PLAIN.withFrameBytes(6), writer -> {
            for (int i = 0; i < 4; i++) {
                writer.write(Value.ofLong(PrimitiveType.INT64, 1).toVector());
            }
        });
        assertEquals("1600" + "090202090202" + "1600" + "090202090202" + "ff", Zng.hex(bytes));
    }

    @Test
    void framesAreCompressedOnlyWhereThatMakesThemSmaller() {
        var repeated = Value.ofBytes(PrimitiveType.BYTES, new byte[100]);
        byte[] bytes = Zng.write(ZngWriteOptions.DEFAULT, repeated.toVector());
        assertEquals("5", Zng.hex(bytes).substring(0, 1));
        assertTrue(bytes.length < 40, Zng.hex(bytes));
        assertEquals(List.of(repeated), Zng.values(bytes));
        byte[] small = Zng.write(ZngWriteOptions.DEFAULT, Value.ofLong(PrimitiveType.INT64, 1).toVector());
        assertEquals("1300090202ff", Zng.hex(small));
    }

    @Test
    void controlMessagesComeBetweenTheValuesAroundThem() {
        byte[] bytes = Zng.write(ZngWriteOptions.DEFAULT, writer -> {
            writer.writeControl(ZngFormat.CONTROL_ZSON, "first".getBytes(StandardCharsets.UTF_8));
            writer.write(Value.ofLong(PrimitiveType.INT64, 1).toVector());
            writer.writeControl(ZngFormat.CONTROL_BINARY, new byte[100]);
            writer.write(Value.ofLong(PrimitiveType.INT64, 2).toVector());
            writer.writeControl(ZngFormat.CONTROL_TEXT, new byte[0]);
        });
        var seen = new ArrayList<String>();
        var options = ZngReadOptions.DEFAULT.withControl((format, message) -> seen.add(format + ":" + message.length));
        try (var scan = ZngSource.of(new ByteArrayInputStream(bytes), options).open(ScanRequest.EVERYTHING)) {
            for (var morsel = scan.next(); morsel.isPresent(); morsel = scan.next()) {
                morsel.get().decode().forEach(batch -> seen.add("value " + Value.of(batch, 0).asLong()));
            }
        }
        assertEquals(List.of("2:5", "value 1", "4:100", "value 2", "3:0"), seen);
        assertEquals(2, Zng.values(bytes).size());
    }

    @Test
    void smallFramesAreTakenTogetherAcrossStreams() {
        var parts = new ArrayList<byte[]>();
        for (int i = 0; i < 3000; i++) {
            parts.add(Zng.write(PLAIN, one(i % 3 == 0 ? RECORD : new NamedType("n" + i % 5, RECORD), "0202")));
        }
        byte[] bytes = Zng.concatenate(parts.toArray(byte[][]::new));
        var batches = Zng.read(bytes, ScanRequest.EVERYTHING);
        assertEquals(3000, Zng.length(batches));
        assertTrue(batches.size() < 10, batches.size() + " batches");
        var expected = new ArrayList<Value>();
        parts.forEach(part -> expected.addAll(Zng.values(part)));
        assertEquals(expected, Zng.values(batches));
    }

    @Test
    void filesOfSmallAndLargeFramesAreReadToTheirEnd(@TempDir Path folder) throws IOException {
        var parts = new ArrayList<byte[]>();
        for (int length : new int[] {3, 70_000, 10, 300_000, 40_000, 2_500_000, 5, 300_000}) {
            var text = new StringBuilder();
            for (int i = 0; i < length; i += 6) {
                text.append(i * 7919 % 100_003);
            }
            parts.add(Zng.write(ZngWriteOptions.DEFAULT, Value.ofString(text.toString()).toVector()));
        }
        byte[] bytes = Zng.concatenate(parts.toArray(byte[][]::new));
        var file = folder.resolve("frames.zng");
        Files.write(file, Zng.concatenate(new byte[5], bytes));
        try (var channel = FileChannel.open(file)) {
            assertEquals(Zng.values(bytes), copiesOfReleased(ZngSource.of(channel, 5, ZngReadOptions.DEFAULT)));
            assertEquals(Zng.values(bytes), copiesOfReleased(ZngSource.of(channel, 5, bytes.length, ZngReadOptions.DEFAULT)));
        }
        Files.write(file, Arrays.copyOf(Zng.concatenate(new byte[5], bytes), bytes.length - 100_000));
        try (var channel = FileChannel.open(file)) {
            var source = ZngSource.of(channel, 5, ZngReadOptions.DEFAULT);
            var e = assertThrows(InputException.class, () -> copiesOfReleased(source));
            assertTrue(e.getMessage().startsWith("truncated ZNG: it ends within a frame, at byte "), e.getMessage());
        }
    }

    private static List<Value> copiesOfReleased(ZngSource source) {
        var values = new ArrayList<Value>();
        try (var scan = source.open(ScanRequest.EVERYTHING)) {
            for (var morsel = scan.next(); morsel.isPresent(); morsel = scan.next()) {
                Zng.values(morsel.get().decode()).forEach(value -> values.add(value.copy()));
                morsel.get().release();
            }
        }
        return values;
    }

    @Test
    void memoryOfAReleasedPieceIsUsedForAnother() {
        byte[] part = Zng.write(ZngWriteOptions.DEFAULT, Value.ofBytes(PrimitiveType.BYTES, new byte[100_000]).toVector());
        byte[] bytes = Zng.concatenate(part, part, part);
        try (var scan = ZngSource.of(new ByteArrayInputStream(bytes), ZngReadOptions.DEFAULT).open(ScanRequest.EVERYTHING)) {
            byte[] kept = arena(scan.next().orElseThrow());
            var second = scan.next().orElseThrow();
            byte[] released = arena(second);
            assertNotSame(kept, released);
            second.release();
            assertSame(released, arena(scan.next().orElseThrow()));
        }
    }

    private static byte[] arena(Scan.Morsel morsel) {
        return ((Rows) morsel.decode().getFirst()).arena();
    }

    @Test
    void frameThatIsHereIsNotHeldBackForTheNext() throws Exception {
        byte[] bytes = Zng.write(PLAIN, Value.ofLong(PrimitiveType.INT64, 1).toVector());
        var pipe = new java.io.PipedInputStream();
        try (var out = new java.io.PipedOutputStream(pipe);
                var scan = ZngSource.of(pipe, ZngReadOptions.DEFAULT).open(ScanRequest.EVERYTHING)) {
            // Without the end of the stream, and half of a second frame behind it.
            out.write(bytes, 0, bytes.length - 1);
            out.write(bytes, 0, 2);
            out.flush();
            assertEquals(1, scan.next().orElseThrow().decode().getFirst().length());
        }
    }

    @Test
    void largeFramesAreCutIntoBatchesOfEqualSize() {
        var rows = new RandomData(1).rows(PrimitiveType.UINT8, 3 * Vector.BATCH_ROWS + 30);
        var batches = Zng.read(Zng.write(ZngWriteOptions.DEFAULT, rows), ScanRequest.EVERYTHING);
        assertEquals(4, batches.size());
        for (var batch : batches) {
            assertEquals(rows.length() / 4, batch.length(), 1);
        }
    }

    @Test
    void valuesOfAFrameShareItsBytes() {
        var types = List.<Type>of(RECORD, PrimitiveType.STRING);
        var batch = new RandomData(1).mixed(types, 500);
        var read = assertInstanceOf(Mixed.class, Zng.read(Zng.write(PLAIN, batch), ScanRequest.EVERYTHING).getFirst());
        var first = assertInstanceOf(Rows.class, read.parts().get(0));
        var second = assertInstanceOf(Rows.class, read.parts().get(1));
        assertSame(first.arena(), second.arena());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void searchSkipsWholeFrames(boolean count) {
        byte[] bytes = Zng.write(ZngWriteOptions.DEFAULT.withFrameBytes(100), writer -> {
            for (int i = 0; i < 100; i++) {
                writer.write(Value.ofString("value number " + i).toVector());
            }
        });
        var request = ScanRequest.EVERYTHING
                .withProjection(count ? Projection.NONE : Projection.ALL)
                .withSearch((buffer, offset, length) ->
                        new String(buffer, offset, length, StandardCharsets.UTF_8).contains("number 42"));
        int found = Zng.length(Zng.read(bytes, request));
        assertTrue(found > 0 && found < 10, found + " values");
    }

    @Test
    void threadsDecodeSideBySide() throws Exception {
        var types = new ArrayList<Type>();
        var random = new RandomData(3);
        for (int i = 0; i < 20; i++) {
            types.add(random.type(2));
        }
        var batch = random.mixed(types, 20_000);
        byte[] bytes = Zng.write(ZngWriteOptions.DEFAULT.withFrameBytes(70_000), batch);
        var decoded = Collections.synchronizedMap(new java.util.TreeMap<Long, List<Vector>>());
        try (var scan = ZngSource.of(new ByteArrayInputStream(bytes), ZngReadOptions.DEFAULT).open(ScanRequest.EVERYTHING);
                var pool = Executors.newFixedThreadPool(4)) {
            Callable<Void> worker = () -> {
                for (var morsel = scan.next(); morsel.isPresent(); morsel = scan.next()) {
                    Scan.Morsel piece = morsel.get();
                    decoded.put(piece.ordinal(), piece.decode());
                }
                return null;
            };
            for (var done : pool.invokeAll(Collections.nCopies(4, worker))) {
                done.get();
            }
        }
        assertTrue(decoded.size() > 3);
        var values = new ArrayList<Value>();
        decoded.values().forEach(batches -> values.addAll(Zng.values(batches)));
        assertEquals(Zng.values(List.of(batch)), values);
    }

    @Test
    void closedScanGivesNothingMore() {
        byte[] bytes = Zng.write(PLAIN.withFrameBytes(1), new RandomData(1).rows(PrimitiveType.STRING, 10));
        var scan = ZngSource.of(new ByteArrayInputStream(bytes), ZngReadOptions.DEFAULT).open(ScanRequest.EVERYTHING);
        scan.close();
        scan.close();
        assertTrue(scan.next().isEmpty());
    }
}
