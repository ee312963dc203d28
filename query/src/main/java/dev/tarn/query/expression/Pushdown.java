package dev.tarn.query.expression;

import dev.tarn.model.FrameSearch;
import dev.tarn.model.KeyRange;
import dev.tarn.model.Path;
import dev.tarn.model.TypeFilter;
import java.util.Optional;

/// Finds out what a source can do for a condition: which bytes and which keys a match must have.
public final class Pushdown {
    private Pushdown() {}

    /// Returns a search over undecoded bytes that finds every value for which the condition can be true; empty if there is none.
    public static Optional<FrameSearch> frameSearch(Expr condition) {
        return FramePatterns.of(condition);
    }

    /// Returns between which bounds a field must lie for the condition to be true; empty if the condition says nothing of it.
    public static Optional<KeyRange> keyRange(Expr condition, Path key) {
        return KeyBounds.of(condition, key);
    }

    /// Returns a test that passes every type of whose values the condition can be true.
    public static TypeFilter types(Expr condition) {
        return type -> TypeTruth.isPossible(condition, type);
    }
}
