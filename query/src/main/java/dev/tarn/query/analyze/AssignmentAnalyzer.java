package dev.tarn.query.analyze;

import dev.tarn.model.Path;
import dev.tarn.query.ast.Ast;
import dev.tarn.query.ast.Expression;
import dev.tarn.query.ast.Operator;
import dev.tarn.query.aggregate.Aggregates;
import dev.tarn.query.expression.Expr;
import dev.tarn.query.plan.Aggregation;
import dev.tarn.query.plan.Assignment;
import dev.tarn.query.plan.FieldLayout;
import dev.tarn.query.plan.Step;
import dev.tarn.query.plan.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes assignments of syntax: finds out what they assign to and checks that it can be.
final class AssignmentAnalyzer {
    private static final Target BAD = Target.of(Path.of("?"));

    private final Analysis analysis;
    private final Problems problems;
    private final ExpressionAnalyzer expressions;

    AssignmentAnalyzer(Analysis analysis, ExpressionAnalyzer expressions) {
        this.analysis = analysis;
        this.problems = analysis.problems;
        this.expressions = expressions;
    }

    List<Assignment> assignments(List<Ast.Assignment> assignments, Names names) {
        var analyzed = new ArrayList<Assignment>(assignments.size());
        for (var assignment : assignments) {
            var value = expressions.expression(assignment.value(), names);
            analyzed.add(new Assignment(target(assignment, value, names), value));
        }
        return analyzed;
    }

    /// Returns assignments whose targets have to be known names.
    List<Assignment> staticAssignments(List<Ast.Assignment> assignments, Names names) {
        var analyzed = assignments(assignments, names);
        for (int i = 0; i < analyzed.size(); i++) {
            if (analyzed.get(i).target().path().isEmpty()) {
                problems.add(assignments.get(i).target().<Ast>map(t -> t).orElse(assignments.get(i)),
                        "output field must be static");
            }
        }
        return analyzed;
    }

    List<Aggregation> aggregations(List<Ast.Assignment> assignments, Names names) {
        var aggregations = new ArrayList<Aggregation>(assignments.size());
        for (var assignment : assignments) {
            aggregation(assignment, names).ifPresent(aggregations::add);
        }
        return aggregations;
    }

    private Optional<Aggregation> aggregation(Ast.Assignment assignment, Names names) {
        if (!(assignment.value() instanceof Expression.Call call)) {
            problems.add(assignment.value(), "aggregate function call expected", "expected an aggregate such as sum(x)");
            return Optional.empty();
        }
        String name = call.name().text();
        if (!Aggregates.isAggregate(name)) {
            problems.add(call, "unknown aggregation function: " + name,
                    Nearest.expectation("the name of an aggregate", name, Aggregates.names()));
            return Optional.empty();
        }
        var field = Path.of(name);
        if (assignment.target().isPresent()) {
            var node = assignment.target().get();
            var path = target(assignment, new Expr.This(), names).path();
            if (path.isEmpty()) {
                problems.add(node, "aggregate output field must be static");
                return Optional.empty();
            }
            field = path.get();
        }
        var target = field;
        return expressions.aggregate(call, names).map(aggregate -> new Aggregation(target, aggregate));
    }

    private Target target(Ast.Assignment assignment, Expr value, Names names) {
        if (assignment.target().isEmpty()) {
            var derived = ExpressionAnalyzer.derivedName(value);
            if (derived.isEmpty()) {
                problems.add(assignment, "cannot infer field from expression",
                        "expected a name and ':=' in front of the expression");
                return BAD;
            }
            return derived.get().isThis() ? bad(assignment, "cannot assign to 'this'", "expected a field on the left; yield replaces the whole value") : Target.of(derived.get());
        }
        var target = expressions.expression(assignment.target().get(), names);
        if (target instanceof Expr.This) {
            return bad(assignment, "cannot assign to 'this'", "expected a field on the left; yield replaces the whole value");
        }
        return target(target).orElseGet(() -> bad(assignment, "illegal left-hand side of assignment", "expected a field such as a.b on the left of ':='"));
    }

    private Target bad(Ast node, String message, String expectation) {
        problems.add(node, message, expectation);
        return BAD;
    }

    /// Returns the target that an expression stands for; empty if it is not one.
    private static Optional<Target> target(Expr expr) {
        var elements = new ArrayList<Target.Element>();
        Expr rest = expr;
        while (!(rest instanceof Expr.This)) {
            switch (rest) {
                case Expr.Field(var record, var name) -> {
                    elements.addFirst(new Target.Element.Name(name));
                    rest = record;
                }
                case Expr.Index(var container, var index) -> {
                    elements.addFirst(new Target.Element.Computed(index));
                    rest = container;
                }
                default -> {
                    return Optional.empty();
                }
            }
        }
        return elements.isEmpty() ? Optional.empty() : Optional.of(new Target(elements));
    }

    private static List<Path> knownPaths(List<Assignment> assignments) {
        var paths = new ArrayList<Path>();
        // Those that are wrong have been told of; what stands for them is not the same field twice.
        assignments.stream().map(Assignment::target).filter(target -> target != BAD).forEach(target -> target.path().ifPresent(paths::add));
        return paths;
    }

    Step cut(Operator.Cut cut, Names names) {
        var analyzed = assignments(cut.assignments(), names);
        FieldLayout.problem(knownPaths(analyzed)).ifPresent(problem -> {
            var first = cut.assignments().getFirst().span();
            problems.add(first.to(cut.assignments().getLast().span()), problem);
        });
        return new Step.Cut(analyzed);
    }

    Step put(Operator node, List<Ast.Assignment> assignments, Names names) {
        var analyzed = assignments(assignments, names);
        FieldLayout.assignmentProblem(knownPaths(analyzed)).ifPresent(problem -> problems.add(node, problem));
        return new Step.Put(analyzed);
    }

    Step rename(Operator.Rename rename, Names names) {
        var renamings = new ArrayList<Step.Renaming>();
        for (var assignment : rename.assignments()) {
            var value = expressions.expression(assignment.value(), names);
            var from = target(value);
            if (from.isEmpty()) {
                problems.add(assignment.value(), "illegal right-hand side of assignment",
                        "expected the field to rename on the right of ':='");
                continue;
            }
            var to = target(assignment, value, names);
            if (to.path().isPresent() && from.get().path().isPresent() && to != BAD) {
                FieldLayout.renamingProblem(to.path().get(), from.get().path().get())
                        .ifPresent(problem -> problems.add(assignment, problem));
            }
            renamings.add(new Step.Renaming(to, from.get()));
        }
        return new Step.Rename(renamings);
    }
}
