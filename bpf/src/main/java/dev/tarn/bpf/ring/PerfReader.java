package dev.tarn.bpf.ring;

import dev.tarn.bpf.sys.BpfMap;
import dev.tarn.bpf.sys.PerfPages;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.HashMap;
import java.util.Map;

/// Reads the events of a perf buffer, the older way in which programs send events. Used by one thread at a time.
///
///     Record := Type(u32: 2 lost, 9 sample) Misc(u16) Size(u16, all of the record) Body
///     Sample := Size(u32) Bytes(Size)
///     Lost   := Id(u64) Count(u64)
///
/// Each CPU has a buffer of its own: events of different CPUs come in no order.
public final class PerfReader implements AutoCloseable {
    private static final int HEADER_BYTES = 8;
    private static final int LOST = 2;
    private static final int SAMPLE = 9;
    /// struct perf_event_mmap_page: data_head and data_tail.
    private static final long HEAD = 1024;
    private static final long TAIL = 1032;
    private static final int BATCH_BYTES = 1 << 18;
    private static final VarHandle POSITION = ValueLayout.JAVA_LONG.varHandle();

    private final PerfPages pages;
    private final long[] words = new long[BATCH_BYTES / Long.BYTES + (1 << 13) + 1];
    private final EventBatch batch = new EventBatch(words);
    private final Map<Integer, Long> lost = new HashMap<>();
    private long received;
    private long receivedBytes;

    /// Makes buffers for a loaded map.
    ///
    /// @throws dev.tarn.model.UnsupportedException if the kernel refuses
    public PerfReader(BpfMap map) {
        this.pages = new PerfPages(map);
    }

    /// Takes the next events out of the buffers, none if there are none now. The batch is used again by the next call.
    public EventBatch next() {
        batch.clear();
        int used = 0;
        for (var piece : pages.pieces()) {
            long head = (long) POSITION.getAcquire(piece.control(), HEAD);
            long tail = (long) POSITION.getAcquire(piece.control(), TAIL);
            while (tail < head && used < BATCH_BYTES) {
                long header = word(piece, tail);
                int size = (int) (header >>> 48);
                // A size of nothing would never end; the kernel does not write one.
                if (size < HEADER_BYTES) {
                    throw new IllegalStateException("perf buffer of CPU " + piece.cpu() + ": a record of " + size + " bytes");
                }
                switch ((int) header) {
                    case LOST -> lost.merge(piece.cpu(), word(piece, tail + 2 * HEADER_BYTES), Long::sum);
                    case SAMPLE -> used += sample(piece, tail, size, used);
                    default -> {}
                }
                tail += size;
            }
            POSITION.setRelease(piece.control(), TAIL, tail);
        }
        return batch;
    }

    /// Copies a sample and returns how many bytes it took.
    private int sample(PerfPages.Piece piece, long at, int size, int used) {
        int bodyWords = (size - HEADER_BYTES + 7) / Long.BYTES;
        for (int i = 0; i < bodyWords; i++) {
            words[used / Long.BYTES + i] = word(piece, at + HEADER_BYTES + (long) i * Long.BYTES);
        }
        int length = Math.min((int) words[used / Long.BYTES], size - HEADER_BYTES - Integer.BYTES);
        batch.add(used + Integer.BYTES, length);
        received++;
        receivedBytes += length;
        return bodyWords * Long.BYTES;
    }

    /// Records begin at multiples of 8, so that a word is never in two pieces.
    private static long word(PerfPages.Piece piece, long position) {
        MemorySegment data = piece.data();
        return data.get(ValueLayout.JAVA_LONG, position & data.byteSize() - 1);
    }

    /// Returns whether events wait to be read.
    public boolean pending() {
        return pages.pieces().stream().anyMatch(piece ->
                (long) POSITION.getAcquire(piece.control(), HEAD) > (long) POSITION.getAcquire(piece.control(), TAIL));
    }

    /// Returns how many events found no room so far, for each CPU. A kernel before Linux 6.0 tells of them with the next event that finds
    /// room, so that those at the very end may be missing there.
    public Map<Integer, Long> lost() {
        return pages.lost().orElseGet(() -> Map.copyOf(lost));
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
