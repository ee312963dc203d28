package dev.tarn.lake.object;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.lake.catalog.Catalog;
import dev.tarn.lake.catalog.Extent;
import dev.tarn.lake.catalog.Id;
import dev.tarn.model.CorruptException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PacksTest {
    @TempDir
    Path temporary;

    private Catalog catalog;
    private Packs packs;

    @BeforeEach
    void open() {
        catalog = Catalog.exists(temporary) ? Catalog.open(temporary) : Catalog.create(temporary, 0);
        packs = new Packs(catalog);
    }

    @AfterEach
    void close() {
        packs.close();
        catalog.close();
    }

    private void reopen() {
        close();
        open();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String data(Extent extent) {
        return new String(packs.read(extent.pack(), extent.offset(), Math.toIntExact(extent.dataLength())),
                StandardCharsets.UTF_8);
    }

    private String index(Extent extent) {
        byte[] index = packs.read(extent.pack(), extent.indexOffset(), extent.indexLength());
        assertEquals(extent.indexChecksum(), Blob.checksum(index));
        return new String(index, StandardCharsets.UTF_8);
    }

    @Test
    void keepsWhatIsAppended() {
        Extent a = packs.append(Id.create(), bytes("values"), bytes("index"));
        Extent empty = packs.append(Id.create(), new byte[0], new byte[0]);
        reopen();
        Extent b = packs.append(Id.create(), bytes("more"), bytes("i"));
        assertEquals("values index more i",
                data(a) + " " + index(a) + " " + data(empty) + index(empty) + data(b) + " " + index(b));
        assertEquals(a.pack(), b.pack(), "a pack is used on by the next process");
        assertTrue(b.offset() > a.offset());
    }

    @Test
    void manyThreadsShareAPack() {
        List<CompletableFuture<Extent>> appends = IntStream.range(0, 300)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> packs.append(Id.create(), bytes("v".repeat(i)), bytes("index " + i)),
                        Thread::startVirtualThread))
                .toList();
        for (int i = 0; i < 300; i++) {
            Extent extent = appends.get(i).join();
            assertEquals(1, extent.pack());
            assertEquals("v".repeat(i), data(extent));
            assertEquals("index " + i, index(extent));
        }
    }

    @Test
    void largeObjectsHaveAPackOfTheirOwn() throws IOException {
        Extent small = packs.append(Id.create(), bytes("small"), new byte[0]);
        byte[] part = bytes("0123456789".repeat(1000));
        Extent large;
        try (LargeObject object = packs.begin(Id.create())) {
            for (int i = 0; i < 100; i++) {
                object.write(part, i, part.length - i);
            }
            large = object.finish(bytes("index"));
        }
        assertEquals(100L * part.length - 4950, large.dataLength());
        assertEquals("index", index(large));
        assertArrayEquals(part, packs.read(large.pack(), large.offset(), part.length));
        Path unfinished;
        try (LargeObject object = packs.begin(Id.create())) {
            object.write(part, 0, part.length);
            unfinished = packs.file(large.pack() + 1);
            assertTrue(Files.exists(unfinished));
        }
        assertTrue(Files.notExists(unfinished));
        assertEquals(small.pack(), packs.append(Id.create(), bytes("x"), new byte[0]).pack());
    }

    @Test
    void interruptedReadersAndWritersDisturbNobody() throws InterruptedException {
        Extent extent = packs.append(Id.create(), bytes("values".repeat(1000)), bytes("index"));
        List<Throwable> failures = new ArrayList<>();
        List<Thread> threads = IntStream.range(0, 8).mapToObj(_ -> Thread.ofPlatform().start(() -> {
            try {
                for (int i = 0; i < 200; i++) {
                    assertEquals("values".repeat(1000), data(extent));
                    packs.append(Id.create(), bytes("x"), new byte[0]);
                }
            } catch (RuntimeException | Error e) {
                synchronized (failures) {
                    failures.add(e);
                }
            }
        })).toList();
        while (threads.stream().anyMatch(Thread::isAlive)) {
            threads.forEach(Thread::interrupt);
            Thread.sleep(1);
        }
        assertEquals(List.of(), failures);
    }

    @Test
    void saysWhichPackIsMissingShortOrForeign() throws IOException {
        Extent extent = packs.append(Id.create(), bytes("values"), bytes("index"));
        Path file = packs.file(extent.pack());
        reopen();
        var beyond = assertThrows(CorruptException.class, () -> packs.read(extent.pack(), extent.offset(), 1000));
        assertEquals(file + ": ends at byte 96, expected 1000 bytes at byte 84", beyond.getMessage());
        reopen();
        try (var raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(20);
            raw.write(~raw.read());
        }
        var foreign = assertThrows(CorruptException.class, () -> data(extent));
        assertTrue(foreign.getMessage().startsWith(file + ": is not pack 1 of lake "), foreign.getMessage());
        Extent next = packs.append(Id.create(), bytes("elsewhere"), new byte[0]);
        assertEquals("elsewhere", data(next));
        assertTrue(next.pack() != extent.pack(), "nothing is appended to a damaged pack");
        Files.delete(file);
        reopen();
        var missing = assertThrows(CorruptException.class, () -> data(extent));
        assertEquals(file + ": is missing, but the catalog has objects in it", missing.getMessage());
    }

    @Test
    void appendsBehindWhatACrashLeft() throws IOException {
        Extent first = packs.append(Id.create(), bytes("values"), bytes("index"));
        Path file = packs.file(first.pack());
        reopen();
        Files.write(file, bytes("torn"), StandardOpenOption.APPEND);
        Extent second = packs.append(Id.create(), bytes("more"), bytes("i"));
        assertEquals(first.pack(), second.pack());
        assertEquals(first.indexOffset() + 5 + 1 + 4 + PackFormat.BLOB_HEADER_BYTES, second.offset());
        assertEquals("values more", data(first) + " " + data(second));
    }

    @Test
    void findsItsEndAmongZeros() throws IOException {
        byte[] zeros = new byte[3];
        Extent first = packs.append(Id.create(), zeros, zeros);
        Path file = packs.file(first.pack());
        reopen();
        assertEquals(first.indexOffset() + 4, Files.size(file), "zeros are given back");
        Files.write(file, new byte[3 << 20], StandardOpenOption.APPEND);
        Extent second = packs.append(Id.create(), zeros, zeros);
        assertEquals(first.indexOffset() + 4 + PackFormat.BLOB_HEADER_BYTES, second.offset());
        assertArrayEquals(zeros, packs.read(first.pack(), first.indexOffset(), 3));
    }
}
