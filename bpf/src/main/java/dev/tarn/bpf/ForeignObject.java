package dev.tarn.bpf;

import dev.tarn.bpf.btf.Btf;
import dev.tarn.bpf.event.EventDecoder;
import dev.tarn.bpf.event.EventTypes;
import dev.tarn.bpf.event.MapPlan;
import dev.tarn.bpf.event.Surroundings;
import dev.tarn.bpf.ring.EventBatch;
import dev.tarn.bpf.ring.PerfReader;
import dev.tarn.bpf.ring.RingReader;
import dev.tarn.bpf.symbol.Symbolizer;
import dev.tarn.bpf.sys.BpfLink;
import dev.tarn.bpf.sys.BpfMap;
import dev.tarn.bpf.sys.BpfObject;
import dev.tarn.bpf.sys.Cpus;
import dev.tarn.bpf.sys.Epoll;
import dev.tarn.bpf.sys.SoftwareEvent;
import dev.tarn.model.UnsupportedException;
import dev.tarn.model.vector.Vector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// Somebody's object whose programs are loaded and attached: every ring and perf buffer is read, and the maps if asked for.
final class ForeignObject implements Attached, LossCounter.Receiver {
    private static final int HASH = 1;
    private static final int ARRAY = 2;
    private static final int PERF_EVENT_ARRAY = 4;
    private static final int PER_CPU_HASH = 5;
    private static final int PER_CPU_ARRAY = 6;
    private static final int STACK_TRACE = 7;
    private static final int LRU_HASH = 9;
    private static final int LONGEST_PREFIX_TRIE = 11;
    private static final int LRU_PER_CPU_HASH = 10;
    private static final int RING_BUFFER = 27;
    private static final int BATCH_EVENTS = Vector.BATCH_ROWS;
    private static final int MAX_BATCHES = 32;
    private static final long PROFILE_FREQUENCY = 99;

    private record Ring(BpfMap map, RingReader reader, EventDecoder decoder) {}

    private record PerfBuffer(PerfReader reader, EventDecoder decoder) {}

    private record ReadMap(BpfMap map, MapPlan plan, int values) {}

    private final Tool tool;
    private final BpfObject object;
    private final List<BpfLink> links = new ArrayList<>();
    private final List<Ring> rings = new ArrayList<>();
    private final List<PerfBuffer> perfBuffers = new ArrayList<>();
    private final List<ReadMap> maps = new ArrayList<>();
    private final List<BpfMap> stackMaps = new ArrayList<>();
    private final Symbolizer symbolizer;
    private final LossCounter losses;
    private final Optional<Duration> mapsEvery;
    private long nextNanos;
    private final RecentPeak fill = new RecentPeak(System.nanoTime());
    private long mapRecords;

    private ForeignObject(Tool tool, BpfObject object, Btf btf, RunningTool.Host host) {
        this.tool = tool;
        this.object = object;
        this.symbolizer = host.symbolizer();
        this.losses = new LossCounter(tool.name(), object, btf, this);
        this.mapsEvery = tool.foreign().orElseThrow().mapsEvery();
        this.nextNanos = System.nanoTime() + mapsEvery.orElse(Duration.ZERO).toNanos();
        var stacks = new StackMaps(host.symbolizer(), object.mapOfType(STACK_TRACE));
        var surroundings = new Surroundings(host.clock(), stacks, host.containers(), host.redaction());
        for (var map : object.maps()) {
            if (map.type() == RING_BUFFER) {
                rings.add(new Ring(map, new RingReader(map, BATCH_EVENTS), decoder(btf, map, surroundings, host)));
            } else if (map.type() == PERF_EVENT_ARRAY) {
                perfBuffers.add(new PerfBuffer(new PerfReader(map), decoder(btf, map, surroundings, host)));
            } else if (mapsEvery.isPresent() && map.type() == STACK_TRACE) {
                stackMaps.add(map);
            } else if (mapsEvery.isPresent() && !map.name().startsWith(".") && !map.name().contains(".rodata") && !map.name().contains(".bss")) {
                int values = values(map.type());
                Optional<MapPlan> plan = values == 0 ? Optional.empty() : MapPlan.of(btf, map.name(), values, surroundings);
                plan.ifPresent(found -> maps.add(new ReadMap(map, found, values)));
            }
        }
        if (rings.isEmpty() && perfBuffers.isEmpty() && maps.isEmpty() && stackMaps.isEmpty()) {
            throw new UnsupportedException(tool.name() + ": the object has no ring buffer and no perf buffer"
                    + (mapsEvery.isPresent() ? ", and no map whose types it tells" : "; its maps can be read with -maps 1s"));
        }
    }

