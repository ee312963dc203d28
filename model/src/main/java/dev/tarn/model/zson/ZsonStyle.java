package dev.tarn.model.zson;

import java.util.function.Predicate;

/// How ZSON is written.
///
/// @param indent how many spaces each level of nesting is indented by; 0 for a value on one line
/// @param persist which type names, once defined, hold for the rest of the stream instead of the rest of the value
public record ZsonStyle(int indent, Predicate<String> persist) {
    /// Each value on a line of its own, every type name defined anew in each value that uses it.
    public static final ZsonStyle COMPACT = new ZsonStyle(0, _ -> false);
    /// Values over several lines, indented by four spaces.
    public static final ZsonStyle PRETTY = COMPACT.withIndent(4);

    /// Returns this style with another indent.
    public ZsonStyle withIndent(int newIndent) {
        return new ZsonStyle(newIndent, persist);
    }

    /// Returns this style with other names that hold for the rest of the stream.
    public ZsonStyle withPersist(Predicate<String> newPersist) {
        return new ZsonStyle(indent, newPersist);
    }
}
