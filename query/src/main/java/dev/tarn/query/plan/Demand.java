package dev.tarn.query.plan;

import dev.tarn.model.Path;
import dev.tarn.model.Projection;
import dev.tarn.query.expression.Expr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Which fields of the values that go into a step are needed by it and by all that comes after.
final class Demand {
    /// Everything is needed.
    static final Demand ALL = new Demand(Set.of(Path.THIS));
    private static final Demand NOTHING = new Demand(Set.of());

    private final Set<Path> paths;

    private Demand(Set<Path> paths) {
        this.paths = paths;
    }

    /// Returns what is needed of what goes into each of some steps, and behind that of the last what is needed of what comes out.
    ///
    /// @param after what is needed of what comes out of the last
    static List<Demand> ofEach(List<Step> steps, Demand after) {
        var demands = new ArrayList<>(Collections.nCopies(steps.size() + 1, after));
        for (int i = steps.size() - 1; i >= 0; i--) {
            demands.set(i, before(steps, i, demands));
        }
        return demands;
    }

    private static Demand before(List<Step> steps, int place, List<Demand> demands) {
        return switch (steps.get(place)) {
            case Step.Fork(var legs) -> beforeLegs(legs, steps, place, demands);
            case Step.Switch(var value, var cases) -> beforeSwitch(value.stream().toList(), cases, steps, place, demands);
            case Step step -> demands.get(place + 1).before(step);
        };
    }

    /// Returns what is needed of what comes out of a leg.
    ///
    /// @param leg the number of the leg, 0-based, of `legs`
    /// @param place the place of the step with the legs
    /// @param demands what is needed of what goes into each of the steps
    static Demand ofLeg(int leg, int legs, List<Step> steps, int place, List<Demand> demands) {
        if (place + 1 == steps.size() || !(steps.get(place + 1) instanceof Step.Join join) || legs != 2) {
            return demands.get(place + 1);
        }
        var joined = demands.get(place + 2);
        return leg == 0 == !join.isSwapped() ? joined.ofKept(join) : joined.ofOther(join);
    }

    /// Returns what is needed of the fields that a source has.
    Projection projection() {
        if (paths.contains(Path.THIS)) {
            return Projection.ALL;
        }
        return Projection.of(paths.stream().filter(path -> !isInsideAnother(path)).toList());
    }

