package dev.tarn.query.parse;

import dev.tarn.query.Excerpt;
import dev.tarn.query.QueryException.Problem;
import dev.tarn.query.ast.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The text of a query together with the files included before it.
///
/// It is parsed as one text, its parts joined by line ends; a problem is reported with the file, and the line in it, where it
/// is.
///
/// @param parts the included files, then the query
public record QueryText(List<Part> parts) {

    /// A file or the query.
    ///
    /// @param file the name under which problems are reported; empty for the query
    public record Part(Optional<String> file, String text) {}

    /// Copies the parts.
    ///
    /// @throws IllegalArgumentException if there is none
    public QueryText {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("query text without a part");
        }
        parts = List.copyOf(parts);
    }

    /// Returns a query without included files.
    public static QueryText of(String query) {
        return new QueryText(List.of(new Part(Optional.empty(), query)));
    }

    /// Returns an included file, to which more files or the query are added.
    public static QueryText ofFile(String name, String text) {
        return new QueryText(List.of(new Part(Optional.of(name), text)));
    }

    /// Returns this text with a file after the parts it has.
    public QueryText withFile(String name, String text) {
        return with(new Part(Optional.of(name), text));
    }

    /// Returns this text with the query itself after the parts it has.
    public QueryText withQuery(String text) {
        return with(new Part(Optional.empty(), text));
    }

    private QueryText with(Part part) {
        List<Part> more = new ArrayList<>(parts);
        more.add(part);
        return new QueryText(more);
    }

    /// Returns the whole text, to which all offsets refer.
    public String text() {
        return parts.size() == 1 ? parts.getFirst().text() : String.join("\n", parts.stream().map(Part::text).toList());
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

    private Problem locate(Problem.Kind kind, String message, Optional<String> expectation, Span span) {
        int start = 0;
        for (Part part : parts) {
            int offset = span.start() - start;
            if (offset <= part.text().length()) {
                return locate(kind, message, expectation, span, part, offset);
            }
            start += part.text().length() + 1;
        }
        throw new IllegalArgumentException("offset " + span.start() + " in a query of " + (start - 1) + " characters");
    }

    private Span bytes(Span span) {
        String text = text();
        int start = bytes(text, 0, span.start());
        return new Span(start, start + bytes(text, span.start(), span.end()));
    }

    private static int bytes(String text, int from, int to) {
        return text.substring(Math.min(from, text.length()), Math.min(to, text.length())).getBytes(StandardCharsets.UTF_8).length;
    }

    /// Returns the place in the text of what is told in bytes of UTF-8.
    public Span spanOfBytes(int start, int end) {
        byte[] text = text().getBytes(StandardCharsets.UTF_8);
        int from = characters(text, 0, start);
        return new Span(from, from + characters(text, start, end));
    }

    private static int characters(byte[] text, int from, int to) {
        int first = Math.clamp(from, 0, text.length);
        return new String(text, first, Math.clamp(to, first, text.length) - first, StandardCharsets.UTF_8).length();
    }

    private Problem locate(Problem.Kind kind, String message, Optional<String> expectation, Span span, Part part, int offset) {
        String text = part.text();
        // The end behind a last line end is shown in the line before it, which is not empty.
        boolean behindLast = offset > 0 && offset == text.length() && text.charAt(offset - 1) == '\n';
        int lineStart = text.lastIndexOf('\n', behindLast ? offset - 2 : offset - 1) + 1;
        int lineEnd = text.indexOf('\n', behindLast ? offset - 1 : offset);
        int line = 1 + (int) text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
        var excerpt = Excerpt.of(text, lineStart, lineEnd < 0 ? text.length() : lineEnd, offset);
        return new Problem(kind, message, expectation, span, bytes(span), part.file(), line, offset - lineStart + 1, excerpt);
    }
}
