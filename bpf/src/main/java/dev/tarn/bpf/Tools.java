package dev.tarn.bpf;

import dev.tarn.bpf.tool.Architecture;
import dev.tarn.bpf.tool.DescriptionReader;
import dev.tarn.bpf.tool.KernelHooks;
import dev.tarn.bpf.tool.ProgramRoles;
import dev.tarn.model.NotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// The tools that come with Tarn. A new one needs its name here, and its files.
public final class Tools {
    private static final List<String> DASHBOARD = List.of(
            "exec", "open", "ext4slower", "biolatency", "biosnoop", "cachestat", "tcplife", "tcpretrans", "runqlat", "profile");
    private static final List<String> OTHERS = List.of(
            "exit", "offcputime", "stack", "syscount", "filetop", "biotop", "hardirqs", "softirqs", "oomkill", "signals", "pagefaults",
            "dns");
    private static final List<String> NAMES = Stream.concat(DASHBOARD.stream(), OTHERS.stream()).toList();

    private Tools() {}

    /// Returns the names of all tools.
    public static List<String> names() {
        return NAMES;
    }

    /// Returns the names of the ten tools that together show what a host is doing, and that can run all the time.
    public static List<String> dashboard() {
        return DASHBOARD;
    }

    /// Returns the tool with the name, with its presets.
    ///
    /// @throws NotFoundException if there is none; the message has all names
    /// @throws dev.tarn.model.UnsupportedException if there are no programs for this architecture
    public static Tool named(String name) {
        if (!NAMES.contains(name)) {
            throw new NotFoundException("no tool " + name + " (known: " + String.join(", ", NAMES) + ")");
        }
        String description = new String(resource(name + ".zson"), StandardCharsets.UTF_8);
        byte[] object = resource(Architecture.ofThisMachine().folder() + "/" + name + ".bpf.o");
        return new Tool(DescriptionReader.read(name + ".zson", description), object);
    }

    /// Returns all tools, with what the running kernel has of their hooks. Needs no rights, and does not load libbpf.
    ///
    /// @throws dev.tarn.model.UnsupportedException if the kernel has no BTF, or there are no programs for this architecture
    public static List<ToolStatus> list() {
        var hooks = KernelHooks.ofThisKernel();
        return NAMES.stream()
                .map(Tools::named)
                .map(tool -> new ToolStatus(tool, ProgramRoles.of(tool.name(), tool.object(), hooks)))
                .toList();
    }

    private static byte[] resource(String name) {
        try (var in = Tools.class.getResourceAsStream("tool/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no resource tool/" + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
