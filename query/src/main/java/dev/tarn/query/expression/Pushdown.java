package dev.tarn.query.expression;

import dev.tarn.model.FrameSearch;
import dev.tarn.model.KeyRange;
import dev.tarn.model.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds out what a source can do for an expression: which fields it needs, which bytes and which keys a match must have.
public final class Pushdown {
    private Pushdown() {}

    /// Returns the fields of `this` that an expression needs; among them [Path#THIS] if it needs the value whole.
    ///
    /// @param functions the functions that the query declares, as the compiler has them
    public static Set<Path> paths(Expr expr, Map<String, UserFunction> functions) {
        return Set.of(Path.THIS);
    }

    /// Returns a search over undecoded bytes that finds every value for which the condition can be true; empty if there is none.
    public static Optional<FrameSearch> frameSearch(Expr condition) {
        return Optional.empty();
    }

    /// Returns between which bounds a field must lie for the condition to be true; empty if the condition says nothing of it.
    public static Optional<KeyRange> keyRange(Expr condition, Path key) {
        return Optional.empty();
    }
}