    private EventDecoder decoder(Btf btf, BpfMap map, Surroundings surroundings, RunningTool.Host host) {
        var types = EventTypes.of(btf, map.name(), tool.foreign().orElseThrow().eventType(), host.hooks()::hasStruct);
        return new EventDecoder(btf, surroundings, types);
    }

    /// How many values an entry of a kind of map has; 0 for maps that are not read.
    private static int values(int type) {
        return switch (type) {
            case HASH, ARRAY, LRU_HASH, LONGEST_PREFIX_TRIE -> 1;
            case PER_CPU_HASH, PER_CPU_ARRAY, LRU_PER_CPU_HASH -> Cpus.possible();
            default -> 0;
        };
    }

    /// Loads an object and attaches all its programs.
    ///
    /// @throws UnsupportedException if the kernel lacks a hook or refuses
    static ForeignObject attach(Tool tool, RunningTool.Host host) {
        var btf = RunningTool.btf(tool);
        var object = BpfObject.open(tool.name(), tool.object());
        try {
            for (var program : object.programs()) {
                host.hooks().problem(program.section()).filter(problem -> !problem.startsWith("unknown kind")).ifPresent(problem -> {
                    throw new UnsupportedException(tool.name() + ": program " + program.name() + " (" + program.section() + "): " + problem);
                });
            }
            host.self().apply(object);
            for (var map : object.maps()) {
                if (map.type() == RING_BUFFER && tool.chosenRingBytes().isPresent()) {
                    map.setMaxEntries(tool.chosenRingBytes().getAsInt());
                }
            }
            object.load();
            var running = new ForeignObject(tool, object, btf, host);
            running.attachAll();
            return running;
        } catch (RuntimeException e) {
            object.close();
            throw e;
        }
    }

    private void attachAll() {
        try {
            for (var program : object.loadedPrograms()) {
                if (program.section().equals("perf_event")) {
                    links.addAll(program.attachToEvent(SoftwareEvent.CPU_CLOCK, PROFILE_FREQUENCY));
                } else {
                    links.add(program.attach());
                }
            }
        } catch (RuntimeException e) {
            detach();
            closeBuffers();
            throw e;
        }
    }

    @Override
    public void watch(Epoll epoll) {
        rings.forEach(ring -> epoll.add(ring.map()));
    }

    @Override
    public long drain(long nowNanos, Consumer<Vector> sink) {
        long events = 0;
        if (!rings.isEmpty()) {
            fill.add(sum(count -> rings.forEach(ring -> count.accept(ring.reader().pendingBytes()))), System.nanoTime());
        }
        for (var ring : rings) {
            events += drain(ring.reader()::next, ring.decoder(), nowNanos, sink);
        }
        for (var buffer : perfBuffers) {
            events += drain(buffer.reader()::next, buffer.decoder(), nowNanos, sink);
        }
        return events;
    }

    private interface Batches {
        EventBatch next();
    }

    private static long drain(Batches batches, EventDecoder decoder, long nowNanos, Consumer<Vector> sink) {
        long events = 0;
        for (int i = 0; i < MAX_BATCHES; i++) {
            var batch = batches.next();
            if (batch.count() == 0) {
                break;
            }
            events += batch.count();
            decoder.decode(batch, nowNanos).forEach(sink);
        }
        return events;
    }

