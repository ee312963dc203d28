package dev.tarn.bpf.event;

import dev.tarn.bpf.btf.Btf;
import dev.tarn.bpf.ring.EventBatch;
import dev.tarn.model.CorruptException;
import dev.tarn.model.vector.Vector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes vectors of records out of the events of one object.
///
/// An event's first word is the number of its struct in the object's BTF. What has no such struct, or is shorter than it, is
/// counted and left out: that is a program that does not keep to the convention of `tarn.bpf.h`, not a reason to stop.
/// Belongs to one thread.
public final class EventDecoder {
    private static final int EXPECTED_ROWS = 256;

    /// The events of one struct in a batch.
    private record Kind(EventPlan plan, EventRows rows) {}

    private final Btf btf;
    private final EventTypes types;
    private final EventContext context;
    private final Map<Integer, Optional<EventPlan>> plans = new HashMap<>();
    private long malformed;
    private String firstProblem = "";

    /// Creates a decoder for the events of an object.
    ///
    /// @param btf the object's BTF
    /// @param surroundings what else there is to know
    public EventDecoder(Btf btf, Surroundings surroundings) {
        this(btf, surroundings, EventTypes.OWN);
    }

    /// Creates a decoder for the events of an object.
    ///
    /// @param types tells which struct an event is
    public EventDecoder(Btf btf, Surroundings surroundings, EventTypes types) {
        this.btf = btf;
        this.types = types;
        this.context = new EventContext(surroundings);
    }

    /// Does now what the first events would otherwise wait for: finds the structs that are events, makes their plans, and reads
    /// one event of each, of zeros, so that all classes are loaded.
    public void prepare() {
        for (int id = 1; id < btf.endId(); id++) {
            if (EventTypes.isOwnEvent(btf, id)) {
                plan(id).ifPresent(plan -> {
                    var rows = new EventRows(new long[plan.sizeBytes() / Long.BYTES + 2], 1);
                    rows.add(0, plan.sizeBytes());
                    plan.read(rows, context);
                });
            }
        }
    }

    /// Returns how many events were left out because they had no known struct or were too short.
    public long malformed() {
        return malformed;
    }

    /// Returns why the first of the events that were left out had no struct; empty if all had one.
    public String firstProblem() {
        return firstProblem;
    }

    /// Returns how many texts in events were not valid UTF-8 and had the bad bytes replaced.
    public long repairedTexts() {
        return context.repaired();
    }

    /// Returns the events as records: a vector for each struct among them, its rows in the order of the events.
    ///
    /// The vectors hold copies: the events' memory may be given back afterwards.
    ///
    /// @param readTimeNanos the present, in nanoseconds since 1970
    public List<Vector> decode(EventBatch events, long readTimeNanos) {
        context.setReadTimeNanos(readTimeNanos);
        Map<Integer, Optional<Kind>> kinds = new LinkedHashMap<>();
        int lastId = 0;
        Optional<Kind> last = Optional.empty();
        for (int i = 0; i < events.count(); i++) {
            int id = types.struct(events, i).orElse(0);
            if (last.isEmpty() || id != lastId) {
                last = kinds.computeIfAbsent(id, key -> kind(key, events.words()));
                lastId = id;
            }
            if (last.isEmpty() || events.length(i) < last.get().plan().sizeBytes()) {
                malformed++;
            } else {
                last.get().rows().add(events.position(i), events.length(i));
            }
        }
        var vectors = new ArrayList<Vector>(kinds.size());
        for (var kind : kinds.values()) {
            if (kind.isPresent() && kind.get().rows().count() > 0) {
                vectors.add(kind.get().plan().read(kind.get().rows(), context));
            }
        }
        return vectors;
    }

    private Optional<Kind> kind(int id, long[] words) {
        return plan(id).map(plan -> new Kind(plan, new EventRows(words, EXPECTED_ROWS)));
    }

    private Optional<EventPlan> plan(int id) {
        return plans.computeIfAbsent(id, this::compile);
    }

    private Optional<EventPlan> compile(int id) {
        try {
            return Optional.of(EventPlan.of(btf, id));
        } catch (CorruptException e) {
            if (firstProblem.isEmpty()) {
                firstProblem = e.getMessage();
            }
            return Optional.empty();
        }
    }
}
