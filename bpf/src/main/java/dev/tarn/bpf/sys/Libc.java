package dev.tarn.bpf.sys;

import dev.tarn.model.UnsupportedException;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import jnr.ffi.annotations.SaveError;

/// The C library's functions that the collector needs.
///
/// Addresses and sizes are `long`, which is the C type of that name on the 64-bit systems that Linux eBPF is for.
final class Libc {
    /// What jnr-ffi binds. Public because its generated class lies in a package of its own.
    public interface Calls {
        // A Pointer, always null, because of which jnr-ffi does not use its x86-64 stubs: those of 2.3.4 pass six numbers wrongly.
        @SaveError
        long mmap(Pointer address, long length, int protection, int flags, int descriptor, long offset);

        @SaveError
        int munmap(long address, long length);

        @SaveError
        int epoll_create1(int flags);

        @SaveError
        int epoll_ctl(int epoll, int operation, int descriptor, long event);

        @SaveError
        int epoll_wait(int epoll, long events, int count, int timeoutMillis);

        @SaveError
        int ioctl(int descriptor, long request, long argument);

        @SaveError
        long read(int descriptor, long buffer, long bytes);

        int close(int descriptor);

        @SaveError
        int clock_gettime(int clock, long timespec);

        @SaveError
        long syscall(long number, long first, long second, long third);

        // With a Pointer for the same reason as mmap: perf_event_open(attributes, pid, cpu, group, flags) by its number.
        @SaveError
        long syscall(long number, Pointer first, long second, long third, long fourth, long fifth);

        long sysconf(int name);

        int vsnprintf(long buffer, long size, long format, long arguments);
    }

    private static final class Loaded {
        static final Calls CALLS = load();
        static final Runtime RUNTIME = Runtime.getRuntime(CALLS);
        static final long PAGE_BYTES = CALLS.sysconf(SYSCONF_PAGE_SIZE);

        private static Calls load() {
            try {
                return LibraryLoader.create(Calls.class).failImmediately().load("libc.so.6");
            } catch (UnsatisfiedLinkError e) {
                throw new UnsupportedException("libc.so.6 cannot be loaded: the collector needs Linux with glibc", e);
            }
        }
    }

    private static final int SYSCONF_PAGE_SIZE = 30;

    private Libc() {}

    /// Returns the library.
    ///
    /// @throws UnsupportedException if there is none
    static Calls calls() {
        return Loaded.CALLS;
    }

    static Runtime runtime() {
        return Loaded.RUNTIME;
    }

    /// Returns the size of a page of memory in bytes.
    static long pageBytes() {
        return Loaded.PAGE_BYTES;
    }

    /// Returns the error number that the last call of this thread left, of this library or of libbpf.
    static int lastError() {
        return Loaded.RUNTIME.getLastError();
    }

    /// Returns a message for a call that failed: what was tried, and the name of the error.
    static String failure(String what) {
        return what + ": " + Errno.name(lastError());
    }
}
