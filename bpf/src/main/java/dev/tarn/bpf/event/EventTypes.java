package dev.tarn.bpf.event;

import dev.tarn.bpf.btf.Btf;
import dev.tarn.bpf.btf.BtfType.Array;
import dev.tarn.bpf.btf.BtfType.Struct;
import dev.tarn.bpf.btf.BtfType.Variable;
import dev.tarn.bpf.ring.EventBatch;
import dev.tarn.model.InputException;
import dev.tarn.model.UnsupportedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Tells which struct an event is.
///
/// Tarn's own events say it themselves, in their first word. Objects of others do not; there it is, in this order: the struct that
/// the user names, the one that the object names for its ring (as Inspektor Gadget's do, by a variable `gadget_tracer_NAME___MAP___STRUCT`),
/// or the only one of the event's size.
public final class EventTypes {
    /// Events whose first word is their struct's number.
    public static final EventTypes OWN = new EventTypes((events, event) -> Optional.of(events.firstWord(event)));

    private static final String OWN_TYPE = "event_type_t";
    private static final String GADGET_VARIABLE = "gadget_tracer_";

    private interface Choice {
        Optional<Integer> struct(EventBatch events, int event);
    }

    private final Choice choice;

    private EventTypes(Choice choice) {
        this.choice = choice;
    }

    /// Returns how events of a ring of somebody's object are told.
    ///
    /// @param btf the object's BTF
    /// @param ring the name of the ring's map
    /// @param chosen the name of the struct, if the user gave one
    /// @param isKernels tells whether a struct of a name is the kernel's, and no event
    /// @throws InputException if there is no struct of the chosen name
    public static EventTypes of(Btf btf, String ring, Optional<String> chosen, Predicate<String> isKernels) {
        if (chosen.isPresent()) {
            int id = btf.struct(chosen.get()).orElseThrow(() -> new InputException("no struct " + chosen.get()
                    + " in the object's BTF (there are: " + String.join(", ", names(btf, candidates(btf, isKernels))) + ")"));
            return new EventTypes((_, _) -> Optional.of(id));
        }
        for (int id = 1; id < btf.endId(); id++) {
            if (isOwnEvent(btf, id)) {
                return OWN;
            }
            if (btf.type(id) instanceof Variable variable && variable.name().startsWith(GADGET_VARIABLE)) {
                String[] parts = variable.name().substring(GADGET_VARIABLE.length()).split("___");
                var struct = parts.length == 3 && parts[1].equals(ring) ? btf.struct(parts[2]) : java.util.OptionalInt.empty();
                if (struct.isPresent()) {
                    int found = struct.getAsInt();
                    return new EventTypes((_, _) -> Optional.of(found));
                }
            }
        }
        var candidates = candidates(btf, isKernels);
        Map<Integer, Optional<Integer>> bySize = new HashMap<>();
        return new EventTypes((events, event) -> bySize.computeIfAbsent(events.length(event), size -> Optional.of(only(btf, ring, candidates, size))));
    }

    static boolean isOwnEvent(Btf btf, int id) {
        return btf.type(id) instanceof Struct struct && !struct.isUnion() && !struct.members().isEmpty()
                && btf.typedefName(struct.members().getFirst().type()).filter(OWN_TYPE::equals).isPresent();
    }

    private static List<Integer> candidates(Btf btf, Predicate<String> isKernels) {
        var found = new ArrayList<Integer>();
        for (int id = 1; id < btf.endId(); id++) {
            if (btf.type(id) instanceof Struct struct && !struct.isUnion() && !struct.name().isEmpty() && !struct.members().isEmpty()
                    && !isKernels.test(struct.name())) {
                found.add(id);
            }
        }
        return found;
    }

    private static List<String> names(Btf btf, List<Integer> structs) {
        return structs.stream().map(id -> btf.type(id).name() + " (" + btf.size(id) + " bytes)").toList();
    }

    private static int only(Btf btf, String ring, List<Integer> candidates, int size) {
        // A perf buffer rounds sizes up to 8 bytes, less the 4 of a length before them.
        var fitting = candidates.stream().filter(id -> btf.size(id) == size).toList();
        if (fitting.isEmpty()) {
            fitting = candidates.stream().filter(id -> btf.size(id) < size && hasTail(btf, id)).toList();
        }
        if (fitting.isEmpty()) {
            fitting = candidates.stream().filter(id -> btf.size(id) < size && size - btf.size(id) < Long.BYTES).toList();
        }
        if (fitting.size() != 1) {
            throw new UnsupportedException("ring " + ring + ": which struct is an event of " + size + " bytes? "
                    + (fitting.isEmpty() ? "None has that size: " : "Several could be: ")
                    + String.join(", ", names(btf, fitting.isEmpty() ? candidates : fitting)) + " (choose one with -type"
                    + (fitting.isEmpty() ? "; clang describes a struct only where a global has its type: const struct NAME *unused" : "") + ")");
        }
        return fitting.getFirst();
    }

    /// Whether the struct ends with an array of open length.
    private static boolean hasTail(Btf btf, int id) {
        return btf.type(id) instanceof Struct struct
                && btf.type(btf.resolve(struct.members().getLast().type())) instanceof Array array && array.count() == 0;
    }

    /// Returns the number of the struct that an event is; empty if there is none.
    ///
    /// @throws UnsupportedException if it cannot be told; the message has the candidates
    Optional<Integer> struct(EventBatch events, int event) {
        return choice.struct(events, event);
    }
}
