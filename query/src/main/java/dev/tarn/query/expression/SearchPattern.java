package dev.tarn.query.expression;

import dev.tarn.model.Value;

/// What a search looks for in all strings and field names of a value.
public sealed interface SearchPattern {
    /// A text: found where a string or a name contains it, whatever its case.
    record Text(String text) implements SearchPattern {}

    /// A literal that is no string: found where a value equals it, or a string or a name contains it as it was written.
    ///
    /// @param text the term as it was written
    record Term(String text, Value value) implements SearchPattern {}

    /// A regular expression in RE2 syntax.
    record Regexp(String pattern) implements SearchPattern {}

    /// A glob: has to match a whole string or name.
    ///
    /// @param pattern `*` stands for any characters, `\*` for a star
    record Glob(String pattern) implements SearchPattern {}
}
