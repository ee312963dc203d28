package dev.tarn.bpf;

import dev.tarn.bpf.tool.Architecture;
import dev.tarn.bpf.tool.KernelHooks;
import dev.tarn.bpf.tool.ProgramRoles;
import dev.tarn.bpf.tool.ToolDescription;
import dev.tarn.bpf.tool.ToolExample;
import dev.tarn.bpf.tool.ToolOption;
import dev.tarn.model.NotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The tools that come with Tarn.
public final class Tools {
    private static final List<ToolDescription> DESCRIPTIONS = List.of(
            new ToolDescription("exec", "programs that are started, and attempts that fail", "", 1 << 22, Optional.empty(), List.of(), List.of(
                    new ToolExample("which programs are started most", "is(<exec>) | count() by pcomm | sort -r count"))),
            new ToolDescription("stack", "how often a kernel function runs, by stack and process", "", 1 << 12, Optional.of(Duration.ofSeconds(1)),
                    List.of(new ToolOption("function", ToolOption.Kind.KERNEL_FUNCTION, "ip_output", "the function")), List.of()));

    private Tools() {}

    /// Returns the names of all tools.
    public static List<String> names() {
        return DESCRIPTIONS.stream().map(ToolDescription::name).toList();
    }

    /// Returns the tool with the name.
    ///
    /// @throws NotFoundException if there is none; the message has all names
    public static Tool named(String name) {
        return DESCRIPTIONS.stream().filter(known -> known.name().equals(name)).findFirst().map(known -> new Tool(known, object(name)))
                .orElseThrow(() -> new NotFoundException("no tool " + name + " (known: " + String.join(", ", names()) + ")"));
    }

    /// Returns all tools, with what the running kernel has of their hooks. Needs no rights, and does not load libbpf.
    ///
    /// @throws dev.tarn.model.UnsupportedException if the kernel has no BTF, or there are no programs for this architecture
    public static List<ToolStatus> list() {
        var hooks = KernelHooks.ofThisKernel();
        return names().stream().map(Tools::named)
                .map(tool -> new ToolStatus(tool, ProgramRoles.of(tool.name(), tool.object(), hooks)))
                .toList();
    }

    private static byte[] object(String name) {
        String resource = "tool/" + Architecture.ofThisMachine().folder() + "/" + name + ".bpf.o";
        try (var in = Tools.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
