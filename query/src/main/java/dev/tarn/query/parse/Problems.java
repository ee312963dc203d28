package dev.tarn.query.parse;

import dev.tarn.query.QueryException;
import dev.tarn.query.QueryException.Problem;
import dev.tarn.query.ast.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects what is wrong with the syntax of a query.
final class Problems {

    private final ProblemLocator locator;
    private final String whole;
    private final List<Problem> problems = new ArrayList<>();

    Problems(QueryText text) {
        locator = new ProblemLocator(text);
        whole = text.text();
    }

    /// Adds a problem with what would have been right.
    void add(String expectation, Span span) {
        problems.add(locator.syntaxProblem(expectation, span));
    }

    /// Returns the piece of the query at `span`.
    String source(Span span) {
        return whole.substring(span.start(), span.end());
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    /// @throws QueryException with all problems if there are any
    void throwIfAny() {
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparingInt(p -> p.span().start()));
            throw new QueryException(problems);
        }
    }
}
