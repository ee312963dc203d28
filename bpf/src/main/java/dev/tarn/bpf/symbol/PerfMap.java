package dev.tarn.bpf.symbol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/// What a process says of code that it made at run time: `/tmp/perf-PID.map`, as JVMs (`jcmd PID Compiler.perfmap`), Node and
/// others write it.
///
///     Line := Start(hexadecimal) " " Size(hexadecimal) " " Name "\n"
///
/// @param changed when the file was last changed, so that it is read again only if it was
/// @param sizeBytes its size then
/// @param table the functions by address
record PerfMap(FileTime changed, long sizeBytes, SymbolTable table) {
    private static final long MAX_BYTES = 256 << 20;

    /// A process without such a file.
    static final PerfMap NONE = new PerfMap(FileTime.fromMillis(0), 0, SymbolTable.EMPTY);

    /// Reads the file if it is there and is not what is known already.
    static PerfMap load(Path file, PerfMap known) {
        try {
            var changed = Files.getLastModifiedTime(file);
            long size = Files.size(file);
            if (size > MAX_BYTES || size == 0) {
                return NONE;
            }
            return changed.equals(known.changed) && size == known.sizeBytes
                    ? known
                    : new PerfMap(changed, size, parse(Files.readAllBytes(file)));
        } catch (IOException e) {
            // Most processes have none, and one may have gone with it.
            return known;
        }
    }

    static SymbolTable parse(byte[] text) {
        var symbols = new SymbolTable.Builder(text);
        int at = 0;
        while (at < text.length) {
            int end = at;
            while (end < text.length && text[end] != '\n') {
                end++;
            }
            int first = space(text, at, end);
            int second = space(text, first + 1, end);
            if (second < end) {
                long start = hexadecimal(text, at, first);
                long size = hexadecimal(text, first + 1, second);
                if (start > 0 && size > 0) {
                    symbols.add(start, size, second + 1, end - second - 1, 0);
                }
            }
            at = end + 1;
        }
        return symbols.build();
    }

    private static int space(byte[] text, int from, int end) {
        int at = from;
        while (at < end && text[at] != ' ') {
            at++;
        }
        return at;
    }

    /// Returns the number, or -1 for something else.
    private static long hexadecimal(byte[] text, int from, int to) {
        long value = 0;
        int start = to - from > 2 && text[from] == '0' && text[from + 1] == 'x' ? from + 2 : from;
        for (int i = start; i < to; i++) {
            int digit = Character.digit(text[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
