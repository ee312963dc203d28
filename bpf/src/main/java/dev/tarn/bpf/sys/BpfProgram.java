package dev.tarn.bpf.sys;

import dev.tarn.model.UnsupportedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A program of an object; lives as long as the object.
public final class BpfProgram {
    private final BpfObject object;
    private final long address;
    private final String name;
    private final String section;
    private boolean loaded = true;

    BpfProgram(BpfObject object, long address) {
        this.object = object;
        this.address = address;
        this.name = Libbpf.calls().bpf_program__name(address);
        this.section = Libbpf.calls().bpf_program__section_name(address);
    }

    /// Returns the name of its function in C.
    public String name() {
        return name;
    }

    /// Returns the section it stands in, which names its hook: `tp_btf/sys_exit`.
    public String section() {
        return section;
    }

    /// Says whether the program is to be loaded with the object; otherwise it is left out. Before loading only.
    public void setLoaded(boolean load) {
        loaded = load;
        int result = Libbpf.calls().bpf_program__set_autoload(address, load ? 1 : 0);
        if (result != 0) {
            throw new IllegalStateException(object.name() + ": program " + name + " cannot be left out: " + Errno.name(result));
        }
    }

    boolean isLoaded() {
        return loaded;
    }

    /// Attaches the loaded program to the hook that its section names.
    ///
    /// @throws UnsupportedException if the kernel refuses: what was asked for, the error, and libbpf's last line about it
    public BpfLink attach() {
        NativeLog.take();
        long link = Libbpf.calls().bpf_program__attach(address);
        if (link == 0) {
            throw Refusal.of(object.name() + ": program " + name + " cannot be attached to " + section, Libc.lastError());
        }
        return new BpfLink(name, link);
    }

    /// Returns how often the kernel left the loaded program out because it was already running on that CPU.
    ///
    /// @throws IllegalStateException if the kernel does not say
    public long missed() {
        int descriptor = Libbpf.calls().bpf_program__fd(address);
        try (var lines = Files.lines(Path.of("/proc/self/fdinfo/" + descriptor))) {
            return lines.filter(line -> line.startsWith("recursion_misses:"))
                    .mapToLong(line -> Long.parseLong(line.substring("recursion_misses:".length()).strip()))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new IllegalStateException(object.name() + ": program " + name + ": no /proc/self/fdinfo/" + descriptor, e);
        }
    }
}
