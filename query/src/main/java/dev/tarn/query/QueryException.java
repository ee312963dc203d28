package dev.tarn.query;

import dev.tarn.model.TarnException;
import dev.tarn.query.ast.Span;
import java.util.List;

/// Says that a query is wrong: everything that was found, each with its place in the text.
///
/// The message has for each problem what it is, file, line and column, and the line itself with a mark below the place.
public class QueryException extends TarnException {
    private final transient QueryText query;
    private final transient List<Problem> problems;

    /// Something that is wrong with a query.
    ///
    /// @param message what is wrong, without its place
    /// @param span the part of the text that is wrong; empty if only a point is known, as in errors of syntax
    public record Problem(String message, Span span) {}

    /// Creates the exception.
    ///
    /// @param problems what was found, at least one
    public QueryException(QueryText query, List<Problem> problems) {
        super(message(query, problems));
        this.query = query;
        this.problems = List.copyOf(problems);
    }

    /// Creates the exception for one problem.
    public QueryException(QueryText query, String message, Span span) {
        this(query, List.of(new Problem(message, span)));
    }

    /// Returns the text of the query.
    public QueryText query() {
        return query;
    }

    /// Returns what is wrong, at least one problem.
    public List<Problem> problems() {
        return problems;
    }

    private static String message(QueryText query, List<Problem> problems) {
        var out = new StringBuilder();
        for (var problem : problems) {
            if (!out.isEmpty()) {
                out.append('\n');
            }
            describe(out, query, problem);
        }
        return out.toString();
    }

    private static void describe(StringBuilder out, QueryText query, Problem problem) {
        var place = query.locate(problem.span().start());
        out.append(problem.message());
        if (!place.file().isEmpty()) {
            out.append(" in ").append(place.file());
        }
        out.append(" at line ").append(place.line()).append(", column ").append(place.column()).append(":\n");
        out.append(place.lineText()).append('\n');
        int length = problem.span().end() - problem.span().start();
        if (length == 0) {
            out.repeat(' ', Math.max(0, place.column() - 5)).append("=== ^ ===");
        } else {
            int rest = place.lineText().length() - place.column() + 1;
            out.repeat(' ', place.column() - 1).repeat('~', Math.max(1, Math.min(length, rest)));
        }
    }
}
