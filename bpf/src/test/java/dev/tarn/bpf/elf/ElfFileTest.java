package dev.tarn.bpf.elf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.bpf.TestObjects;
import dev.tarn.model.CorruptException;
import dev.tarn.model.UnsupportedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElfFileTest {
    @Test
    void findsSectionsAndSymbols() throws Exception {
        try (var elf = ElfFile.of("burst", TestObjects.object("burst"))) {
            assertEquals("GPL\0", new String(elf.content(elf.section("license").orElseThrow()), StandardCharsets.US_ASCII));
            var names = new HashSet<String>();
            elf.symbols(".symtab", (strings, name, kind, section, value, size) -> names.add(ElfFile.text(strings, name)));
            assertTrue(names.containsAll(List.of("burst__btf", "events", "lost", "tarn_self")), names::toString);
            assertTrue(elf.section(".no such section").isEmpty());
        }
    }

    @Test
    void readsFilesAsItReadsMemory(@TempDir Path folder) throws Exception {
        byte[] bytes = TestObjects.object("burst");
        var file = Files.write(folder.resolve("burst.bpf.o"), bytes);
        try (var onDisk = ElfFile.open(file); var inMemory = ElfFile.of("burst", bytes)) {
            assertEquals(inMemory.sections(), onDisk.sections());
            var btf = inMemory.section(".BTF").orElseThrow();
            assertArrayEquals(inMemory.content(btf), onDisk.content(btf));
        }
    }

    @Test
    void refusesWhatIsNoElfFile() {
        assertTrue(assertThrows(CorruptException.class, () -> ElfFile.of("text", new byte[100])).getMessage().endsWith("not an ELF file"));
        assertThrows(CorruptException.class, () -> ElfFile.of("empty", new byte[0]));
    }

    @Test
    void refuses32Bits() throws Exception {
        byte[] bytes = TestObjects.object("burst");
        bytes[4] = 1;
        assertThrows(UnsupportedException.class, () -> ElfFile.of("small", bytes));
    }

    @Test
    void survivesTruncationAndDamage() throws Exception {
        byte[] bytes = TestObjects.object("burst");
        var random = new Random(7);
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            for (int length = 0; length < bytes.length; length += 3) {
                visit(Arrays.copyOf(bytes, length));
            }
            int sectionHeaders = bytes.length - 64 * 24;
            for (int round = 0; round < 3000; round++) {
                byte[] damaged = bytes.clone();
                for (int i = 0; i < 4; i++) {
                    // Where the structure is: the header, and the section headers at the end.
                    int at = random.nextBoolean() ? random.nextInt(64) : sectionHeaders + random.nextInt(bytes.length - sectionHeaders);
                    damaged[at] = (byte) random.nextInt();
                }
                visit(damaged);
            }
        });
    }

    private static void visit(byte[] bytes) throws IOException {
        try (var elf = ElfFile.of("damaged", bytes)) {
            for (var section : elf.sections()) {
                try {
                    elf.content(section);
                } catch (CorruptException e) {
                    assertTrue(e.getMessage().startsWith("damaged: corrupt ELF file at byte "), e.getMessage());
                }
            }
            elf.symbols(".symtab", (strings, name, kind, section, value, size) -> ElfFile.text(strings, name));
        } catch (CorruptException | UnsupportedException e) {
            assertTrue(e.getMessage().startsWith("damaged: "), e.getMessage());
        }
    }
}
