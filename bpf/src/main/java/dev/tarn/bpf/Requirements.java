package dev.tarn.bpf;

import dev.tarn.bpf.sys.Cpus;
import dev.tarn.bpf.sys.Rights;
import dev.tarn.bpf.sys.Rights.Capability;
import dev.tarn.bpf.tool.Architecture;
import dev.tarn.model.UnsupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// What the collector needs of a host, and which of it is missing.
public final class Requirements {
    /// Something the collector needs, or makes use of.
    ///
    /// @param name what it is
    /// @param met whether it is there
    /// @param optional whether the collector works without it, with less to show
    /// @param remedy what is wrong and how to get it; empty if it is there
    public record Requirement(String name, boolean met, boolean optional, String remedy) {}

    private Requirements() {}

    /// Looks at this host. Loads libbpf, but loads nothing into the kernel.
    public static List<Requirement> check() {
        var found = new ArrayList<Requirement>();
        boolean linux = System.getProperty("os.name").equals("Linux");
        found.add(need("Linux", linux, "the collector traces Linux kernels; this is " + System.getProperty("os.name")));
        if (!linux) {
            return found;
        }
        found.add(tried("programs for this processor", Architecture::ofThisMachine));
        found.add(need("kernel BTF", Files.isReadable(Path.of("/sys/kernel/btf/vmlinux")),
                "/sys/kernel/btf/vmlinux is missing: the kernel must be built with CONFIG_DEBUG_INFO_BTF"));
        found.add(tried("libbpf", Cpus::possible));
        var rights = Rights.ofThisProcess();
        found.add(right(rights, Capability.CAP_BPF, false, "programs cannot be loaded"));
        found.add(right(rights, Capability.CAP_PERFMON, false, "programs cannot be attached to tracepoints"));
        found.add(right(rights, Capability.CAP_SYSLOG, true, "the kernel's functions in stacks have no names"));
        found.add(right(rights, Capability.CAP_SYS_PTRACE, true, "functions of other users' processes in stacks have no names"));
        return List.copyOf(found);
    }

    /// Returns whether nothing is missing that the collector cannot do without.
    public static boolean met(List<Requirement> requirements) {
        return requirements.stream().allMatch(requirement -> requirement.met() || requirement.optional());
    }

    private static Requirement need(String name, boolean met, String remedy) {
        return new Requirement(name, met, false, met ? "" : remedy);
    }

    private static Requirement tried(String name, Supplier<?> attempt) {
        try {
            attempt.get();
            return need(name, true, "");
        } catch (UnsupportedException e) {
            return need(name, false, e.getMessage());
        }
    }

    private static Requirement right(Rights rights, Capability capability, boolean optional, String without) {
        boolean met = rights.has(capability);
        return new Requirement(capability.name(), met, optional, met ? ""
                : without + ": run as root, or give the process this capability (in a systemd unit: AmbientCapabilities=" + capability + ")");
    }
}
