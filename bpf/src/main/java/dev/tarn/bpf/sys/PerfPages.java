package dev.tarn.bpf.sys;

import dev.tarn.model.UnsupportedException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The memory of a perf buffer (a map of kind BPF_MAP_TYPE_PERF_EVENT_ARRAY), shared with the kernel: a piece for each CPU.
///
/// The segments end with this object.
public final class PerfPages implements AutoCloseable {
    private static final int PAGES = 128;
    private static final long ENABLE = 0x2400;

    /// The memory of a CPU: a page of control data, then the events.
    ///
    /// @param cpu its number
    public record Piece(int cpu, MemorySegment control, MemorySegment data) {}

    private final Arena arena = Arena.ofShared();
    private final List<Integer> descriptors;
    private final boolean tellsLost;
    private final List<Piece> pieces = new ArrayList<>();

    /// Makes a buffer for each CPU that runs, and puts it into a loaded map.
    ///
    /// @throws UnsupportedException if the kernel refuses
    public PerfPages(BpfMap map) {
        var opened = openWithLost();
        tellsLost = opened.isPresent();
        descriptors = opened.orElseGet(() -> SoftwareEvent.BPF_OUTPUT.open(0));
        try {
            var cpus = SoftwareEvent.onlineCpus();
            long page = Libc.pageBytes();
            for (int i = 0; i < cpus.size(); i++) {
                var memory = SharedMemory.map("perf buffer " + map.name(), descriptors.get(i), page * (1 + PAGES), SharedMemory.Access.WRITE, 0, arena);
                pieces.add(new Piece(cpus.get(i), memory.asSlice(0, page), memory.asSlice(page)));
                put(map, cpus.get(i), descriptors.get(i));
                if (Libc.calls().ioctl(descriptors.get(i), ENABLE, 0) != 0) {
                    throw new UnsupportedException(Libc.failure("enabling the perf buffer " + map.name()));
                }
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static Optional<List<Integer>> openWithLost() {
        try {
            return Optional.of(SoftwareEvent.BPF_OUTPUT.openWithLost());
        } catch (UnsupportedException e) {
            // Too old a kernel, or no rights at all: the second attempt tells which.
            return Optional.empty();
        }
    }

    /// Returns how many events the kernel had no room for so far, for each CPU; empty if it is too old to tell (before Linux 6.0).
    public Optional<Map<Integer, Long>> lost() {
        if (!tellsLost) {
            return Optional.empty();
        }
        Map<Integer, Long> lost = new HashMap<>();
        try (var scratch = Arena.ofConfined()) {
            // struct read_format: value(u64) lost(u64)
            var read = scratch.allocate(2 * Long.BYTES, Long.BYTES);
            for (int i = 0; i < pieces.size(); i++) {
                if (Libc.calls().read(descriptors.get(i), read.address(), read.byteSize()) == read.byteSize()) {
                    lost.put(pieces.get(i).cpu(), read.get(ValueLayout.JAVA_LONG, Long.BYTES));
                }
            }
        }
        return Optional.of(lost);
    }

    private static void put(BpfMap map, int cpu, int descriptor) {
        try (var scratch = Arena.ofConfined()) {
            var key = scratch.allocateFrom(ValueLayout.JAVA_INT, cpu);
            var value = scratch.allocateFrom(ValueLayout.JAVA_INT, descriptor);
            int result = Libbpf.calls().bpf_map_update_elem(map.descriptor(), key.address(), value.address(), 0);
            if (result != 0) {
                throw new UnsupportedException("perf buffer " + map.name() + ", CPU " + cpu + ": " + Errno.name(result));
            }
        }
    }

    /// Returns the piece of each CPU.
    public List<Piece> pieces() {
        return List.copyOf(pieces);
    }

    @Override
    public void close() {
        arena.close();
        descriptors.forEach(Libc.calls()::close);
    }
}
