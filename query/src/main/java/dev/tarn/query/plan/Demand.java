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
    /// Everything is needed.
    static final Demand ALL = new Demand(Set.of(Path.THIS));
    private static final Demand NOTHING = new Demand(Set.of());

    private final Set<Path> paths;

    private Demand(Set<Path> paths) {
        this.paths = paths;
    }

    /// Returns what is needed of what comes out of a leg.
    ///
    /// @param leg the number of the leg, 0-based, of `legs`
    /// @param rest the steps that follow where the legs meet
    /// @param after what is needed of what comes out of the last of them
    static Demand ofLeg(int leg, int legs, List<Step> rest, Demand after) {
        if (rest.isEmpty() || !(rest.getFirst() instanceof Step.Join join) || legs != 2) {
            return before(rest, after);
        }
        var joined = before(rest.subList(1, rest.size()), after);
        return leg == 0 == !join.isSwapped() ? joined.ofKept(join) : joined.ofOther(join);
    }

    /// Returns what is needed of the fields that a source has.
    Projection projection() {
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

    /// Returns what is needed of what goes into steps.
    ///
    /// @param after what is needed of what comes out of the last
    static Demand before(List<Step> steps, Demand after) {
        if (steps.isEmpty()) {
            return after;
        }
        var rest = steps.subList(1, steps.size());
        return switch (steps.getFirst()) {
            case Step.Fork(var legs) -> beforeLegs(legs, rest, after);
            case Step.Switch(var value, var cases) -> beforeSwitch(value.stream().toList(), cases, rest, after);
            case Step step -> before(rest, after).before(step);
        };
    }

    /// Returns what a join needs of the values of its kept side, where this is needed of what comes out.
    private Demand ofKept(Step.Join join) {
        return ofKeptOutput(join).and(FieldsOf.expression(join.keptKey()));
    }

    /// Returns what has to be there of the kept side in what comes out of a join, where this is needed of it.
    Demand ofKeptOutput(Step.Join join) {
        Set<Path> needed = new LinkedHashSet<>(paths);
        for (var assignment : join.assignments()) {
            var target = assignment.target().path();
            if (target.isEmpty()) {
                return ALL;
            }
            // Where a name is taken another is chosen, so it matters which of the possible ones are.
            String name = target.get().names().getFirst();
            for (var path : paths) {
                for (int number = numberOf(path, name); number >= 1; number--) {
                    needed.add(Path.of(number == 1 ? name : name + "_" + number));
                }
            }
        }
        return new Demand(needed);
    }

    /// Returns what a join needs of the values of its other side, where this is needed of what comes out.
    private Demand ofOther(Step.Join join) {
        var demand = NOTHING.and(FieldsOf.expression(join.otherKey()));
        for (var assignment : join.assignments()) {
            var target = assignment.target().path();
            boolean needed = target.isEmpty() || paths.stream().anyMatch(path ->
                    path.isThis() || numberOf(path, target.get().names().getFirst()) > 0);
            if (needed) {
                demand = demand.and(FieldsOf.expression(assignment.value()));
            }
        }
        return demand;
    }

    /// Returns 1 if a path begins with a name, the number if it begins with the name and a number (`name_2`), 0 otherwise.
    private static int numberOf(Path path, String name) {
        if (path.isThis()) {
            return 0;
        }
        String first = path.names().getFirst();
        if (first.equals(name)) {
            return 1;
        }
        if (!first.startsWith(name + "_")) {
            return 0;
        }
        String number = first.substring(name.length() + 1);
        return number.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(number) : 0;
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
            case Step.Fork _, Step.Switch _ -> throw new IllegalStateException("a step with legs: " + step);
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

    private static Demand beforeLegs(List<Pipeline> legs, List<Step> rest, Demand after) {
        var demand = NOTHING;
        for (int leg = 0; leg < legs.size(); leg++) {
            demand = demand.and(before(legs.get(leg).steps(), ofLeg(leg, legs.size(), rest, after)));
        }
        return demand;
    }

    private static Demand beforeSwitch(List<Expr> value, List<Step.Case> cases, List<Step> rest, Demand after) {
        var demand = beforeLegs(cases.stream().map(Step.Case::leg).toList(), rest, after).and(FieldsOf.expressions(value));
        for (var one : cases) {
            demand = demand.and(one.match().map(FieldsOf::expression).orElse(List.of()));
        }
        return demand;
    }
}
