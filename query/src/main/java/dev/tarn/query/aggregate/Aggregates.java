package dev.tarn.query.aggregate;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// The aggregates of the language by name.
public final class Aggregates {
    private record Definition(Supplier<Accumulator> factory, Partials partials, int least, int most) {}

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
        define("and", Logical::and);
        define("any", Any::new);
        define("approx_top", ApproximateTop::new, 1, 2);
        define("avg", Average::new);
        defineOrdered("collect", Partials.OF_NEIGHBOURS, Collect::new);
        defineOrdered("collect_map", Partials.NONE, CollectMap::new);
        define("count", Count::new);
        define("dcount", DistinctCount::new);
        defineOrdered("fuse", Partials.NONE, Fuse::new);
        define("histogram", Histogram::new, 1, 2);
        define("max", () -> new NumberFold(NumberFold.Operation.MAX));
        define("min", () -> new NumberFold(NumberFold.Operation.MIN));
        define("or", Logical::or);
        define("quantile", Quantile::new, 2, 2);
        define("union", Union::new);
        define("sum", () -> new NumberFold(NumberFold.Operation.SUM));
    }

    private Aggregates() {}

    private static void define(String name, Supplier<Accumulator> factory) {
        DEFINITIONS.put(name, new Definition(factory, Partials.OF_ANY_ROWS, 1, 1));
    }

    private static void define(String name, Supplier<Accumulator> factory, int least, int most) {
        DEFINITIONS.put(name, new Definition(factory, Partials.OF_ANY_ROWS, least, most));
    }

    private static void defineOrdered(String name, Partials partials, Supplier<Accumulator> factory) {
        DEFINITIONS.put(name, new Definition(factory, partials, 1, 1));
    }

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
    public static Accumulator accumulator(String name) {
        return DEFINITIONS.get(name).factory().get();
    }
}