    @Override
    public boolean pending() {
        return rings.stream().anyMatch(ring -> ring.reader().pendingBytes() > 0)
                || perfBuffers.stream().anyMatch(buffer -> buffer.reader().pending());
    }

    @Override
    public OptionalLong nextInterval() {
        return maps.isEmpty() && stackMaps.isEmpty() ? OptionalLong.empty() : OptionalLong.of(nextNanos);
    }

    @Override
    public void readInterval(long nowNanos, Consumer<Vector> sink) {
        for (var read : maps) {
            long[] words = read.map().entries(read.values(), read.plan().keyWords());
            int entries = (words.length - 1) / read.plan().entryWords();
            if (read.map().type() == ARRAY || read.map().type() == PER_CPU_ARRAY) {
                words = used(words, entries, read.plan());
                entries = (words.length - 1) / read.plan().entryWords();
            }
            mapRecords += entries;
            if (entries > 0) {
                sink.accept(read.plan().read(words, entries, nowNanos));
            }
        }
        for (var map : stackMaps) {
            var records = StackRecords.of(map, symbolizer, nowNanos);
            mapRecords += records.length();
            if (records.length() > 0) {
                sink.accept(records);
            }
        }
        nextNanos = System.nanoTime() + mapsEvery.orElse(Duration.ofSeconds(1)).toNanos();
    }

    /// Arrays always have all their entries: those of zeros were never written.
    private static long[] used(long[] words, int entries, MapPlan plan) {
        var kept = new long[words.length];
        int used = 0;
        for (int i = 0; i < entries; i++) {
            int from = i * plan.entryWords();
            boolean empty = true;
            for (int word = from + plan.keyWords(); word < from + plan.entryWords(); word++) {
                empty &= words[word] == 0;
            }
            if (!empty) {
                System.arraycopy(words, from, kept, used, plan.entryWords());
                used += plan.entryWords();
            }
        }
        return java.util.Arrays.copyOf(kept, used + 1);
    }

    @Override
    public List<Loss> freshLosses() {
        return losses.fresh();
    }

    @Override
    public long unknownEvents() {
        return sum(count -> rings.forEach(ring -> count.accept(ring.decoder().malformed())))
                + sum(count -> perfBuffers.forEach(buffer -> count.accept(buffer.decoder().malformed())));
    }

    @Override
    public Optional<Map<Integer, Long>> lostInPerfBuffers() {
        if (perfBuffers.isEmpty()) {
            return Optional.empty();
        }
        Map<Integer, Long> lost = new HashMap<>();
        perfBuffers.forEach(buffer -> buffer.reader().lost().forEach((cpu, count) -> lost.merge(cpu, count, Long::sum)));
        return Optional.of(lost);
    }

    private static long sum(Consumer<LongConsumer> each) {
        long[] total = new long[1];
        each.accept(count -> total[0] += count);
        return total[0];
    }

    @Override
    public ToolStatistics statistics() {
        return new ToolStatistics(tool.name(),
                mapRecords + sum(count -> rings.forEach(ring -> count.accept(ring.reader().received())))
                        + sum(count -> perfBuffers.forEach(buffer -> count.accept(buffer.reader().received()))),
                sum(count -> rings.forEach(ring -> count.accept(ring.reader().receivedBytes())))
                        + sum(count -> perfBuffers.forEach(buffer -> count.accept(buffer.reader().receivedBytes()))),
                fill.max(System.nanoTime()),
                sum(count -> rings.forEach(ring -> count.accept(ring.reader().sizeBytes()))),
                sum(count -> rings.forEach(ring -> count.accept(ring.decoder().repairedTexts()))), losses.causes(), losses.total());
    }

    @Override
    public void detach() {
        links.forEach(BpfLink::close);
        links.clear();
    }

    private void closeBuffers() {
        rings.forEach(ring -> ring.reader().close());
        rings.clear();
        perfBuffers.forEach(buffer -> buffer.reader().close());
        perfBuffers.clear();
    }

    @Override
    public void close() {
        detach();
        closeBuffers();
        object.close();
    }
}
