package dev.tarn.bpf.symbol;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The functions that the kernel itself puts into every process (`clock_gettime` and few others), read from this process's memory: all
/// processes of an architecture have the same ones.
final class Vdso {
    private static final String NAME = "[vdso]";
    private static final int MAX_BYTES = 1 << 20;

    private Vdso() {}

    static boolean is(ProcessMaps.Mapping mapping) {
        return mapping.path().equals(NAME);
    }

    /// Returns its functions; none if it cannot be read.
    static ElfSymbols load() {
        try (var memory = FileChannel.open(Path.of("/proc/self/mem"), StandardOpenOption.READ)) {
            for (var mapping : ProcessMaps.load((int) ProcessHandle.current().pid()).mappings()) {
                long size = mapping.end() - mapping.start();
                if (is(mapping) && size <= MAX_BYTES) {
                    var image = ByteBuffer.allocate((int) size);
                    int read = memory.read(image, mapping.start());
                    return read == size ? ElfSymbols.of(NAME, image.array()) : ElfSymbols.NONE;
                }
            }
            return ElfSymbols.NONE;
        } catch (IOException e) {
            // Names for a few functions are not worth a failure.
            return ElfSymbols.NONE;
        }
    }
}