    private boolean isInsideAnother(Path path) {
        for (int size = 1; size < path.names().size(); size++) {
            if (paths.contains(new Path(path.names().subList(0, size)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWithin(Path path, Path outer) {
        int size = outer.names().size();
        return path.names().size() >= size && path.names().subList(0, size).equals(outer.names());
    }

    private static Demand before(Pipeline leg, Demand after) {
        return ofEach(leg.steps(), after).getFirst();
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
                for (int number = JoinedFields.number(path, name); number >= 1; number--) {
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
            for (var path : paths) {
                if (target.isEmpty() || path.isThis()) {
                    demand = demand.and(FieldsOf.expression(assignment.value()));
                } else if (JoinedFields.number(path, target.get().names().getFirst()) > 0) {
                    demand = demand.and(target.get().names().size() > 1
                            ? FieldsOf.expression(assignment.value())
                            : of(assignment.value(), path.names().subList(1, path.names().size())));
                }
            }
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
            case Step.Yield(var expressions) -> beforeYield(expressions);
            case Step.Cut(var assignments) -> beforeCut(assignments);
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
            case Step.Rename(var renamings) -> beforeRename(renamings);
            // Whether a value loses all its fields depends on the fields that it has.
            case Step.Drop _ -> ALL;
            case Step.Sort _, Step.Uniq _, Step.Fuse _, Step.Shape _, Step.Join _, Step.Load _, Step.Output _ -> ALL;
            case Step.Scan _, Step.OneNull _ -> NOTHING;
        };
    }

    /// Returns what an expression needs of a value to have what is wanted of its own: the field that names lead to.
    private static List<Path> of(Expr expr, List<String> names) {
        var path = expr.path();
        if (path.isPresent()) {
            var all = new ArrayList<>(path.get().names());
            all.addAll(names);
            return List.of(new Path(all));
        }
        if (names.isEmpty() || !(expr instanceof Expr.MakeRecord(var items))) {
            return FieldsOf.expression(expr);
        }
        var needed = new ArrayList<Path>();
        for (var item : items) {
            switch (item) {
                case Expr.RecordItem.Named(var name, var value) when name.equals(names.getFirst()) ->
                    needed.addAll(of(value, names.subList(1, names.size())));
                case Expr.RecordItem.Named _ -> { }
                case Expr.RecordItem.Spread(var value) -> needed.addAll(of(value, names));
            }
        }
        return needed;
    }

    private Demand beforeYield(List<Expr> expressions) {
        Set<Path> needed = new LinkedHashSet<>();
        for (var expression : expressions) {
            // A record is always there; another value is left out if it is quiet, whatever is wanted of it.
            if (expression instanceof Expr.MakeRecord(var items) && !paths.contains(Path.THIS)) {
                needed.addAll(beforeRecord(items));
            } else {
                needed.addAll(FieldsOf.expression(expression));
            }
        }
        return new Demand(needed);
    }

    private Set<Path> beforeRecord(List<Expr.RecordItem> items) {
        var byName = new HashMap<String, List<Path>>();
        for (var path : paths) {
            byName.computeIfAbsent(path.names().getFirst(), _ -> new ArrayList<>()).add(path);
        }
        Set<Path> needed = new LinkedHashSet<>();
        for (var item : items) {
            switch (item) {
                case Expr.RecordItem.Named(var name, var value) -> byName.getOrDefault(name, List.of())
                        .forEach(path -> needed.addAll(of(value, path.names().subList(1, path.names().size()))));
                case Expr.RecordItem.Spread(var value) -> paths.forEach(path -> needed.addAll(of(value, path.names())));
            }
        }
        return needed;
    }

    private Demand beforeCut(List<Assignment> assignments) {
        var demand = NOTHING;
        for (var assignment : assignments) {
            var target = assignment.target().path();
            if (target.isEmpty()) {
                return ALL;
            }
            // A record without fields is left out, so each may matter; but the value itself is there whatever is left of its fields.
            if (!(assignment.value() instanceof Expr.This)) {
                demand = demand.and(FieldsOf.expression(assignment.value()));
                continue;
            }
            for (var path : paths) {
                if (isWithin(path, target.get())) {
                    demand = demand.and(List.of(new Path(path.names().subList(target.get().names().size(), path.names().size()))));
                } else if (isWithin(target.get(), path)) {
                    return ALL;
                }
            }
        }
        return demand;
    }

    private Demand beforePut(List<Assignment> assignments) {
        if (assignments.stream().anyMatch(assignment -> assignment.target().path().isEmpty())) {
            return ALL;
        }
        var firstNames = paths.stream().filter(path -> !path.isThis()).map(path -> path.names().getFirst()).collect(Collectors.toSet());
        Set<Path> needed = new LinkedHashSet<>(paths);
        for (var assignment : assignments) {
            var target = assignment.target().path().orElseThrow();
            if (paths.contains(Path.THIS) || target.isThis() || firstNames.contains(target.names().getFirst())) {
                // A quiet value leaves the field as it is, so it may be needed still.
                needed.add(target);
                needed.addAll(FieldsOf.expression(assignment.value()));
            }
        }
        return new Demand(needed);
    }

    private Demand beforeRename(List<Step.Renaming> renamings) {
        var demand = this;
        for (var renaming : renamings.reversed()) {
            var to = renaming.to().path();
            var from = renaming.from().path();
            if (to.isEmpty() || from.isEmpty() || paths.contains(Path.THIS)) {
                return ALL;
            }
            // Where both are there the value becomes an error.
            Set<Path> before = new LinkedHashSet<>(List.of(to.get(), from.get()));
            for (var path : demand.paths) {
                before.add(isWithin(path, to.get()) ? from.get() : path);
            }
            demand = new Demand(before);
        }
        return demand;
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

    private static Demand beforeLegs(List<Pipeline> legs, List<Step> steps, int place, List<Demand> demands) {
        var demand = NOTHING;
        for (int leg = 0; leg < legs.size(); leg++) {
            demand = demand.and(before(legs.get(leg), ofLeg(leg, legs.size(), steps, place, demands)));
        }
        return demand;
    }

    private static Demand beforeSwitch(
            List<Expr> value, List<Step.Case> cases, List<Step> steps, int place, List<Demand> demands) {
        var demand = beforeLegs(cases.stream().map(Step.Case::leg).toList(), steps, place, demands)
                .and(FieldsOf.expressions(value));
        for (var one : cases) {
            demand = demand.and(one.match().map(FieldsOf::expression).orElse(List.of()));
        }
        return demand;
    }
}
