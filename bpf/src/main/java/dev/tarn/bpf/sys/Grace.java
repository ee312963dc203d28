package dev.tarn.bpf.sys;

import dev.tarn.model.UnsupportedException;

/// Waits for programs that are just running.
public final class Grace {
    private static final int MEMBARRIER_GLOBAL = 1;

    private Grace() {}

    /// Waits until every eBPF program that was running on any CPU has ended; takes some milliseconds, in which the thread sleeps.
    ///
    /// Programs run with preemption off, and `membarrier` waits for what the kernel calls a grace period: until every CPU was
    /// seen outside of such a part.
    ///
    /// @throws UnsupportedException if the kernel has no `membarrier`
    public static void await() {
        // The number of the system call has no name in the C library before glibc 2.32 and no wrapper at all.
        long number = switch (System.getProperty("os.arch")) {
            case "amd64" -> 324;
            case "aarch64" -> 283;
            default -> throw new UnsupportedException("membarrier: unknown architecture " + System.getProperty("os.arch"));
        };
        if (Libc.calls().syscall(number, MEMBARRIER_GLOBAL, 0, 0) != 0) {
            throw new UnsupportedException(Libc.failure("membarrier"));
        }
    }
}
