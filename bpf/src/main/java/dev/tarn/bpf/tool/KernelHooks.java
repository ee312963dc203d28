package dev.tarn.bpf.tool;

import dev.tarn.bpf.btf.Btf;
import dev.tarn.model.CorruptException;
import dev.tarn.model.UnsupportedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which hooks the running kernel has, looked up before anything is loaded: one missing hook makes a whole object fail.
public final class KernelHooks {
    private static final Path BTF_FOLDER = Path.of("/sys/kernel/btf");
    private static final List<Path> TRACEFS = List.of(Path.of("/sys/kernel/tracing"), Path.of("/sys/kernel/debug/tracing"));
    private static final String TRACEPOINT_TYPEDEF = "btf_trace_";

    private final Btf kernel;
    private final Set<String> tracepoints;
    private boolean modulesRead;

    private KernelHooks(Btf kernel) {
        this.kernel = kernel;
        this.tracepoints = new HashSet<>(kernel.typedefsAfter(TRACEPOINT_TYPEDEF));
    }

    /// Reads what the running kernel says of itself.
    ///
    /// @throws UnsupportedException if it has no BTF
    public static KernelHooks ofThisKernel() {
        var file = BTF_FOLDER.resolve("vmlinux");
        try {
            return new KernelHooks(Btf.parse(file.toString(), Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UnsupportedException(file + " cannot be read: the kernel must be built with CONFIG_DEBUG_INFO_BTF (Debian 11, "
                    + "Ubuntu 20.10, Fedora 31, RHEL 8.2 and later are)", e);
        }
    }

    /// Returns why a program cannot be attached to the hook that its section names; empty if the kernel has it.
    ///
    /// That the kernel has a hook does not mean that it grants it: loading can still be refused.
    public Optional<String> problem(String section) {
        int slash = section.indexOf('/');
        String kind = slash < 0 ? section : section.substring(0, slash);
        String target = slash < 0 ? "" : section.substring(slash + 1);
        return switch (kind) {
            case "tp_btf", "raw_tp", "raw_tracepoint" ->
                // Without a target: the user names it.
                target.isEmpty() || hasTracepoint(target) ? Optional.empty() : missing("no tracepoint " + target + " in the kernel's BTF");
            case "tp", "tracepoint" -> tracefsProblem(target);
            case "fentry", "fexit", "fmod_ret" -> kernel.function(target).isPresent()
                    ? Optional.empty()
                    : missing("no function " + target + " in the kernel's BTF");
            case "kprobe", "kretprobe" -> source("kprobe");
            case "uprobe", "uretprobe" -> source("uprobe");
            case "iter" -> kernel.function("bpf_iter_" + target).isPresent()
                    ? Optional.empty()
                    : missing("no iterator " + target + " in the kernel's BTF");
            case "perf_event" -> Optional.empty();
            default -> missing("unknown kind of hook " + kind);
        };
    }

    /// Returns whether the kernel itself has a struct of a name.
    public boolean hasStruct(String name) {
        return kernel.struct(name).isPresent();
    }

    private static Optional<String> missing(String what) {
        return Optional.of(what);
    }

    private boolean hasTracepoint(String name) {
        if (!tracepoints.contains(name) && !modulesRead) {
            modulesRead = true;
            readModules();
        }
        return tracepoints.contains(name);
    }

    private void readModules() {
        for (var module : modules()) {
            try {
                tracepoints.addAll(Btf.parse(module.toString(), Files.readAllBytes(module), kernel).typedefsAfter(TRACEPOINT_TYPEDEF));
            } catch (IOException | CorruptException e) {
                // A module that goes while we look, or of another build, has no hooks for us.
                continue;
            }
        }
    }

    private static List<Path> modules() {
        var modules = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(BTF_FOLDER)) {
            for (var file : files) {
                if (!file.endsWith("vmlinux")) {
                    modules.add(file);
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        return modules;
    }

    private static Optional<String> tracefsProblem(String target) {
        for (var root : TRACEFS) {
            if (Files.isReadable(root.resolve("events"))) {
                return Files.isReadable(root.resolve("events").resolve(target).resolve("id"))
                        ? Optional.empty()
                        : missing("no tracepoint " + target + " in " + root);
            }
        }
        return missing("tracefs is not mounted or may only be read by root (mount -t tracefs tracefs /sys/kernel/tracing)");
    }

    private static Optional<String> source(String name) {
        return Files.exists(Path.of("/sys/bus/event_source/devices").resolve(name))
                ? Optional.empty()
                : missing("the kernel is built without " + name + "s");
    }
}
