package dev.tarn.query.ast;

/// Where a node stands in the text of its query.
///
/// Offsets count UTF-16 units of the whole text that was parsed, which is the included files followed by the query
/// where there are any.
///
/// @param start offset of the first character
/// @param end offset after the last character, at least `start`
public record Span(int start, int end) {

    /// @throws IllegalArgumentException if `start` is negative or after `end`
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("span " + start + ".." + end + ": expected 0 <= start <= end");
        }
    }

    /// Returns the smallest span that covers this one and `other`.
    public Span to(Span other) {
        return new Span(Math.min(start, other.start), Math.max(end, other.end));
    }
}
