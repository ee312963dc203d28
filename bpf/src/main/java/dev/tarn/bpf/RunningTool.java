package dev.tarn.bpf;

import dev.tarn.bpf.btf.Btf;
import dev.tarn.bpf.elf.ElfFile;
import dev.tarn.bpf.event.Containers;
import dev.tarn.bpf.event.EventDecoder;
import dev.tarn.bpf.event.Surroundings;
import dev.tarn.bpf.ring.RingReader;
import dev.tarn.bpf.symbol.Symbolizer;
import dev.tarn.bpf.sys.BpfLink;
import dev.tarn.bpf.sys.BpfObject;
import dev.tarn.bpf.sys.BpfProgram;
import dev.tarn.bpf.sys.Epoll;
import dev.tarn.bpf.sys.SoftwareEvent;
import dev.tarn.bpf.tool.HookStatus;
import dev.tarn.bpf.tool.KernelHooks;
import dev.tarn.bpf.tool.ProgramRoles;
import dev.tarn.model.CorruptException;
import dev.tarn.model.InputException;
import dev.tarn.model.UnsupportedException;
import dev.tarn.model.Value;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// A tool whose programs are loaded and attached. Belongs to the thread that runs the collector.
final class RunningTool implements Attached {
    private static final String RING = "events";
    private static final String MET = "process_met";
    private static final int STACK_TRACE_MAP = 7;
    private static final int BATCH_EVENTS = Vector.BATCH_ROWS;
    /// Batches after which other tools have their turn.
    private static final int MAX_BATCHES = 32;

    /// What a tool needs of the collector that runs it.
    record Host(KernelHooks hooks, Symbolizer symbolizer, WallClock clock, SelfFilter self, Containers containers,
            Optional<UnaryOperator<String>> redaction) {}

    private final Tool tool;
    private final BpfObject object;
    private final List<BpfLink> links = new ArrayList<>();
    private final EventDecoder decoder;
    private final StackMaps stacks;
    private final LossCounter losses;
    private final Optional<RingReader> ring;
    private final Optional<IntervalMaps> interval;
    private final Symbolizer symbolizer;
    private final RecentPeak fill = new RecentPeak(System.nanoTime());
    private long met;

    private RunningTool(Tool tool, BpfObject object, Btf btf, Host around) {
        this.tool = tool;
        this.object = object;
        this.symbolizer = around.symbolizer();
        this.stacks = new StackMaps(around.symbolizer(), object.mapOfType(STACK_TRACE_MAP));
        this.decoder = new EventDecoder(btf,
                new Surroundings(around.clock(), stacks, around.containers(), around.redaction()));
        this.losses = new LossCounter(tool.name(), object, btf, decoder::malformed);
        this.ring = object.map(RING).map(map -> new RingReader(map, BATCH_EVENTS));
        this.interval = tool.description().interval().flatMap(every -> IntervalMaps.of(object, every));
    }

    /// Loads and attaches a tool. Where the kernel refuses the preferred hooks, it tries the next ones.
    ///
    /// @throws UnsupportedException if the kernel lacks a hook, or refuses all of them
    static RunningTool attach(Tool tool, Host around) {
        var btf = btf(tool);
        var roles = ProgramRoles.of(tool.name(), tool.object(), around.hooks());
        new ToolStatus(tool, roles).problem().ifPresent(problem -> {
            throw new UnsupportedException("tool " + tool.name() + ": the kernel lacks what it needs: " + problem);
        });
        tool.chosenHook().ifPresent(hook -> checkOffered(tool, roles, hook));
        // An optional part that is refused is left out in the end.
        int tries = roles.stream().filter(role -> !role.chosen())
                .mapToInt(role -> role.available().size() + (role.optional() ? 1 : 0)).max().orElse(1);
        Optional<UnsupportedException> refusal = Optional.empty();
        for (int attempt = 0; attempt < tries; attempt++) {
            try {
                return load(tool, btf, programs(tool, roles, attempt), around);
            } catch (UnsupportedException e) {
                // The first refusal is the one to report: it is about the hooks that should work.
                refusal.ifPresent(first -> first.addSuppressed(e));
                refusal = Optional.of(refusal.orElse(e));
            }
        }
        throw refusal.orElseThrow();
    }

    private static void checkOffered(Tool tool, List<HookStatus> roles, Tool.ChosenHook hook) {
        for (var role : roles) {
            for (var way : role.alternatives()) {
                if (role.chosen() && way.programs().contains("chosen__" + hook.kind()) && way.problem().isPresent()) {
                    throw new UnsupportedException("tool " + tool.name() + ": " + hook.kind() + " " + hook.target() + ": "
                            + way.problem().get());
                }
            }
        }
    }

    static Btf btf(Tool tool) {
        try (var elf = ElfFile.of(tool.name(), tool.object())) {
            return Btf.of(tool.name(), elf);
        } catch (IOException e) {
            throw new CorruptException("tool " + tool.name() + ": its object cannot be read: " + e.getMessage(), e);
        }
    }

