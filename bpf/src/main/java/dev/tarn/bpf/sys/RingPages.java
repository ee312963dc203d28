package dev.tarn.bpf.sys;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The memory of a ring buffer map, shared with the kernel.
///
/// Three parts: a page that holds the position up to which the reader has read (writable), a page that holds the position up to
/// which programs have reserved, and the data, which appears twice in a row so that no event is ever in two pieces.
/// The segments end with this object; using one afterwards is an [IllegalStateException].
public final class RingPages implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final MemorySegment consumer;
    private final MemorySegment producer;
    private final MemorySegment data;
    private final long sizeBytes;

    /// Maps the pages of a ring buffer map.
    ///
    /// @throws dev.tarn.model.UnsupportedException if the kernel refuses
    public RingPages(BpfMap ring) {
        long page = Libc.pageBytes();
        sizeBytes = ring.maxEntries();
        try {
            consumer = SharedMemory.map(ring, page, SharedMemory.Access.WRITE, 0, arena);
            var rest = SharedMemory.map(ring, page + 2 * sizeBytes, SharedMemory.Access.READ, page, arena);
            producer = rest.asSlice(0, page);
            data = rest.asSlice(page);
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /// Returns the page with the reader's position, a `long` at its start.
    public MemorySegment consumer() {
        return consumer;
    }

    /// Returns the page with the writers' position, a `long` at its start. Read-only.
    public MemorySegment producer() {
        return producer;
    }

    /// Returns the data, twice in a row. Read-only.
    public MemorySegment data() {
        return data;
    }

    /// Returns the size of the data in bytes, once; a power of two.
    public long sizeBytes() {
        return sizeBytes;
    }

    @Override
    public void close() {
        arena.close();
    }
}
