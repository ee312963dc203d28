package dev.tarn.bpf.sys;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Waits until the kernel wakes one of several rings, or for some time.
///
/// A ring counts as ready only when a program asked for a wake-up, not while it holds data: otherwise waiting would end at once
/// and every event would be fetched alone. Used by one thread at a time.
public final class Epoll implements AutoCloseable {
    private static final int ADD = 1;
    private static final int INPUT = 1;
    private static final int EDGE_TRIGGERED = 1 << 31;
    private static final int MAX_EVENTS = 16;
    // struct epoll_event is packed on x86-64 and nowhere else.
    private static final boolean PACKED = System.getProperty("os.arch").equals("amd64");

    private final Arena arena = Arena.ofShared();
    private final MemorySegment events = arena.allocate(16L * MAX_EVENTS, 8);
    private final int descriptor;

    /// Creates it, without any ring.
    ///
    /// @throws IllegalStateException if the kernel refuses
    public Epoll() {
        descriptor = Libc.calls().epoll_create1(1 << 19);
        if (descriptor < 0) {
            throw new IllegalStateException(Libc.failure("epoll_create1"));
        }
    }

    /// Adds the ring of a map.
    public void add(BpfMap ring) {
        events.set(ValueLayout.JAVA_INT, 0, INPUT | EDGE_TRIGGERED);
        events.set(ValueLayout.JAVA_LONG_UNALIGNED, PACKED ? 4 : 8, ring.descriptor());
        if (Libc.calls().epoll_ctl(descriptor, ADD, ring.descriptor(), events.address()) != 0) {
            throw new IllegalStateException(Libc.failure("epoll_ctl of map " + ring.name()));
        }
    }

    /// Waits until a ring was woken or the time is over.
    ///
    /// @return whether a ring was woken
    public boolean await(int timeoutMillis) {
        int ready = Libc.calls().epoll_wait(descriptor, events.address(), MAX_EVENTS, timeoutMillis);
        if (ready < 0 && Libc.lastError() != Errno.EINTR) {
            throw new IllegalStateException(Libc.failure("epoll_wait"));
        }
        return ready > 0;
    }

    @Override
    public void close() {
        Libc.calls().close(descriptor);
        arena.close();
    }
}
