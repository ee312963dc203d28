package dev.tarn.bpf.tool;

import dev.tarn.model.UnsupportedException;
import java.util.Locale;

/// The processor architectures that programs are compiled for.
public enum Architecture {
    /// 64-bit Intel and AMD.
    X86_64("amd64", "x86"),
    /// 64-bit ARM.
    AARCH64("aarch64", "arm64");

    private final String javaName;
    private final String kernelName;

    Architecture(String javaName, String kernelName) {
        this.javaName = javaName;
        this.kernelName = kernelName;
    }

    /// Returns the architecture of this machine.
    ///
    /// @throws UnsupportedException if there are no programs for it
    public static Architecture ofThisMachine() {
        String name = System.getProperty("os.arch");
        for (var architecture : values()) {
            if (architecture.javaName.equals(name)) {
                return architecture;
            }
        }
        throw new UnsupportedException("no eBPF programs for architecture " + name + " (there are for x86_64 and aarch64)");
    }

    /// Returns the name of the folder with its objects.
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Returns the name in the macro `__TARGET_ARCH_…` that libbpf's headers ask for.
    public String kernelName() {
        return kernelName;
    }
}
