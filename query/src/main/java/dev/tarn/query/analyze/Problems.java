package dev.tarn.query.analyze;

import dev.tarn.query.QueryException;
import dev.tarn.query.ast.Ast;
import dev.tarn.query.ast.Span;
import dev.tarn.query.parse.ProblemLocator;
import dev.tarn.query.parse.QueryText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects what is wrong with a query, so that all of it is reported at once.
final class Problems {
    private final ProblemLocator locator;
    private final List<QueryException.Problem> problems = new ArrayList<>();

    Problems(QueryText text) {
        locator = new ProblemLocator(text);
    }

    void add(Ast node, String message) {
        add(node.span(), message);
    }

    void add(Span span, String message) {
        problems.add(locator.problem(message, span));
    }

    /// Adds a problem that the reference reports without its place.
    void addUnplaced(Ast node, String message, String expectation) {
        problems.add(locator.unplacedProblem(message, expectation, node.span()));
    }

    /// Adds a problem.
    ///
    /// @param expectation what would be right
    void add(Ast node, String message, String expectation) {
        problems.add(locator.problem(message, expectation, node.span()));
    }

    /// @throws QueryException if there is a problem
    void throwAny() {
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparingInt(problem -> problem.span().start()));
            throw new QueryException(problems);
        }
    }
}
