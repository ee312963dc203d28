package dev.tarn.bpf.symbol;

import dev.tarn.bpf.elf.ElfFile;
import dev.tarn.model.CorruptException;
import dev.tarn.model.UnsupportedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The functions of an executable or shared library, from its symbol table and its dynamic symbol table.
///
/// @param segments which parts of the file are mapped where
/// @param table the functions by address as the file has it, before relocation
/// @param buildId what tells this build of the file from all others, in hexadecimal; empty if the file does not say
record ElfSymbols(List<ElfFile.Segment> segments, SymbolTable table, Optional<String> buildId) {
    /// A file without symbols, or none that can be read.
    static final ElfSymbols NONE = new ElfSymbols(List.of(), SymbolTable.EMPTY, Optional.empty());

    /// The symbols of larger files would take more memory than stacks are worth.
    private static final long MAX_TABLE_BYTES = 256 << 20;
    private static final int KIND_FUNCTION = 2;
    private static final int KIND_INDIRECT_FUNCTION = 10;

    /// Reads the functions of a file; none if it cannot be read or is damaged, because a stack is worth having without them.
    ///
    /// Of a stripped file, the functions are those of its debug file if there is one.
    ///
    /// @param root the folder that paths of the file's process count from
    /// @param path where the file is, below the root
    static ElfSymbols load(Path root, Path path) {
        try (var elf = ElfFile.open(root.resolve(path))) {
            var debug = elf.section(".symtab").isPresent() ? Optional.<Path>empty() : DebugFiles.find(elf, root, path);
            if (debug.isPresent()) {
                try (var symbols = ElfFile.open(debug.get())) {
                    return new ElfSymbols(elf.segments(), table(symbols), DebugFiles.buildId(elf));
                }
            }
            return new ElfSymbols(elf.segments(), table(elf), DebugFiles.buildId(elf));
        } catch (IOException | CorruptException | UnsupportedException e) {
            return NONE;
        }
    }

    /// Reads the functions of an image in memory.
    static ElfSymbols of(String name, byte[] image) {
        try (var elf = ElfFile.of(name, image)) {
            return new ElfSymbols(elf.segments(), table(elf), DebugFiles.buildId(elf));
        } catch (IOException | CorruptException | UnsupportedException e) {
            return NONE;
        }
    }

    private static SymbolTable table(ElfFile elf) throws IOException {
        var names = new ByteArrayOutputStream();
        var tables = List.of(".symtab", ".dynsym").stream().filter(name -> isReadable(elf, name)).toList();
        for (var tableName : tables) {
            names.writeBytes(strings(elf, tableName));
        }
        var builder = new SymbolTable.Builder(names.toByteArray());
        int[] base = {0};
        for (var tableName : tables) {
            int first = base[0];
            elf.symbols(tableName, (strings, name, kind, section, value, size) -> {
                int type = kind & 15;
                if (section != 0 && value != 0 && (type == KIND_FUNCTION || type == KIND_INDIRECT_FUNCTION)) {
                    builder.add(value, size, first + name, nameLength(strings, name), rank(strings, name, kind >>> 4 & 15));
                }
            });
            base[0] += strings(elf, tableName).length;
        }
        return builder.build();
    }

    private static boolean isReadable(ElfFile elf, String tableName) {
        return elf.section(tableName).filter(table -> table.size() <= MAX_TABLE_BYTES).isPresent();
    }

    private static byte[] strings(ElfFile elf, String tableName) throws IOException {
        Optional<ElfFile.Section> table = elf.section(tableName);
        if (table.isEmpty() || table.get().link() < 0 || table.get().link() >= elf.sections().size()) {
            return new byte[0];
        }
        return elf.content(elf.sections().get(table.get().link()));
    }

    /// A library has many names for one function: the public one (write) rather than the internal one (__GI___libc_write).
    private static int rank(byte[] strings, int name, int binding) {
        int underscores = 0;
        while (name + underscores < strings.length && strings[name + underscores] == '_') {
            underscores++;
        }
        int rank = Math.min(underscores, 3);
        return binding == 0 ? rank + 4 : rank;
    }

    private static int nameLength(byte[] strings, int name) {
        int end = name;
        // A versioned name (write@@GLIBC_2.2.5) without its version.
        while (end < strings.length && strings[end] != 0 && strings[end] != '@') {
            end++;
        }
        return end - name;
    }

    /// Returns the name of the function that a place in the file belongs to.
    Optional<String> at(long fileOffset) {
        return address(fileOffset).flatMap(address -> table.at(address)).map(SymbolTable.Symbol::name);
    }

    /// Returns the address of a place in the file as the file itself counts, before relocation; empty if the place is not mapped.
    Optional<Long> address(long fileOffset) {
        for (var segment : segments) {
            long within = fileOffset - segment.offset();
            if (within >= 0 && within < segment.size()) {
                return Optional.of(segment.address() + within);
            }
        }
        return Optional.empty();
    }
}
