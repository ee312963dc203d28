package dev.tarn.bpf.ring;

import dev.tarn.bpf.sys.BpfMap;
import dev.tarn.bpf.sys.RingPages;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/// Reads the events of one ring buffer map.
///
/// [#next()] looks at the events that are complete, without copying them; [#release()] gives their room back to the programs.
/// Used by one thread at a time, and there must be no other reader of the map.
public final class RingReader implements AutoCloseable {
    private static final int HEADER_BYTES = 8;
    private static final int BUSY = 1 << 31;
    private static final int DISCARDED = 1 << 30;
    private static final int LENGTH = ~(BUSY | DISCARDED);
    private static final VarHandle POSITION = ValueLayout.JAVA_LONG.varHandle();
    private static final VarHandle HEADER = ValueLayout.JAVA_INT.varHandle();

    private final RingPages pages;
    private final MemorySegment data;
    private final long mask;
    private final EventBatch batch;
    private final int batchEvents;
    private long read;
    private long received;
    private long receivedBytes;

    /// Maps the ring of a loaded map.
    ///
    /// @param batchEvents how many events [#next()] gives at most
    /// @throws dev.tarn.model.UnsupportedException if the kernel refuses to map it
    public RingReader(BpfMap ring, int batchEvents) {
        this.pages = new RingPages(ring);
        this.data = pages.data();
        this.mask = pages.sizeBytes() - 1;
        this.batch = new EventBatch(data, batchEvents);
        this.batchEvents = batchEvents;
        this.read = (long) POSITION.getAcquire(pages.consumer(), 0L);
    }

    /// Returns the next events that are complete, none if there are none now; valid until [#release()].
    ///
    /// It stops before an event that a program has reserved but not finished: events come in the order of reservation.
    public EventBatch next() {
        batch.clear();
        // Acquire: what the kernel wrote before it moved the position, or cleared a busy bit, must be visible.
        long written = (long) POSITION.getAcquire(pages.producer(), 0L);
        long at = read;
        while (at < written && batch.count() < batchEvents) {
            int header = (int) HEADER.getAcquire(data, at & mask);
            if (header < 0) {
                break;
            }
            int length = header & LENGTH;
            if ((header & DISCARDED) == 0) {
                batch.add((at & mask) + HEADER_BYTES, length);
                receivedBytes += length;
            }
            at += length + HEADER_BYTES + 7 & ~7L;
        }
        received += batch.count();
        read = at;
        return batch;
    }

    /// Gives the room of all events that [#next()] returned back; they must not be looked at any more.
    public void release() {
        POSITION.setRelease(pages.consumer(), 0L, read);
    }

    /// Returns how many bytes wait to be read, unfinished events included.
    public long pendingBytes() {
        return (long) POSITION.getAcquire(pages.producer(), 0L) - read;
    }

    /// Returns the size of the ring in bytes.
    public long sizeBytes() {
        return mask + 1;
    }

    /// Returns how many events were returned so far.
    public long received() {
        return received;
    }

    /// Returns how many bytes the events had that were returned so far.
    public long receivedBytes() {
        return receivedBytes;
    }

    @Override
    public void close() {
        pages.close();
    }
}
