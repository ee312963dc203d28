package dev.tarn.query.ast;

/// A text, or a pattern for texts: what names a pool, a file or a location, and what a search looks for.
public sealed interface Pattern extends Ast {

    /// A text that stands for itself: `logs`, `"my logs"`, `http://localhost/x`.
    ///
    /// @param text without quotes and escapes
    /// @param quoted whether it was written in quotes
    record Text(String text, boolean quoted, Span span) implements Pattern {}

    /// A glob: `foo*.com`, `*`.
    ///
    /// @param pattern `*` stands for any characters, `\*` for a star; every other escape is resolved
    record Glob(String pattern, Span span) implements Pattern, Expression {}

    /// A regular expression in RE2 syntax: `/^[a-c]+/`.
    ///
    /// @param pattern what stands between the slashes, as it was written
    record Regexp(String pattern, Span span) implements Pattern, Expression {}
}
