package dev.tarn.bpf.symbol;

import dev.tarn.bpf.elf.ElfFile;
import dev.tarn.model.CorruptException;
import dev.tarn.model.UnsupportedException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/// Finds the file that has the symbols of a stripped executable: by its build id, or by the name it gives (`.gnu_debuglink`).
final class DebugFiles {
    private static final String BUILD_ID_SECTION = ".note.gnu.build-id";
    private static final String LINK_SECTION = ".gnu_debuglink";
    private static final Path FOLDER = Path.of("usr/lib/debug");
    private static final int NOTE_BUILD_ID = 3;
    private static final int MAX_SECTION_BYTES = 4096;

    private DebugFiles() {}

    /// Returns the build id of a file; empty if it has none.
    ///
    /// Note := NameSize(u32) Size(u32) Type(u32) Name(padded to 4) Bytes
    static Optional<String> buildId(ElfFile elf) throws IOException {
        var content = content(elf, BUILD_ID_SECTION);
        if (content.length < 12) {
            return Optional.empty();
        }
        var note = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        long name = note.getInt() & 0xffffffffL;
        long size = note.getInt() & 0xffffffffL;
        long start = 12 + (name + 3 & ~3L);
        return note.getInt() == NOTE_BUILD_ID && size > 0 && start + size <= content.length
                ? Optional.of(HexFormat.of().formatHex(content, (int) start, (int) (start + size)))
                : Optional.empty();
    }

    private static byte[] content(ElfFile elf, String section) throws IOException {
        var found = elf.section(section).filter(known -> known.size() <= MAX_SECTION_BYTES);
        return found.isPresent() ? elf.content(found.get()) : new byte[0];
    }

    /// Returns the file with the symbols.
    ///
    /// @param root the folder that the file's path counts from: that of the file's process
    /// @param path where the file is, below the root
    static Optional<Path> find(ElfFile elf, Path root, Path path) throws IOException {
        var id = buildId(elf);
        if (id.isPresent()) {
            var file = root.resolve(FOLDER).resolve(".build-id").resolve(id.get().substring(0, 2)).resolve(id.get().substring(2) + ".debug");
            if (hasBuildId(file, id.get())) {
                return Optional.of(file);
            }
        }
        return linked(elf, root, path);
    }

    private static boolean hasBuildId(Path file, String id) {
        if (!Files.isReadable(file)) {
            return false;
        }
        try (var debug = ElfFile.open(file)) {
            return buildId(debug).filter(id::equals).isPresent();
        } catch (IOException | CorruptException | UnsupportedException e) {
            // Not the file we look for, whatever it is.
            return false;
        }
    }

    /// Link := Name ending in a zero byte, padded to 4; Crc(u32) of the whole file
    private static Optional<Path> linked(ElfFile elf, Path root, Path path) throws IOException {
        var content = content(elf, LINK_SECTION);
        int end = 0;
        while (end < content.length && content[end] != 0) {
            end++;
        }
        int crcAt = end + 4 & ~3;
        if (end == 0 || crcAt + 4 > content.length) {
            return Optional.empty();
        }
        String name = new String(content, 0, end, StandardCharsets.UTF_8);
        if (name.contains("/")) {
            return Optional.empty();
        }
        int crc = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getInt(crcAt);
        var folder = path.getParent() == null ? Path.of("") : path.getParent();
        for (var candidate : Arrays.asList(folder.resolve(name), folder.resolve(".debug").resolve(name), FOLDER.resolve(folder).resolve(name))) {
            var file = root.resolve(candidate);
            if (!candidate.equals(path) && Files.isReadable(file) && checksum(file) == crc) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private static int checksum(Path file) throws IOException {
        var sum = new CRC32();
        try (var in = new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16), sum)) {
            in.skipNBytes(Files.size(file));
            return (int) sum.getValue();
        }
    }
}
