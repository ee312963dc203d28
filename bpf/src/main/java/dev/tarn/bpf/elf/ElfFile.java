package dev.tarn.bpf.elf;

import dev.tarn.model.CorruptException;
import dev.tarn.model.UnsupportedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A 64-bit little-endian ELF file: its header, sections and loadable segments; contents are read when asked for.
///
/// Used by one thread at a time. Files are read with plain reads, not mapped: a file that is cut while it is mapped kills
/// whoever reads it.
public final class ElfFile implements AutoCloseable {
    private static final int HEADER_BYTES = 64;
    private static final int SECTION_HEADER_BYTES = 64;
    private static final int PROGRAM_HEADER_BYTES = 56;
    private static final int SYMBOL_BYTES = 24;
    private static final int MAGIC = 0x464c457f;
    private static final byte CLASS_64 = 2;
    private static final byte LITTLE_ENDIAN = 1;
    private static final int SEGMENT_LOAD = 1;
    private static final int SECTION_NO_BITS = 8;
    /// No section of a file that we read is larger; a length beyond is damage.
    private static final long MAX_SECTION_BYTES = 1L << 30;

    /// Where the bytes of a file come from.
    private interface Content extends AutoCloseable {
        int read(ByteBuffer into, long position) throws IOException;

        long size() throws IOException;

        @Override
        void close() throws IOException;
    }

    /// A part of the file.
    ///
    /// @param name its name
    /// @param type its type as the ELF header has it
    /// @param offset where its content begins in the file
    /// @param size the size of its content in bytes
    /// @param link the number of a related section, for a symbol table that of its strings
    public record Section(String name, int type, long offset, long size, int link) {}

    /// A part of the file that is mapped when it is run.
    ///
    /// @param offset where it begins in the file
    /// @param address where it begins in memory, before relocation of the whole
    /// @param size its size in the file, in bytes
    public record Segment(long offset, long address, long size) {}

    private final String origin;
    private final Content content;
    private final long size;
    private final List<Section> sections = new ArrayList<>();
    private final List<Segment> segments = new ArrayList<>();

    private ElfFile(String origin, Content content) throws IOException {
        this.origin = origin;
        this.content = content;
        this.size = content.size();
        var header = read("ELF header", 0, HEADER_BYTES);
        if (header.getInt(0) != MAGIC) {
            throw corrupt("not an ELF file", 0);
        }
        if (header.get(4) != CLASS_64 || header.get(5) != LITTLE_ENDIAN) {
            throw new UnsupportedException(origin + ": only 64-bit little-endian ELF files can be read");
        }
        readSegments(header);
        readSections(header);
    }

    /// Opens a file that is in memory already.
    ///
    /// @param origin what messages call it
    /// @throws CorruptException if it is no ELF file, or damaged
    /// @throws UnsupportedException if it is a 32-bit or big-endian one
    public static ElfFile of(String origin, byte[] bytes) {
        try {
            return new ElfFile(origin, new InMemory(bytes));
        } catch (IOException e) {
            throw new IllegalStateException(origin + ": reading from memory", e);
        }
    }

    /// Opens a file.
    ///
    /// @throws IOException if it cannot be read
    /// @throws CorruptException if it is no ELF file, or damaged
    /// @throws UnsupportedException if it is a 32-bit or big-endian one
    public static ElfFile open(Path path) throws IOException {
        var channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new ElfFile(path.toString(), new InFile(channel));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /// Returns the loadable segments.
    public List<Segment> segments() {
        return List.copyOf(segments);
    }

    /// Returns the first section with the name.
    public Optional<Section> section(String name) {
        return sections.stream().filter(section -> section.name().equals(name)).findFirst();
    }

    /// Returns all sections in their order; a symbol's section number counts in it.
    public List<Section> sections() {
        return List.copyOf(sections);
    }

    /// Returns the content of a section; none for one that has no bytes in the file.
    ///
    /// @throws CorruptException if it does not lie in the file
    /// @throws IOException if the file cannot be read
    public byte[] content(Section section) throws IOException {
        return section.type() == SECTION_NO_BITS
                ? new byte[0]
                : read("section " + section.name(), section.offset(), section.size()).array();
    }

    /// Takes the symbols of a symbol table, one by one.
    @FunctionalInterface
    public interface SymbolVisitor {
        /// Takes a symbol.
        ///
        /// @param strings the names of all symbols, each ended by a zero byte or the end
        /// @param name where in `strings` its name begins
        /// @param kind its type in bits 0-3 (2: function, 10: indirect function), its binding in bits 4-7 (1: global, 2: weak)
        /// @param section the number of its section, 0 for one that is defined elsewhere
        /// @param value its address or offset
        /// @param symbolSize its size in bytes, 0 if not known
        void symbol(byte[] strings, int name, int kind, int section, long value, long symbolSize);
    }

    /// Visits the symbols of a table (`.symtab`, `.dynsym`), in their order; none if the file has no such section.
    ///
    /// @throws CorruptException if the table is damaged
    /// @throws IOException if the file cannot be read
    public void symbols(String table, SymbolVisitor visitor) throws IOException {
        var section = section(table);
        if (section.isEmpty()) {
            return;
        }
        int link = section.get().link();
        if (link < 0 || link >= sections.size()) {
            throw corrupt(table + ": names in section " + link + " of " + sections.size(), section.get().offset());
        }
        byte[] strings = content(sections.get(link));
        var entries = ByteBuffer.wrap(content(section.get())).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + SYMBOL_BYTES <= entries.limit(); at += SYMBOL_BYTES) {
            int name = entries.getInt(at);
            if (name < 0 || name >= strings.length) {
                throw corrupt(table + ": a name at " + Integer.toUnsignedLong(name) + " of " + strings.length,
                        section.get().offset() + at);
            }
            visitor.symbol(strings, name, entries.get(at + 4), Short.toUnsignedInt(entries.getShort(at + 6)),
                    entries.getLong(at + 8), entries.getLong(at + 16));
        }
    }

