package dev.tarn.query.aggregate;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The aggregates of the language by name.
public final class Aggregates {
    private record Definition(Partials partials, int least, int most) {}

    /// Of which rows an aggregate has partial results.
    private enum Partials {
        /// Of any; put together in any order they make the result.
        OF_ANY_ROWS,
        /// Of neighbours; put together in order they make the result.
        OF_NEIGHBOURS,
        /// It has to see all values itself, in order.
        NONE
    }

    private static final Map<String, Definition> DEFINITIONS = new TreeMap<>();

    static {
        for (var name : List.of("and", "any", "avg", "count", "dcount", "max", "min", "or", "sum", "union")) {
            DEFINITIONS.put(name, new Definition(Partials.OF_ANY_ROWS, 1, 1));
        }
        DEFINITIONS.put("approx_top", new Definition(Partials.OF_ANY_ROWS, 1, 2));
        DEFINITIONS.put("collect", new Definition(Partials.OF_NEIGHBOURS, 1, 1));
        DEFINITIONS.put("collect_map", new Definition(Partials.OF_NEIGHBOURS, 1, 1));
        DEFINITIONS.put("fuse", new Definition(Partials.OF_NEIGHBOURS, 1, 1));
        DEFINITIONS.put("histogram", new Definition(Partials.OF_ANY_ROWS, 1, 2));
        DEFINITIONS.put("quantile", new Definition(Partials.OF_ANY_ROWS, 2, 2));
    }

    private Aggregates() {}

    /// Returns whether a name is that of an aggregate.
    public static boolean isAggregate(String name) {
        return DEFINITIONS.containsKey(name);
    }

    /// Returns the names of all aggregates, in order.
    public static Collection<String> names() {
        return Collections.unmodifiableCollection(DEFINITIONS.keySet());
    }

    /// Returns how many arguments an aggregate has at least; `count` alone may have none.
    public static int leastArguments(String name) {
        return DEFINITIONS.get(name).least();
    }

    /// Returns how many arguments an aggregate has at most. One that may have two takes them as [Arguments#pack] makes them.
    public static int mostArguments(String name) {
        return DEFINITIONS.get(name).most();
    }

    /// Returns whether partial results of an aggregate make its result whatever rows they are of. Otherwise it has to see all values
    /// in order.
    public static boolean isMergeable(String name) {
        return DEFINITIONS.get(name).partials() == Partials.OF_ANY_ROWS;
    }

    /// Returns whether an aggregate has partial results of rows that follow each other, which make its result when they are put
    /// together in their order.
    public static boolean hasPartials(String name) {
        return DEFINITIONS.get(name).partials() != Partials.NONE;
    }

    /// Returns the state of an aggregate for no groups yet.
    ///
    /// @param name the name of an aggregate
    /// @param limit how large an array or a set may be that it makes
    public static Accumulator accumulator(String name, ValueLimit limit) {
        // A switch, so that only the classes of aggregates that are used are loaded.
        return switch (name) {
            case "and" -> Logical.and();
            case "any" -> new Any();
            case "approx_top" -> new ApproximateTop();
            case "avg" -> new Average();
            case "collect" -> new Collect(limit);
            case "collect_map" -> new CollectMap();
            case "count" -> new Count();
            case "dcount" -> new DistinctCount();
            case "fuse" -> new Fuse();
            case "histogram" -> new Histogram();
            case "max" -> new NumberFold(NumberFold.Operation.MAX);
            case "min" -> new NumberFold(NumberFold.Operation.MIN);
            case "or" -> Logical.or();
            case "quantile" -> new Quantile();
            case "sum" -> new Sum();
            case "union" -> new Union(limit);
            default -> throw new IllegalArgumentException("no such aggregate: " + name);
        };
    }
}
