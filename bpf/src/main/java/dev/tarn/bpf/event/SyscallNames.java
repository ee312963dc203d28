package dev.tarn.bpf.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// The names of this architecture's system calls, from a list in the resources that is read at the first use.
final class SyscallNames {
    private static final class Loaded {
        static final Map<Integer, String> NAMES = load();

        private static Map<Integer, String> load() {
            String architecture = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
            try (var in = SyscallNames.class.getResourceAsStream("syscalls." + architecture)) {
                if (in == null) {
                    throw new IllegalStateException("no resource syscalls." + architecture);
                }
                Map<Integer, String> names = new HashMap<>();
                for (var line : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n")) {
                    int space = line.indexOf(' ');
                    names.put(Integer.valueOf(line.substring(0, space)), line.substring(space + 1));
                }
                return names;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private SyscallNames() {}

    /// Returns the name of a system call, or its number where it is not known.
    static String name(int number) {
        var name = Loaded.NAMES.get(number);
        return name == null ? Integer.toString(number) : name;
    }
}
