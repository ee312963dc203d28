package dev.tarn.lake.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.model.CorruptException;
import dev.tarn.model.Path;
import dev.tarn.model.SortKey;
import dev.tarn.model.UnsupportedException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class CatalogFormatTest {
    private static final Id ID = Id.of(HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f10111213"));
    private static final Pool POOL = new Pool(3, ID, "lögs", new SortKey(Path.of("a", "b"), SortKey.Direction.DESCENDING,
            SortKey.Nulls.FIRST), 65536, 500 << 20, 1_700_000_000_000_000_001L);
    private static final Branch BRANCH = new Branch("main", ID, -1, 7, 2, 3, 4, 5);
    private static final Commit COMMIT = new Commit(ID, Id.NIL, 1, 2, "me", 3, "why", Encoded.of(new byte[] {1, 2}), ID, 0,
            List.of(new Action.Add(ID), new Action.Delete(Id.NIL)));
    private static final DataObject OBJECT = new DataObject(ID, new KeyBound(Encoded.of(new byte[] {1}), Encoded.EMPTY),
            new KeyBound(Encoded.of(new byte[] {2}), Encoded.of(new byte[] {9, 9})), 100,
            new Extent(5, 1L << 40, 1L << 33, 300, 0xdeadbeef));

    /// A value of each kind in bytes, with what reads it.
    private record Sample(byte[] bytes, Consumer<byte[]> reader) {}

    private static List<Sample> samples() {
        return List.of(
                new Sample(CatalogFormat.encode(new CatalogFormat.Lake(1, ID, 5)), CatalogFormat::decodeLake),
                new Sample(CatalogFormat.encodeCounter(Long.MIN_VALUE), CatalogFormat::decodeCounter),
                new Sample(CatalogFormat.encode(POOL), CatalogFormat::decodePool),
                new Sample(CatalogFormat.encode(BRANCH), CatalogFormat::decodeBranch),
                new Sample(CatalogFormat.encode(COMMIT), CatalogFormat::decodeCommit),
                new Sample(CatalogFormat.encode(OBJECT), CatalogFormat::decodeObject),
                new Sample(CatalogFormat.encode(List.of(ID, Id.NIL)), CatalogFormat::decodeIds),
                new Sample(CatalogFormat.encode(new Pack(1, false, 9)), bytes -> CatalogFormat.decodePack(1, bytes)));
    }

    @Test
    void valuesComeBack() {
        assertEquals(POOL, CatalogFormat.decodePool(CatalogFormat.encode(POOL)));
        assertEquals(BRANCH, CatalogFormat.decodeBranch(CatalogFormat.encode(BRANCH)));
        assertEquals(COMMIT, CatalogFormat.decodeCommit(CatalogFormat.encode(COMMIT)));
        assertEquals(OBJECT, CatalogFormat.decodeObject(CatalogFormat.encode(OBJECT)));
        assertEquals(List.of(ID, Id.NIL), CatalogFormat.decodeIds(CatalogFormat.encode(List.of(ID, Id.NIL))));
        assertEquals(new Pack(1, false, 9), CatalogFormat.decodePack(1, CatalogFormat.encode(new Pack(1, false, 9))));
    }

    /// The bytes on disk must not change without a new version.
    @Test
    void bytesStayWhatTheyAre() {
        assertEquals("0103000102030405060708090a0b0c0d0e0f10111213056cc3b667730302016101628080048080"
                + "80fa0117979cfe362a00012de1dcd3", HexFormat.of().formatHex(CatalogFormat.encode(POOL)));
        assertEquals("01046d61696e000102030405060708090a0b0c0d0e0f10111213ffffffffffffffff070203040597abe0e9",
                HexFormat.of().formatHex(CatalogFormat.encode(BRANCH)));
    }

    @Test
    void anyChangedByteIsFound() {
        for (Sample sample : samples()) {
            for (int i = 0; i < sample.bytes.length; i++) {
                byte[] changed = sample.bytes.clone();
                changed[i] ^= 1;
                assertThrows(CorruptException.class, () -> sample.reader.accept(changed));
                byte[] cut = Arrays.copyOf(sample.bytes, i);
                assertThrows(CorruptException.class, () -> sample.reader.accept(cut));
            }
        }
    }

    /// Even with a checksum that is right, nothing is believed about lengths.
    @Test
    void nonsenseIsRefusedWithoutHarm() {
        var random = new Random(1);
        for (Sample sample : samples()) {
            for (int round = 0; round < 2000; round++) {
                byte[] body = Arrays.copyOf(sample.bytes, 1 + random.nextInt(sample.bytes.length - 4));
                for (int change = 0; change < 3 && body.length > 1; change++) {
                    body[1 + random.nextInt(body.length - 1)] = (byte) random.nextInt();
                }
                byte[] value = withChecksum(body);
                try {
                    sample.reader.accept(value);
                } catch (CorruptException | UnsupportedException _) {
                    // What is expected of most of them.
                }
            }
        }
    }

    private static byte[] withChecksum(byte[] body) {
        var crc = new CRC32C();
        crc.update(body);
        return ByteBuffer.allocate(body.length + 4).put(body).putInt((int) crc.getValue()).array();
    }

    @Test
    void laterVersionsAreNamed() {
        var exception = assertThrows(UnsupportedException.class,
                () -> CatalogFormat.decodePool(withChecksum(new byte[] {2, 0, 0})));
        assertEquals("catalog pool has version 2, this version of Tarn reads version 1", exception.getMessage());
        var lake = new CatalogFormat.Lake(2, ID, 5);
        assertTrue(assertThrows(UnsupportedException.class, () -> CatalogFormat.decodeLake(CatalogFormat.encode(lake)))
                .getMessage().startsWith("lake has format 2"));
    }
}
