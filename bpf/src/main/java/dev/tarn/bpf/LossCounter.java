package dev.tarn.bpf;

import dev.tarn.bpf.btf.Btf;
import dev.tarn.bpf.btf.BtfType.Enumeration;
import dev.tarn.bpf.sys.BpfMap;
import dev.tarn.bpf.sys.BpfObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Reads what a tool has lost: the programs' own counters, and what the kernel and the decoder left out.
///
/// The map `lost` has a counter for each CPU and cause; the causes are the symbols of `enum loss_cause` in the object's BTF, so that
/// a tool may add its own: LOST_RING_FULL becomes `ring full`. Somebody else's object may count that way, too.
final class LossCounter {
    private static final String MAP = "lost";
    private static final String ENUM = "loss_cause";
    private static final String PREFIX = "LOST_";
    private static final String PROGRAM_BUSY = "program busy";
    private static final String UNKNOWN_EVENT = "unknown event";
    private static final String PERF_BUFFER_FULL = "perf buffer full";
    private static final int PER_CPU_ARRAY = 6;

    /// Who receives a tool's events, and what did not become of them.
    interface Receiver {
        /// Returns how many events were of no known kind.
        long unknownEvents();

        /// Returns how many events the kernel has reported as lost in perf buffers, by CPU; empty if there are no such buffers.
        default Optional<Map<Integer, Long>> lostInPerfBuffers() {
            return Optional.empty();
        }
    }

    private record Key(OptionalInt cpu, String cause) {}

    private final String tool;
    private final BpfObject object;
    private final Receiver receiver;
    private final Optional<BpfMap> map;
    private final Map<Integer, String> causes = new TreeMap<>();
    private final Map<Key, Long> reported = new HashMap<>();
    private List<Loss> total = List.of();

    LossCounter(String tool, BpfObject object, Btf btf, Receiver receiver) {
        this.tool = tool;
        this.object = object;
        this.receiver = receiver;
        this.map = object.map(MAP).filter(found -> found.type() == PER_CPU_ARRAY);
        int keys = map.map(BpfMap::maxEntries).orElse(0);
        btf.enumeration(ENUM).ifPresent(id -> {
            for (var symbol : ((Enumeration) btf.type(id)).symbols()) {
                if (symbol.value() >= 0 && symbol.value() < keys && symbol.name().startsWith(PREFIX)) {
                    String cause = symbol.name().substring(PREFIX.length()).replace('_', ' ').toLowerCase(Locale.ROOT);
                    causes.put((int) symbol.value(), cause);
                }
            }
        });
    }

    /// Reads the counters and returns what was lost since the last time.
    List<Loss> fresh() {
        total = read();
        var fresh = new ArrayList<Loss>();
        for (var loss : total) {
            var key = new Key(loss.cpu(), loss.cause());
            long before = reported.getOrDefault(key, 0L);
            if (loss.count() > before) {
                fresh.add(new Loss(tool, loss.cpu(), loss.cause(), loss.count() - before));
                reported.put(key, loss.count());
            }
        }
        return fresh;
    }

    /// Returns what was lost in all, as of the last call of [#fresh].
    List<Loss> total() {
        return total;
    }

    /// Returns the causes for which losses are counted.
    List<String> causes() {
        return Stream.of(causes.values().stream(), receiver.lostInPerfBuffers().stream().map(_ -> PERF_BUFFER_FULL),
                Stream.of(PROGRAM_BUSY, UNKNOWN_EVENT)).flatMap(names -> names).toList();
    }

    private List<Loss> read() {
        var losses = new ArrayList<Loss>();
        map.ifPresent(counters -> causes.forEach((key, cause) -> {
            long[] perCpu = counters.perCpuLongs(key);
            for (int cpu = 0; cpu < perCpu.length; cpu++) {
                add(losses, OptionalInt.of(cpu), cause, perCpu[cpu]);
            }
        }));
        receiver.lostInPerfBuffers().ifPresent(lost ->
                lost.forEach((cpu, count) -> add(losses, OptionalInt.of(cpu), PERF_BUFFER_FULL, count)));
        add(losses, OptionalInt.empty(), PROGRAM_BUSY, object.loadedPrograms().stream().mapToLong(program -> program.missed()).sum());
        add(losses, OptionalInt.empty(), UNKNOWN_EVENT, receiver.unknownEvents());
        return List.copyOf(losses);
    }

    private void add(List<Loss> losses, OptionalInt cpu, String cause, long count) {
        if (count > 0) {
            losses.add(new Loss(tool, cpu, cause, count));
        }
    }
}
