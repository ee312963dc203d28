package dev.tarn.query.parse;

import dev.tarn.query.Excerpt;
import dev.tarn.query.QueryException.Problem;
import dev.tarn.query.ast.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says where in a query its problems are. Many of them take time in proportion to their number: the text is gone through once, for the first.
public final class ProblemLocator {
    private final QueryText text;
    private Optional<TextIndex> whole = Optional.empty();
    private final List<Located> parts = new ArrayList<>();

    /// A part of the text.
    ///
    /// @param start where it begins in the whole text
    private record Located(QueryText.Part part, int start, TextIndex index) {}

    /// Creates a locator for the problems of a text.
    public ProblemLocator(QueryText text) {
        this.text = text;
    }

    /// Returns a problem with what the text says.
    ///
    /// @throws IllegalArgumentException if the span starts after the end of the text
    public Problem problem(String message, Span span) {
        return locate(Problem.Kind.MEANING, message, Optional.empty(), span);
    }

    /// Returns a problem with what the text says, and what would be right.
    ///
    /// @throws IllegalArgumentException if the span starts after the end of the text
    public Problem problem(String message, String expectation, Span span) {
        return locate(Problem.Kind.MEANING, message, Optional.of(expectation), span);
    }

    /// Returns a problem with what the text says, which the reference reports without its place, and what would be right.
    ///
    /// @throws IllegalArgumentException if the span starts after the end of the text
    public Problem unplacedProblem(String message, String expectation, Span span) {
        return locate(Problem.Kind.UNPLACED, message, Optional.of(expectation), span);
    }

    /// Returns a problem with how the text is written.
    Problem syntaxProblem(String expectation, Span span) {
        return locate(Problem.Kind.SYNTAX, "error parsing Zed", Optional.of(expectation), span);
    }

    /// Returns the place in the text of what is told in bytes of UTF-8; what is behind the text is its end.
    public Span spanOfBytes(int start, int end) {
        int from = index().offset(start);
        return new Span(from, Math.max(from, index().offset(end)));
    }

    private Problem locate(Problem.Kind kind, String message, Optional<String> expectation, Span span) {
        var index = index();
        for (var part : parts) {
            int offset = span.start() - part.start();
            if (offset <= part.part().text().length()) {
                var bytes = new Span(index.bytes(span.start()), index.bytes(span.end()));
                return locate(kind, message, expectation, span, bytes, part, offset);
            }
        }
        throw new IllegalArgumentException("offset " + span.start() + " in a query of " + text.text().length() + " characters");
    }

    private TextIndex index() {
        if (whole.isEmpty()) {
            whole = Optional.of(new TextIndex(text.text()));
            int start = 0;
            for (var part : text.parts()) {
                parts.add(new Located(part, start, text.parts().size() == 1 ? whole.get() : new TextIndex(part.text())));
                start += part.text().length() + 1;
            }
        }
        return whole.get();
    }

    private static Problem locate(
            Problem.Kind kind, String message, Optional<String> expectation, Span span, Span bytes, Located located, int offset) {
        String text = located.part().text();
        var index = located.index();
        // The end behind a last line end is shown in the line before it, which is not empty.
        boolean behindLast = offset > 0 && offset == text.length() && text.charAt(offset - 1) == '\n';
        int line = index.line(behindLast ? offset - 1 : offset);
        int lineStart = index.start(line);
        var excerpt = Excerpt.of(text, lineStart, index.end(line), offset);
        return new Problem(kind, message, expectation, span, bytes, located.part().file(), line + 1, offset - lineStart + 1, excerpt);
    }
}
