package dev.tarn.bpf.ring;

import dev.tarn.bpf.sys.BpfMap;
import dev.tarn.bpf.sys.RingPages;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Reads the events of one ring buffer map. Used by one thread at a time, and there must be no other reader of the map.
///
///     Event := Header(u32: length 0-29, discarded 30, busy 31) Page(u32) Bytes(length) and up to 7 bytes to a multiple of 8
///
/// It walks the headers of the complete events in the mapped pages and copies those events in one piece, so that their room goes
/// back to the programs before anybody works on them.
public final class RingReader implements AutoCloseable {
    private static final int HEADER_BYTES = 8;
    private static final int BUSY = 1 << 31;
    private static final int DISCARDED = 1 << 30;
    private static final int LENGTH = ~(BUSY | DISCARDED);
    /// Small enough that a batch is still in the processor's cache when it is decoded.
    private static final int BATCH_BYTES = 1 << 18;
    private static final VarHandle POSITION = ValueLayout.JAVA_LONG.varHandle();

    private final RingPages pages;
    private final MemorySegment data;
    private final ByteBuffer headers;
    private final long mask;
    private final int batchEvents;
    private final EventBatch batch;
    private long[] words = new long[BATCH_BYTES / Long.BYTES + 1];
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
        this.headers = data.asByteBuffer().order(ByteOrder.nativeOrder());
        this.mask = pages.sizeBytes() - 1;
        this.batchEvents = batchEvents;
        this.batch = new EventBatch(words);
        this.read = (long) POSITION.getAcquire(pages.consumer(), 0L);
    }

    /// Takes the next complete events out of the ring, none if there are none now. The batch is used again by the next call.
    ///
    /// It stops before an event that a program has reserved but not finished: events come in the order of reservation.
    public EventBatch next() {
        batch.clear();
        long written = (long) POSITION.getAcquire(pages.producer(), 0L);
        long end = walk(written);
        // The kernel clears the busy bit last; with this, what is read from here on is not older than the headers that were read.
        VarHandle.acquireFence();
        int wordCount = (int) (end - read >>> 3);
        if (wordCount >= words.length) {
            // A single event that is larger than a batch.
            words = new long[wordCount + 1];
            batch.useMemory(words);
        }
        MemorySegment.copy(data, ValueLayout.JAVA_LONG, read & mask, words, 0, wordCount);
        received += batch.count();
        read = end;
        POSITION.setRelease(pages.consumer(), 0L, read);
        return batch;
    }

    /// Adds the events from the position on that are complete, and returns where the last of them ends.
    private long walk(long written) {
        long at = read;
        while (at < written && batch.count() < batchEvents) {
            int header = headers.getInt((int) (at & mask));
            if (header < 0) {
                break;
            }
            int length = header & LENGTH;
            long next = at + length + HEADER_BYTES + 7 & ~7L;
            if (next - read > BATCH_BYTES && at > read) {
                break;
            }
            if ((header & DISCARDED) == 0) {
                batch.add((int) (at - read) + HEADER_BYTES, length);
                receivedBytes += length;
            }
            at = next;
        }
        return at;
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
