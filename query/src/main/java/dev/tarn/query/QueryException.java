package dev.tarn.query;

import dev.tarn.model.TarnException;
import dev.tarn.query.ast.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Says what is wrong with a query, all at once where possible, and where.
///
/// The message shows for each problem what it is, its line and column, the line itself (of a very long one what is around the
/// place) and a mark under the place; and then, where it is known, what would have been right.
public class QueryException extends TarnException {

    private final transient List<Problem> problems;

    /// Creates the exception for at least one problem.
    ///
    /// @throws IllegalArgumentException if there is none
    public QueryException(List<Problem> problems) {
        super(problems.stream().map(Problem::text).collect(Collectors.joining("\n")));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("query exception without a problem");
        }
        this.problems = List.copyOf(problems);
    }

    /// Returns the problems in the order of their places.
    public List<Problem> problems() {
        return problems;
    }

    /// Returns the message as the reference implementation words it: the same as [#getMessage()] without the lines that say
    /// what would have been right.
    public String plainMessage() {
        return problems.stream().map(Problem::plainText).collect(Collectors.joining("\n"));
    }

    /// One thing that is wrong.
    ///
    /// @param kind whether the text could not be parsed or what it says cannot be
    /// @param message what is wrong, without place
    /// @param expectation what was found and what would have been right; empty if the message says it all
    /// @param span where in the whole text, included files and query
    /// @param bytes the same, counted in bytes of UTF-8
    /// @param file the included file it is in; empty for the query itself
    /// @param line in the file or query, from 1
    /// @param column in the line, from 1, in UTF-16 units
    /// @param excerpt the line, or what is around the place
    public record Problem(Kind kind, String message, Optional<String> expectation, Span span, Span bytes,
                          Optional<String> file, int line, int column, Excerpt excerpt) {

        /// What a problem is about.
        public enum Kind {
            /// The text is not a query.
            SYNTAX,
            /// The text is a query that means nothing.
            MEANING,
            /// The same, but the reference does not say where.
            UNPLACED
        }

        /// Returns the problem in three lines, or four with the expectation.
        public String text() {
            return expectation.map(e -> placedText() + "\n" + e).orElseGet(this::placedText);
        }

        /// Returns the problem as the reference words it: in three lines (what and where, the line, the mark), or in one.
        public String plainText() {
            return kind == Kind.UNPLACED ? message : placedText();
        }

        private String placedText() {
            String where = file.map(f -> " in " + f).orElse("") + " at line " + line + ", column " + column + ":";
            return message + where + "\n" + excerpt.text() + "\n" + mark();
        }

        /// A syntax problem points at a character, any other one underlines its span within the line.
        private String mark() {
            int place = excerpt.place();
            if (kind == Kind.SYNTAX) {
                String before = "=== ".substring(Math.max(0, 4 - (place - 1)));
                return " ".repeat(Math.max(0, place - 1 - before.length())) + before + "^ ===";
            }
            int length = Math.max(1, Math.min(span.end() - span.start(), excerpt.room()));
            return " ".repeat(place - 1) + "~".repeat(length);
        }
    }
}
