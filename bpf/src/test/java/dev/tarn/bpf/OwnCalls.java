package dev.tarn.bpf;

import jnr.ffi.LibraryLoader;

/// System calls that tests make in this very process.
final class OwnCalls {
    /// The functions of the C library.
    public interface Calls {
        int getpgid(int pid);

        int execv(String path, long argv);
    }

    private static final Calls CALLS = LibraryLoader.create(Calls.class).load("libc.so.6");
    private static final int BURST = 0x5a5a0000;
    private static final int SHAPES = 0x5a5b0000;

    private OwnCalls() {}

    /// Has the test program `burst` send events, at most 512.
    static void burst(int events) {
        CALLS.getpgid(BURST | events);
    }

    /// Makes the call that test programs listen for.
    static void ask(int argument) {
        CALLS.getpgid(argument);
    }

    /// Has the test program `shapes` send its events.
    static void shapes() {
        CALLS.getpgid(SHAPES);
    }

    /// Tries to become a program that is not there.
    static void failingExec(String path) {
        CALLS.execv(path, 0);
    }
}
