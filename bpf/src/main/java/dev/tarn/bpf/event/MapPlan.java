package dev.tarn.bpf.event;

import dev.tarn.bpf.btf.Btf;
import dev.tarn.bpf.btf.BtfType.DataSection;
import dev.tarn.bpf.btf.BtfType.Pointer;
import dev.tarn.bpf.btf.BtfType.Struct;
import dev.tarn.bpf.btf.BtfType.Variable;
import dev.tarn.bpf.ring.EventBatch;
import dev.tarn.model.vector.Vector;
import java.util.Optional;

/// How the entries of a map become records, called as the map: `MAP={ts:time,key:…,value:…}`, with an array of values where the map has
/// one for each CPU. What types they have, the definition of the map in the object says (`__type(key, …)`, `__type(value, …)`).
public final class MapPlan {
    private static final String MAPS_SECTION = ".maps";

    private final Column record;
    private final EventContext context;
    private final int keyWords;
    private final int valueWords;
    private final int values;

    private MapPlan(Column record, EventContext context, int keyWords, int valueWords, int values) {
        this.record = record;
        this.context = context;
        this.keyWords = keyWords;
        this.valueWords = valueWords;
        this.values = values;
    }

    /// Returns the plan for a map; empty if the object does not say what it holds.
    ///
    /// @param name the map's name
    /// @param values how many values an entry has: 1, or one for each CPU there may be
    /// @throws dev.tarn.model.CorruptException if a type is damaged or beyond all measure
    public static Optional<MapPlan> of(Btf btf, String name, int values, Surroundings surroundings) {
        for (int id = 1; id < btf.endId(); id++) {
            if (btf.type(id) instanceof DataSection section && section.name().equals(MAPS_SECTION)) {
                for (var placement : section.variables()) {
                    if (btf.type(placement.variable()) instanceof Variable variable && variable.name().equals(name)
                            && btf.type(btf.resolve(variable.type())) instanceof Struct definition) {
                        return plan(btf, name, definition, values, surroundings);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<MapPlan> plan(Btf btf, String name, Struct definition, int values, Surroundings surroundings) {
        var key = target(btf, definition, "key");
        var value = target(btf, definition, "value");
        if (key.isEmpty() || value.isEmpty()) {
            return Optional.empty();
        }
        int keyWords = words(btf.size(key.get()));
        int valueWords = words(btf.size(value.get()));
        var record = PlanCompiler.mapRecord(btf, name, key.get(), value.get(), keyWords * Long.BYTES, valueWords * Long.BYTES, values);
        return Optional.of(new MapPlan(record, new EventContext(surroundings), keyWords, valueWords, values));
    }

    private static int words(long bytes) {
        return Math.toIntExact((bytes + Long.BYTES - 1) / Long.BYTES);
    }

    /// The definition's members are pointers to the types.
    private static Optional<Integer> target(Btf btf, Struct definition, String member) {
        return definition.members().stream().filter(known -> known.name().equals(member))
                .filter(known -> btf.type(known.type()) instanceof Pointer)
                .map(known -> ((Pointer) btf.type(known.type())).target())
                .filter(id -> btf.size(id) > 0)
                .findFirst();
    }

    /// Returns how many words of 8 bytes an entry has: its key, padded, then its values, each padded.
    public int entryWords() {
        return keyWords + valueWords * values;
    }

    /// Returns how many words the key has.
    public int keyWords() {
        return keyWords;
    }

    /// Returns entries as records.
    ///
    /// @param words the entries one after another, and one word more
    /// @param readTimeNanos the present, in nanoseconds since 1970
    public Vector read(long[] words, int entries, long readTimeNanos) {
        context.setReadTimeNanos(readTimeNanos);
        var batch = new EventBatch(words);
        var rows = new EventRows(words, Math.max(1, entries));
        for (int i = 0; i < entries; i++) {
            batch.add(i * entryWords() * Long.BYTES, entryWords() * Long.BYTES);
            rows.add(batch.position(i), batch.length(i));
        }
        return record.read(rows, context);
    }
}
