package dev.tarn.model.vng;

import dev.tarn.model.Path;
import dev.tarn.model.Projection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The fields that a projection asks for, by name, with those inside them.
final class WantedColumns {
    /// Everything is wanted.
    static final WantedColumns ALL = new WantedColumns(true);

    private final Map<String, WantedColumns> names = new HashMap<>();
    private boolean all;

    private WantedColumns(boolean all) {
        this.all = all;
    }

    static WantedColumns of(Projection projection) {
        var wanted = new WantedColumns(projection.all());
        for (Path path : projection.paths()) {
            wanted.add(path.names());
        }
        return wanted;
    }

    private void add(List<String> path) {
        if (path.isEmpty()) {
            all = true;
        } else {
            names.computeIfAbsent(path.getFirst(), _ -> new WantedColumns(false)).add(path.subList(1, path.size()));
        }
    }

    /// Returns whether a field is wanted, or something inside it.
    boolean contains(String name) {
        return all || names.containsKey(name);
    }

    /// Returns what is wanted inside a field that is.
    WantedColumns inside(String name) {
        return all ? ALL : names.get(name);
    }
}
