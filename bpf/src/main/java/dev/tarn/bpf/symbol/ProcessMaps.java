package dev.tarn.bpf.symbol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a process has mapped executable, from `/proc/PID/maps`.
///
/// @param mappings the mappings, ascending
record ProcessMaps(List<Mapping> mappings) {
    /// A part of a process's memory.
    ///
    /// @param start the first address
    /// @param end the address after the last one
    /// @param fileOffset where the mapped part of the file begins
    /// @param file what tells the file from others: device and inode
    /// @param path the file's path as the process sees it; empty for memory without a file, `[vdso]` and the like for special parts
    record Mapping(long start, long end, long fileOffset, String file, String path) {
        boolean isFile() {
            return path.startsWith("/");
        }
    }

    ProcessMaps {
        mappings = List.copyOf(mappings);
    }

    /// Reads the maps of a process.
    ///
    /// @throws IOException if it has ended, or belongs to somebody else
    static ProcessMaps load(int pid) throws IOException {
        return parse(Files.readAllLines(Path.of("/proc/" + pid + "/maps"), StandardCharsets.ISO_8859_1));
    }

    static ProcessMaps parse(List<String> lines) {
        var mappings = new ArrayList<Mapping>();
        for (var line : lines) {
            // 7f0c1a000000-7f0c1a1b0000 r-xp 00026000 08:01 1234      /usr/lib/libc.so.6
            String[] parts = line.split(" +", 6);
            if (parts.length < 5 || !parts[1].contains("x")) {
                continue;
            }
            int dash = parts[0].indexOf('-');
            mappings.add(new Mapping(Long.parseUnsignedLong(parts[0].substring(0, dash), 16),
                    Long.parseUnsignedLong(parts[0].substring(dash + 1), 16), Long.parseUnsignedLong(parts[2], 16),
                    parts[3] + " " + parts[4], parts.length > 5 ? parts[5] : ""));
        }
        return new ProcessMaps(mappings);
    }

    /// Returns the mapping that holds an address.
    Optional<Mapping> at(long address) {
        for (var mapping : mappings) {
            if (Long.compareUnsigned(address, mapping.start()) >= 0 && Long.compareUnsigned(address, mapping.end()) < 0) {
                return Optional.of(mapping);
            }
        }
        return Optional.empty();
    }
}
