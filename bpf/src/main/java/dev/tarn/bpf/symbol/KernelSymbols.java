package dev.tarn.bpf.symbol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The functions of the running kernel and its modules, from `/proc/kallsyms`.
///
///     Line := Address(16 hexadecimal digits) " " Kind(1 letter) " " Name [ "\t[" Module "]" ] "\n"
final class KernelSymbols {
    private static final Path FILE = Path.of("/proc/kallsyms");
    private static final int MIN_LINE_BYTES = 20;

    private KernelSymbols() {}

    /// Reads the table. Without the right to see addresses (CAP_SYSLOG, `kernel.kptr_restrict`) it is empty.
    ///
    /// @throws IOException if there is no such file
    static SymbolTable load() throws IOException {
        return parse(Files.readAllBytes(FILE));
    }

    static SymbolTable parse(byte[] text) {
        var symbols = new SymbolTable.Builder(text);
        int line = 0;
        while (line + MIN_LINE_BYTES <= text.length) {
            int end = line;
            while (end < text.length && text[end] != '\n') {
                end++;
            }
            addLine(symbols, text, line, end);
            line = end + 1;
        }
        return symbols.build();
    }

    private static void addLine(SymbolTable.Builder symbols, byte[] text, int line, int end) {
        int digits = line;
        long address = 0;
        while (digits < end && text[digits] != ' ') {
            address = address << 4 | Character.digit(text[digits++], 16);
        }
        int name = digits + 3;
        if (address == 0 || name >= end) {
            return;
        }
        int rank = switch (text[digits + 1]) {
            case 'T' -> 0;
            case 't' -> 1;
            case 'W', 'w' -> 2;
            default -> -1;
        };
        if (rank < 0) {
            return;
        }
        int nameEnd = name;
        while (nameEnd < end && text[nameEnd] != '\t' && text[nameEnd] != ' ') {
            nameEnd++;
        }
        symbols.add(address, 0, name, nameEnd - name, rank);
    }
}
