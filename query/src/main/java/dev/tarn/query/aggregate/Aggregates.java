package dev.tarn.query.aggregate;

import java.util.Set;

/// The aggregates of the language by name.
public final class Aggregates {
    private static final Set<String> NAMES = Set.of("and", "any", "avg", "collect", "collect_map", "count", "dcount",
            "fuse", "max", "min", "or", "sum", "union");

    private Aggregates() {}

    /// Returns whether a name is that of an aggregate.
    public static boolean isAggregate(String name) {
        return NAMES.contains(name);
    }
}
