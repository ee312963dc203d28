package dev.tarn.model.zng;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.model.Projection;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.Value;
import dev.tarn.model.random.RandomData;
import dev.tarn.model.random.Reencoded;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.BytesBuilder;
import dev.tarn.model.vector.Vector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZngRoundTripTest {
    private static final ZngWriteOptions PLAIN = ZngWriteOptions.DEFAULT.withCompress(false);

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 512 * 1024})
    void valuesOfAnyTypeComeBackTheSame(int frameBytes) {
        for (int seed = 0; seed < 40; seed++) {
            var random = new RandomData(seed);
            var batch = someValues(random, 200);
            for (boolean compress : new boolean[] {true, false}) {
                byte[] bytes = Zng.write(new ZngWriteOptions(frameBytes, compress), batch);
                assertEquals(Zng.values(List.of(batch)), Zng.values(bytes), "seed " + seed);
                var validated = Zng.read(bytes, ScanRequest.EVERYTHING, ZngReadOptions.DEFAULT.withValidate(true));
                assertEquals(batch.length(), Zng.length(validated));
            }
        }
    }

    // Short values are found in one way and others in another; the tags of these have one, two and three bytes, in runs and in turn.
    @Test
    void valuesOfAnyLengthComeBackTheSame() {
        int[] lengths = {0, 1, 125, 126, 127, 16_382, 16_383};
        for (int seed = 0; seed < 20; seed++) {
            var random = new Random(seed);
            var batches = new ArrayList<Vector>();
            for (int i = 0; i < 60; i++) {
                var builder = new BytesBuilder(random.nextBoolean() ? PrimitiveType.BYTES : PrimitiveType.STRING);
                int rareOneIn = 1 << random.nextInt(12);
                for (int left = random.nextInt(300); left > 0; left--) {
                    if (random.nextInt(rareOneIn) > 0) {
                        builder.append(new byte[random.nextInt(20)]);
                    } else if (random.nextInt(8) > 0) {
                        builder.append(new byte[lengths[random.nextInt(lengths.length)]]);
                    } else {
                        builder.appendNull();
                    }
                }
                batches.add(builder.build());
            }
            byte[] bytes = Zng.write(PLAIN, writer -> batches.forEach(writer::write));
            assertEquals(Zng.values(batches), Zng.values(bytes), "seed " + seed);
        }
    }

    // Beyond half a megabyte frames are compressed and decompressed by the C library, where there is one: long runs, noise, and both in turn.
    @Test
    void muchDataComesBackTheSame() {
        var random = new Random(3);
        var builder = new BytesBuilder(PrimitiveType.BYTES);
        for (int i = 0; i < 120; i++) {
            var bytes = new byte[20_000 + i];
            if (i % 3 > 0) {
                random.nextBytes(bytes);
            }
            if (i % 3 == 2) {
                Arrays.fill(bytes, 1000, 9000, (byte) i);
            }
            builder.append(bytes);
        }
        var batch = builder.build();
        byte[] compressed = Zng.write(ZngWriteOptions.DEFAULT, batch);
        assertTrue(compressed.length < Zng.write(PLAIN, batch).length * 2 / 3, "a third is zeros, a third of another third is runs");
        assertEquals(Zng.values(List.of(batch)), Zng.values(compressed));
    }

    @Test
    void flatVectorsAreWrittenAsTheirBodiesWere() {
        for (int seed = 0; seed < 40; seed++) {
            var random = new RandomData(seed);
            var batch = someValues(random, 100);
            assertArrayEquals(Zng.write(PLAIN, batch), Zng.write(PLAIN, Reencoded.flat(batch)), "seed " + seed);
        }
    }

    @Test
    void selectedRowsOfAViewAreWrittenInTheirOrder() {
        var random = new RandomData(1);
        var batch = someValues(random, 100);
        int[] rows = {99, 3, 3, 50};
        var selected = Zng.values(Zng.write(PLAIN, batch.select(rows)));
        for (int i = 0; i < rows.length; i++) {
            assertEquals(Value.of(batch, rows[i]), selected.get(i));
        }
    }

    @Test
    void rangesOfABatchAreWrittenAsTheWhole() {
        var batch = someValues(new RandomData(2), 100);
        var whole = Zng.write(PLAIN, batch);
        var parts = Zng.write(PLAIN, writer -> {
            writer.write(batch, 0, 30);
            writer.write(batch, 30, 30);
            writer.write(batch, 30, 100);
        });
        assertArrayEquals(whole, parts);
    }

    @Test
    void projectionKeepsEveryValueAndTheirNumber() {
        var random = new RandomData(3);
        for (int round = 0; round < 20; round++) {
            var batch = someValues(random, 150);
            byte[] bytes = Zng.write(ZngWriteOptions.DEFAULT.withFrameBytes(500), batch);
            var counted = Zng.read(bytes, ScanRequest.EVERYTHING.withProjection(Projection.NONE));
            assertEquals(batch.length(), Zng.length(counted));
            var paths = List.of(
                    dev.tarn.model.Path.of("a"), dev.tarn.model.Path.of("name", "b"), dev.tarn.model.Path.of("name", "ts"));
            var projected = Zng.read(bytes, ScanRequest.EVERYTHING.withProjection(Projection.of(paths)));
            // The fields left out may be there all the same, so those asked for are compared.
            var expected = Zng.values(List.of(batch));
            var actual = Zng.values(projected);
            assertEquals(expected.size(), actual.size());
            for (int i = 0; i < expected.size(); i++) {
                assertEquals(expected.get(i).field("a"), actual.get(i).field("a"));
                assertEquals(expected.get(i).field("name"), actual.get(i).field("name"));
            }
        }
    }

    @Test
    void rangeOfAFileIsRead(@TempDir Path folder) throws IOException {
        var random = new RandomData(4);
        var first = someValues(random, 50);
        var second = someValues(random, 7000);
        byte[] firstBytes = Zng.write(ZngWriteOptions.DEFAULT, first);
        byte[] secondBytes = Zng.write(ZngWriteOptions.DEFAULT, second);
        var file = folder.resolve("two.zng");
        Files.write(file, Zng.concatenate(firstBytes, secondBytes));
        try (var channel = FileChannel.open(file)) {
            var source = ZngSource.of(channel, firstBytes.length, secondBytes.length, ZngReadOptions.DEFAULT);
            assertEquals(Zng.values(List.of(second)), Zng.values(Zng.readAll(source, ScanRequest.EVERYTHING)));
            var whole = ZngSource.of(channel, 0, channel.size(), ZngReadOptions.DEFAULT);
            assertEquals(Zng.values(List.of(first, second)), Zng.values(Zng.readAll(whole, ScanRequest.EVERYTHING)));
        }
    }

    @Test
    void streamThatComesInSmallPiecesIsRead() {
        var batch = someValues(new RandomData(5), 300);
        byte[] bytes = Zng.write(ZngWriteOptions.DEFAULT.withFrameBytes(50), batch);
        var drip = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(7, length));
            }
        };
        var batches = Zng.readAll(ZngSource.of(drip, ZngReadOptions.DEFAULT), ScanRequest.EVERYTHING);
        assertEquals(Zng.values(List.of(batch)), Zng.values(batches));
    }

    private static Vector someValues(RandomData random, int count) {
        var types = new ArrayList<Type>();
        for (int i = 0; i <= random.below(6); i++) {
            types.add(random.type(3));
        }
        return random.mixed(types, count);
    }
}