    /// Returns the text that begins at a position of a string table and ends at a zero byte or the end of the table.
    public static String text(byte[] strings, int start) {
        int end = start;
        while (end < strings.length && strings[end] != 0) {
            end++;
        }
        return new String(strings, start, end - start, StandardCharsets.UTF_8);
    }

    private void readSegments(ByteBuffer header) throws IOException {
        int count = Short.toUnsignedInt(header.getShort(56));
        if (count == 0) {
            return;
        }
        int stride = entrySize("program header", header.getShort(54), PROGRAM_HEADER_BYTES);
        long start = header.getLong(32);
        var table = read("program headers", start, (long) stride * count);
        for (int i = 0; i < count; i++) {
            int at = i * stride;
            if (table.getInt(at) == SEGMENT_LOAD) {
                segments.add(new Segment(table.getLong(at + 8), table.getLong(at + 16), table.getLong(at + 32)));
            }
        }
    }

    private void readSections(ByteBuffer header) throws IOException {
        int count = Short.toUnsignedInt(header.getShort(60));
        if (count == 0) {
            return;
        }
        int stride = entrySize("section header", header.getShort(58), SECTION_HEADER_BYTES);
        var table = read("section headers", header.getLong(40), (long) stride * count);
        var names = new int[count];
        var unnamed = new ArrayList<Section>(count);
        for (int i = 0; i < count; i++) {
            int at = i * stride;
            names[i] = table.getInt(at);
            unnamed.add(new Section("", table.getInt(at + 4), table.getLong(at + 24), table.getLong(at + 32),
                    table.getInt(at + 40)));
        }
        int nameSection = Short.toUnsignedInt(header.getShort(62));
        if (nameSection >= count) {
            throw corrupt("names in section " + nameSection + " of " + count, 62);
        }
        byte[] strings = content(unnamed.get(nameSection));
        for (int i = 0; i < count; i++) {
            if (names[i] < 0 || names[i] >= strings.length) {
                throw corrupt("section " + i + " has its name at " + names[i] + " of " + strings.length,
                        header.getLong(40) + (long) i * stride);
            }
            var section = unnamed.get(i);
            sections.add(new Section(text(strings, names[i]), section.type(), section.offset(), section.size(), section.link()));
        }
    }

    private int entrySize(String what, short stated, int least) {
        int stride = Short.toUnsignedInt(stated);
        if (stride < least) {
            throw corrupt("a " + what + " of " + stride + " bytes, expected " + least, 0);
        }
        return stride;
    }

    private ByteBuffer read(String what, long offset, long length) throws IOException {
        if (offset < 0 || length < 0 || length > MAX_SECTION_BYTES || offset > size - length) {
            throw corrupt(what + " of " + Long.toUnsignedString(length) + " bytes in a file of " + size, offset);
        }
        var buffer = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (content.read(buffer, offset + buffer.position()) <= 0) {
                throw corrupt(what + ": the file ends", offset + buffer.position());
            }
        }
        return buffer.clear();
    }

    private CorruptException corrupt(String what, long position) {
        return new CorruptException(origin + ": corrupt ELF file at byte " + Long.toUnsignedString(position) + ": " + what);
    }

    /// Closes the file.
    @Override
    public void close() throws IOException {
        content.close();
    }

    private record InMemory(byte[] bytes) implements Content {
        @Override
        public int read(ByteBuffer into, long position) {
            int count = (int) Math.min(into.remaining(), bytes.length - position);
            into.put(bytes, (int) position, count);
            return count;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public void close() {}
    }

    private record InFile(FileChannel channel) implements Content {
        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return channel.read(into, position);
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
