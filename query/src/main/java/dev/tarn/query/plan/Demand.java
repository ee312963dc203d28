package dev.tarn.query.plan;

import dev.tarn.model.Path;
import dev.tarn.model.Projection;
import dev.tarn.query.expression.Expr;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which fields of the values that go into a step are needed by it and by all that comes after.
final class Demand {
    private static final Demand ALL = new Demand(Set.of(Path.THIS));
    private static final Demand NOTHING = new Demand(Set.of());

    private final Set<Path> paths;

    private Demand(Set<Path> paths) {
        this.paths = paths;
    }

    /// Returns what the steps of a pipeline from one on need, where all of what comes out of the last is needed.
    static Projection of(List<Step> steps, int from) {
        return before(steps, from, ALL).projection();
    }

    private Projection projection() {
        if (paths.contains(Path.THIS)) {
            return Projection.ALL;
        }
        var shortest = new ArrayList<Path>();
        for (var path : paths) {
            if (paths.stream().noneMatch(other -> !other.equals(path) && isWithin(path, other))) {
                shortest.add(path);
            }
        }
        return Projection.of(shortest);
    }

    private static boolean isWithin(Path path, Path outer) {
        int size = outer.names().size();
        return path.names().size() >= size && path.names().subList(0, size).equals(outer.names());
    }

    private static Demand before(List<Step> steps, int from, Demand after) {
        var demand = after;
        for (int i = steps.size() - 1; i >= from; i--) {
            demand = demand.before(steps.get(i));
        }
        return demand;
    }

    private Demand and(List<Path> more) {
        if (paths.containsAll(more)) {
            return this;
        }
        Set<Path> both = new LinkedHashSet<>(paths);
        both.addAll(more);
        return new Demand(both);
    }

    private Demand and(Demand other) {
        return and(List.copyOf(other.paths));
    }

    private static Demand of(List<Expr> expressions) {
        return NOTHING.and(FieldsOf.expressions(expressions));
    }

    private Demand before(Step step) {
        return switch (step) {
            case Step.Filter(var condition) -> and(FieldsOf.expression(condition));
            case Step.Yield(var expressions) -> of(expressions);
            case Step.Cut(var assignments) -> ofCut(assignments);
            case Step.Put(var assignments) -> beforePut(assignments);
            case Step.Summarize summarize -> ofSummarize(summarize);
            case Step.Sort(var terms, _, _, _) when !terms.isEmpty() ->
                and(FieldsOf.expressions(terms.stream().map(SortTerm::key).toList()));
            case Step.Explode(var expressions, _, _) -> of(expressions);
            case Step.Over over -> NOTHING.and(FieldsOf.over(over));
            case Step.NullsLast(var key) -> and(FieldsOf.expression(key));
            case Step.Debug(var expression) -> and(FieldsOf.expression(expression));
            case Step.Merge(var key) -> and(FieldsOf.expression(key));
            case Step.Head _, Step.Tail _, Step.Pass _, Step.Combine _, Step.Otherwise _ -> this;
            case Step.Fork(var legs) -> beforeLegs(legs);
            case Step.Switch(var value, var cases) -> beforeSwitch(value.stream().toList(), cases);
            // Whether a value loses all its fields, or a name is taken, depends on the fields that it has.
            case Step.Drop _, Step.Rename _ -> ALL;
            case Step.Sort _, Step.Uniq _, Step.Fuse _, Step.Shape _, Step.Join _, Step.Load _, Step.Output _ -> ALL;
            case Step.Scan _, Step.OneNull _ -> NOTHING;
        };
    }

    private static Demand ofCut(List<Assignment> assignments) {
        return assignments.stream().allMatch(assignment -> assignment.target().path().isPresent())
                ? of(assignments.stream().map(Assignment::value).toList())
                : ALL;
    }

    private Demand beforePut(List<Assignment> assignments) {
        Set<Path> rest = new LinkedHashSet<>(paths);
        var values = new ArrayList<Expr>();
        for (var assignment : assignments) {
            var target = assignment.target().path();
            if (target.isEmpty()) {
                return ALL;
            }
            // A quiet value leaves the field as it is, so it may be needed still.
            values.add(Expr.of(target.get()));
            values.add(assignment.value());
        }
        return new Demand(rest).and(FieldsOf.expressions(values));
    }

    private static Demand ofSummarize(Step.Summarize summarize) {
        if (summarize.part() == Step.Part.FINAL) {
            return ALL;
        }
        var demand = of(summarize.keys().stream().map(Assignment::value).toList());
        for (var aggregation : summarize.aggregations()) {
            demand = demand.and(FieldsOf.aggregate(aggregation.call()));
        }
        return demand;
    }

    private Demand beforeLegs(List<Pipeline> legs) {
        var demand = NOTHING;
        for (var leg : legs) {
            demand = demand.and(before(leg.steps(), 0, this));
        }
        return demand;
    }

    private Demand beforeSwitch(List<Expr> value, List<Step.Case> cases) {
        var demand = beforeLegs(cases.stream().map(Step.Case::leg).toList()).and(FieldsOf.expressions(value));
        for (var one : cases) {
            demand = demand.and(one.match().map(FieldsOf::expression).orElse(List.of()));
        }
        return demand;
    }
}