    private static Set<String> programs(Tool tool, List<HookStatus> roles, int attempt) {
        if (tool.chosenHook().isPresent()) {
            return Set.of("chosen__" + tool.chosenHook().get().kind());
        }
        var names = new HashSet<String>();
        for (var role : roles) {
            var ways = role.available();
            if (role.chosen() || ways.isEmpty() || role.optional() && attempt >= ways.size()) {
                continue;
            }
            names.addAll(ways.get(Math.min(attempt, ways.size() - 1)).programs());
        }
        return names;
    }

    private static RunningTool load(Tool tool, Btf btf, Set<String> programs, Host around) {
        var object = BpfObject.open(tool.name(), tool.object());
        try {
            for (var program : object.programs()) {
                program.setLoaded(programs.contains(program.name()));
            }
            around.self().apply(object);
            new OptionValues(around.symbolizer()).apply(tool, object);
            object.map(RING).ifPresent(ring -> ring.setMaxEntries(tool.ringBytes()));
            if (object.hasVariable("tarn_wake_bytes")) {
                object.setVariable("tarn_wake_bytes", tool.ringBytes() / 8);
            }
            object.load();
            var running = new RunningTool(tool, object, btf, around);
            running.decoder.prepare();
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
                links.addAll(attach(program));
            }
        } catch (RuntimeException e) {
            detach();
            ring.ifPresent(RingReader::close);
            throw e;
        }
    }

    private List<BpfLink> attach(BpfProgram program) {
        var hook = tool.chosenHook();
        if (hook.isPresent()) {
            return List.of(attach(program, hook.get()));
        }
        if (program.section().equals("perf_event")) {
            String event = program.name().substring(program.name().lastIndexOf("__") + 2);
            return program.attachToEvent(SoftwareEvent.named(event).orElseThrow(() ->
                    new UnsupportedException("program " + program.name() + ": no event " + event)), frequency());
        }
        return List.of(program.attach());
    }

    private BpfLink attach(BpfProgram program, Tool.ChosenHook hook) {
        String target = hook.target();
        return switch (hook.kind()) {
            // Its group, as in sched:sched_switch, is not needed.
            case "tracepoint" -> program.attachToTracepoint(target.substring(target.indexOf(':') + 1));
            case "kprobe" -> program.attachToKernelFunction(target);
            default -> {
                int colon = target.lastIndexOf(':');
                if (colon <= 0) {
                    throw new InputException("tool " + tool.name() + ": option " + hook.kind() + ": " + target
                            + " does not name a file and a function, as in libc.so.6:malloc");
                }
                yield program.attachToUserFunction(target.substring(0, colon), target.substring(colon + 1));
            }
        };
    }

    private long frequency() {
        return tool.description().options().stream().filter(option -> option.name().equals("frequency")).findFirst()
                .map(option -> Long.parseLong(tool.value(option))).orElse(1L);
    }

    @Override
    public void watch(Epoll epoll) {
        object.map(RING).ifPresent(epoll::add);
    }

    @Override
    public long drain(long nowNanos, Consumer<Vector> sink) {
        if (ring.isEmpty()) {
            return 0;
        }
        var reader = ring.get();
        long before = reader.received();
        fill.add(reader.pendingBytes(), System.nanoTime());
        for (int i = 0; i < MAX_BATCHES; i++) {
            var batch = reader.next();
            if (batch.count() == 0) {
                break;
            }
            for (var vector : decoder.decode(batch, nowNanos)) {
                if (isMet(vector)) {
                    meet(vector);
                } else {
                    sink.accept(vector);
                }
            }
        }
        return reader.received() - before;
    }

    private static boolean isMet(Vector vector) {
        return vector instanceof TypedVector typed && typed.type() instanceof NamedType named && named.name().equals(MET);
    }

    /// Not for anybody to see: processes whose stacks will be read later, when they may have ended.
    private void meet(Vector processes) {
        met += processes.length();
        for (int row = 0; row < processes.length(); row++) {
            symbolizer.learn((int) Value.of(processes, row).field(0).asLong());
        }
    }

    @Override
    public boolean pending() {
        return ring.isPresent() && ring.get().pendingBytes() > 0;
    }

    @Override
    public OptionalLong nextInterval() {
        return interval.map(maps -> OptionalLong.of(maps.nextNanos())).orElse(OptionalLong.empty());
    }

    @Override
    public void readInterval(long nowNanos, Consumer<Vector> sink) {
        interval.ifPresent(maps -> maps.read(decoder, stacks, nowNanos, sink));
    }

    @Override
    public List<Loss> freshLosses() {
        return losses.fresh();
    }

    @Override
    public ToolStatistics statistics() {
        return new ToolStatistics(tool.name(),
                ring.map(RingReader::received).orElse(0L) - met + interval.map(IntervalMaps::events).orElse(0L),
                ring.map(RingReader::receivedBytes).orElse(0L) + interval.map(IntervalMaps::bytes).orElse(0L),
                fill.max(System.nanoTime()), ring.map(RingReader::sizeBytes).orElse(0L),
                decoder.repairedTexts(), losses.causes(), losses.total());
    }

    @Override
    public void detach() {
        links.forEach(BpfLink::close);
        links.clear();
    }

    @Override
    public void close() {
        detach();
        ring.ifPresent(RingReader::close);
        object.close();
    }
}
