package dev.tarn.bpf.sys;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;

/// What libbpf prints, kept for messages instead of going to the standard error stream.
///
/// libbpf calls back on the thread that called it, so each thread has lines of its own.
final class NativeLog {
    private static final int MAX_LINES = 40;
    private static final int MAX_LINE_BYTES = 1 << 16;
    private static final int WARNING = 0;

    // libbpf keeps the address only: without this the callback would be collected.
    private static final Libbpf.Print PRINT = NativeLog::print;
    private static final ThreadLocal<ArrayDeque<String>> LINES = ThreadLocal.withInitial(ArrayDeque::new);

    private NativeLog() {}

    static void install(Libbpf.Calls calls) {
        calls.libbpf_set_print(PRINT);
    }

    private static int print(int level, long format, long arguments) {
        if (level > WARNING) {
            return 0;
        }
        try (var arena = Arena.ofConfined()) {
            var buffer = arena.allocate(MAX_LINE_BYTES);
            Libc.calls().vsnprintf(buffer.address(), MAX_LINE_BYTES, format, arguments);
            buffer.set(ValueLayout.JAVA_BYTE, MAX_LINE_BYTES - 1, (byte) 0);
            for (var line : text(buffer).split("\n")) {
                add(line);
            }
        }
        return 0;
    }

    private static String text(MemorySegment buffer) {
        return buffer.getString(0, StandardCharsets.UTF_8);
    }

    private static void add(String line) {
        // libbpf's guess about the memory limit is out of date since kernel 5.11 and misleads.
        if (line.isBlank() || line.contains("ulimit -l")) {
            return;
        }
        var lines = LINES.get();
        if (lines.size() == MAX_LINES) {
            lines.removeFirst();
        }
        lines.add(line.strip());
    }

    /// Returns the last lines that libbpf printed on this thread and forgets them.
    static List<String> take() {
        var lines = List.copyOf(LINES.get());
        LINES.get().clear();
        return lines;
    }
}
