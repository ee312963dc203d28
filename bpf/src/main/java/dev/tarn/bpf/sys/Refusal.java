package dev.tarn.bpf.sys;

import dev.tarn.model.UnsupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Turns what the kernel or libbpf refused into a message that says what is missing.
final class Refusal {
    private static final int SHOWN_LINES = 8;
    /// In the verifier's last line.
    private static final String VERIFIED = "insns (limit ";

    private Refusal() {}

    /// Returns the exception for a call that failed.
    ///
    /// @param what what was tried
    /// @param error the error number, of either sign
    static UnsupportedException of(String what, int error) {
        var lines = NativeLog.take();
        int positive = error < 0 ? -error : error;
        var message = new StringBuilder(what).append(": ").append(Errno.name(error));
        if (lines.stream().anyMatch(line -> line.contains(VERIFIED))) {
            message.append(" (the kernel's verifier rejects a program)");
        } else if (positive == Errno.EPERM || positive == Errno.EACCES) {
            message.append(" (").append(rights()).append(')');
        } else if (positive == Errno.ENOMEM) {
            message.append(" (no memory for programs and maps: smaller rings, or a larger memory limit of the cgroup)");
        }
        for (var line : lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size())) {
            message.append("\n  ").append(line);
        }
        return new UnsupportedException(message.toString());
    }

    /// Returns the exception for a hook that root alone may use.
    static UnsupportedException ofRootOnly(String what, int error) {
        NativeLog.take();
        return new UnsupportedException(what + ": " + Errno.name(error)
                + " (uprobes and the tracepoints of tracefs are for root: CAP_BPF and CAP_PERFMON are not enough)");
    }

    private static String rights() {
        var missing = Rights.ofThisProcess().missingToTrace();
        if (!missing.isEmpty()) {
            return "missing " + names(missing) + ": run as root, or give these capabilities to the process";
        }
        return lockedDown()
                ? "the kernel is locked down: boot without lockdown=confidentiality"
                : "the process has CAP_BPF and CAP_PERFMON: the kernel does not offer this kind of program, or a container's seccomp filter forbids bpf(2)";
    }

    private static String names(List<Rights.Capability> capabilities) {
        return String.join(" and ", capabilities.stream().map(Enum::name).toList());
    }

    private static boolean lockedDown() {
        try {
            return Files.readString(Path.of("/sys/kernel/security/lockdown")).contains("[confidentiality]");
        } catch (java.io.IOException e) {
            // Most kernels have no such file, and then no such mode.
            return false;
        }
    }
}
