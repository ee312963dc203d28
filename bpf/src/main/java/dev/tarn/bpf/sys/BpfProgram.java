package dev.tarn.bpf.sys;

import dev.tarn.model.UnsupportedException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        return link(section, Libbpf.calls().bpf_program__attach(address));
    }

    private BpfLink link(String hook, long link) {
        if (link == 0) {
            int error = Libc.lastError();
            String what = object.name() + ": program " + name + " cannot be attached to " + hook;
            throw needsRoot() && (error == Errno.EACCES || error == Errno.EPERM) ? Refusal.ofRootOnly(what, error) : Refusal.of(what, error);
        }
        return new BpfLink(name, link);
    }

    /// Whether the hook is one for which the kernel's own files have to be read, which are root's.
    private boolean needsRoot() {
        return section.startsWith("uprobe") || section.startsWith("uretprobe") || section.startsWith("tp/") || section.startsWith("tracepoint/");
    }

    /// Attaches the loaded program, of a section `raw_tp`, to a tracepoint.
    ///
    /// @throws UnsupportedException if the kernel refuses
    public BpfLink attachToTracepoint(String tracepoint) {
        NativeLog.take();
        return link("tracepoint " + tracepoint, Libbpf.calls().bpf_program__attach_raw_tracepoint(address, tracepoint));
    }

    /// Attaches the loaded program, of a section `kprobe`, to where a function of the kernel begins.
    ///
    /// @throws UnsupportedException if the kernel refuses
    public BpfLink attachToKernelFunction(String function) {
        NativeLog.take();
        return link("kprobe " + function, Libbpf.calls().bpf_program__attach_kprobe(address, 0, function));
    }

    /// Attaches the loaded program, of a section `uprobe`, to where a function of programs begins, in all processes.
    ///
    /// @param file the path of the program or library, or its name, which is looked for in the usual folders
    /// @throws UnsupportedException if the kernel refuses, or there is no such file or function
    public BpfLink attachToUserFunction(String file, String function) {
        NativeLog.take();
        try (var arena = Arena.ofConfined()) {
            // struct bpf_uprobe_opts: size_t sz, size_t ref_ctr_offset, u64 bpf_cookie, bool retprobe, const char *func_name
            var options = arena.allocate(5L * Long.BYTES, 8);
            options.set(ValueLayout.JAVA_LONG, 0, options.byteSize());
            options.set(ValueLayout.JAVA_LONG, 4L * Long.BYTES, arena.allocateFrom(function).address());
            return link("function " + function + " of " + file,
                    Libbpf.calls().bpf_program__attach_uprobe_opts(address, -1, file, 0, options.address()));
        }
    }

    /// Attaches the loaded program, of a section `perf_event`, to an event on every CPU that runs now.
    ///
    /// @param frequency times a second, for a clock
    /// @throws UnsupportedException if the kernel refuses
    public List<BpfLink> attachToEvent(SoftwareEvent event, long frequency) {
        NativeLog.take();
        var links = new ArrayList<BpfLink>();
        try {
            for (int descriptor : event.open(frequency)) {
                // The link owns the descriptor.
                links.add(link("event " + event, Libbpf.calls().bpf_program__attach_perf_event(address, descriptor)));
            }
        } catch (RuntimeException e) {
            links.forEach(BpfLink::close);
            throw e;
        }
        return links;
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
