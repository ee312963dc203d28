package dev.tarn.bpf.sys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The capabilities of this process that matter to eBPF.
///
/// @param held the capabilities in effect
public record Rights(Set<Capability> held) {
    /// A capability, with its number in the kernel.
    public enum Capability {
        /// Load programs and make maps.
        CAP_BPF(39),
        /// Attach them to tracepoints and read kernel memory from them.
        CAP_PERFMON(38),
        /// Read the addresses of kernel symbols.
        CAP_SYSLOG(34),
        /// Read the memory maps of other users' processes.
        CAP_SYS_PTRACE(19),
        /// Everything that CAP_BPF and CAP_PERFMON allow, and more.
        CAP_SYS_ADMIN(21);

        private final int number;

        Capability(int number) {
            this.number = number;
        }
    }

    /// Copies the set.
    public Rights {
        held = Set.copyOf(held);
    }

    /// Returns the rights of this process; none where the kernel does not tell.
    public static Rights ofThisProcess() {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            long effective = lines.filter(line -> line.startsWith("CapEff:"))
                    .mapToLong(line -> Long.parseUnsignedLong(line.substring("CapEff:".length()).strip(), 16))
                    .findFirst()
                    .orElse(0);
            var held = EnumSet.noneOf(Capability.class);
            for (var capability : Capability.values()) {
                if ((effective & 1L << capability.number) != 0) {
                    held.add(capability);
                }
            }
            return new Rights(held);
        } catch (IOException e) {
            return new Rights(Set.of());
        }
    }

    /// Returns whether the process has a capability, or one that includes it.
    public boolean has(Capability capability) {
        boolean included = capability == Capability.CAP_BPF || capability == Capability.CAP_PERFMON
                || capability == Capability.CAP_SYSLOG;
        return held.contains(capability) || included && held.contains(Capability.CAP_SYS_ADMIN);
    }

    /// Returns which capabilities that loading and attaching programs takes are missing.
    public List<Capability> missingToTrace() {
        var missing = new ArrayList<Capability>();
        for (var capability : List.of(Capability.CAP_BPF, Capability.CAP_PERFMON)) {
            if (!has(capability)) {
                missing.add(capability);
            }
        }
        return missing;
    }
}
