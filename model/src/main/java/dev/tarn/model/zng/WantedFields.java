package dev.tarn.model.zng;

import dev.tarn.model.Path;
import dev.tarn.model.Projection;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.Rows;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The fields that a projection asks for, looked up once for every type, so that one walk over the bodies finds them all.
final class WantedFields {
    private final Map<String, WantedFields> names = new HashMap<>();
    private final Map<Type, BitSet> positions = new ConcurrentHashMap<>();

    /// Returns the fields of a projection that does not ask for everything.
    static WantedFields of(Projection projection) {
        var wanted = new WantedFields();
        for (Path path : projection.paths()) {
            wanted.add(path.names());
        }
        return wanted;
    }

    private void add(List<String> path) {
        if (!path.isEmpty()) {
            names.computeIfAbsent(path.getFirst(), _ -> new WantedFields()).add(path.subList(1, path.size()));
        }
    }

    /// Finds the wanted fields in records; leaves other values alone.
    void load(Rows rows) {
        if (!(rows.type().under() instanceof RecordType record)) {
            return;
        }
        var wanted = positions.get(rows.type());
        if (wanted == null) {
            wanted = positionsIn(record);
            positions.put(rows.type(), wanted);
        }
        if (wanted.isEmpty()) {
            return;
        }
        rows.load(wanted);
        for (int field = wanted.nextSetBit(0); field >= 0; field = wanted.nextSetBit(field + 1)) {
            var inside = names.get(record.field(field).name());
            if (!inside.names.isEmpty() && rows.field(field) instanceof Rows nested) {
                inside.load(nested);
            }
        }
    }

    private BitSet positionsIn(RecordType record) {
        var wanted = new BitSet();
        for (var name : names.keySet()) {
            int position = record.indexOf(name);
            if (position >= 0) {
                wanted.set(position);
            }
        }
        return wanted;
    }
}
