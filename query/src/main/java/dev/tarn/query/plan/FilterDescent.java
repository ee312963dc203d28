package dev.tarn.query.plan;

import dev.tarn.model.Path;
import dev.tarn.query.expression.Expr;
import dev.tarn.query.expression.UserFunction;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Moves conditions towards the sources, past steps that give the same whether values are left out before them or after them.
///
/// Each condition of a conjunction goes its own way: past sorts, past records that are made of what it looks at, into the legs that meet, and
/// past a join into the side whose fields it asks for. Where that is the same only for records (`put` and `rename` make errors of others) a
/// copy goes and the condition stays, which is worth it if the copy gets to a source.
final class FilterDescent {
    // So that conditions by the thousand do not each pass steps by the thousand.
    private static final int MAX_PASSED = 64;

    private final Statefulness statefulness;
    // The conditions of filters that were put somewhere: each of these gets more of them until all are in place.
    private final Map<Step.Filter, List<Expr>> conditions = new IdentityHashMap<>();

    /// @param functions the functions that the query declares
    FilterDescent(Map<String, UserFunction> functions) {
        statefulness = new Statefulness(functions);
    }

    /// Returns the steps with all conditions as near to the sources as they can be.
    List<Step> lowered(List<Step> steps) {
        return complete(lower(steps));
    }

    private List<Step> complete(List<Step> steps) {
        return steps.stream().map(step -> switch (step) {
            case Step.Filter filter when conditions.containsKey(filter) -> new Step.Filter(Conjunction.of(conditions.get(filter)));
            case Step.Fork(var legs) -> new Step.Fork(legs.stream().map(this::complete).toList());
            case Step.Switch(var value, var cases) -> new Step.Switch(value, cases.stream()
                    .map(one -> new Step.Case(one.match(), complete(one.leg()))).toList());
            case Step.Over(var expressions, var locals, var body) ->
                new Step.Over(expressions, locals, body.map(this::complete));
            default -> step;
        }).toList();
    }

    private Pipeline complete(Pipeline pipeline) {
        return new Pipeline(complete(pipeline.steps()));
    }

    private List<Step> lower(List<Step> steps) {
        var done = new ArrayList<Step>();
        for (var step : steps) {
            switch (step) {
                case Step.Filter(var condition) when statefulness.isStatelessCondition(condition) ->
                    Conjunction.parts(condition).forEach(part -> put(done, done.size(), part));
                case Step.Fork(var legs) -> done.add(new Step.Fork(legs.stream().map(this::lower).toList()));
                case Step.Switch(var value, var cases) -> done.add(new Step.Switch(value, cases.stream()
                        .map(one -> new Step.Case(one.match(), lower(one.leg()))).toList()));
                case Step.Over(var expressions, var locals, var body) ->
                    done.add(new Step.Over(expressions, locals, body.map(this::lower)));
                default -> done.add(step);
            }
        }
        return done;
    }

    private Pipeline lower(Pipeline pipeline) {
        return new Pipeline(lower(pipeline.steps()));
    }

    /// Puts a condition at a place, or before as many of the steps there as it can.
    private void put(List<Step> steps, int from, Expr wanted) {
        int place = from;
        var condition = wanted;
        boolean isCopy = false;
        for (int passedSteps = 0; ; passedSteps++) {
            int before = beforeFilters(steps, place);
            var step = before == 0 ? Optional.<Step>empty() : Optional.of(steps.get(before - 1));
            var passed = before == 0 || passedSteps == MAX_PASSED ? Optional.<Expr>empty() : before(steps.get(before - 1), condition);
            if (passed.isPresent()) {
                condition = passed.get();
                place = before - 1;
            } else if (step.isPresent() && passedSteps < MAX_PASSED && isPassedByCopy(step.get(), condition)) {
                if (!isCopy) {
                    insert(steps, place, condition);
                    isCopy = true;
                }
                place = before - 1;
            } else if (isCopy && step.filter(Step.Scan.class::isInstance).isEmpty()) {
                return;
            } else {
                if (isCopy || !putIntoLegs(steps, before, condition)) {
                    insert(steps, place, condition);
                }
                return;
            }
        }
    }

    private int beforeFilters(List<Step> steps, int place) {
        int before = place;
        while (before > 0 && steps.get(before - 1) instanceof Step.Filter filter && conditions.containsKey(filter)) {
            before--;
        }
        return before;
    }

    private void insert(List<Step> steps, int place, Expr condition) {
        if (place > 0 && steps.get(place - 1) instanceof Step.Filter filter && conditions.containsKey(filter)) {
            conditions.get(filter).add(condition);
        } else {
            var filter = new Step.Filter(condition);
            conditions.put(filter, new ArrayList<>(List.of(condition)));
            steps.add(place, filter);
        }
    }

    /// Returns what a condition has to be before a step to leave out the same as behind it; empty if there is no such.
    private Optional<Expr> before(Step step, Expr condition) {
        return switch (step) {
            // Without terms the key is found in the first value, which has to stay the first.
            case Step.Sort sort when sort.limit() < 0 && !sort.terms().isEmpty() -> Optional.of(condition);
            case Step.Yield(var expressions) when expressions.size() == 1 && statefulness.isParallel(step)
                    && expressions.getFirst() instanceof Expr.MakeRecord(var items) -> FieldOrigins.ofItems(items).traced(condition);
            // What is quiet is left out of the record, and is missing then.
            case Step.Cut(var assignments) when statefulness.isParallel(step) && FilterStrictness.isComparison(condition) ->
                FieldOrigins.ofAssignments(assignments).traced(condition);
            default -> Optional.empty();
        };
    }

    /// Returns whether a condition that is true behind a step is true before it, too.
    private boolean isPassedByCopy(Step step, Expr condition) {
        var changed = switch (step) {
            case Step.Put(var assignments) when statefulness.isParallel(step) ->
                assignments.stream().map(assignment -> assignment.target().path()).toList();
            case Step.Rename(var renamings) ->
                renamings.stream().flatMap(one -> List.of(one.to().path(), one.from().path()).stream()).toList();
            default -> List.<Optional<Path>>of();
        };
        return !changed.isEmpty() && FilterStrictness.needsFields(condition) && FieldOrigins.isTraceable(condition)
                && FieldsOf.expression(condition).stream().noneMatch(path -> path.isThis()
                        || changed.stream().anyMatch(other -> other.isEmpty() || overlap(path, other.get())));
    }

    private static boolean overlap(Path a, Path b) {
        int common = Math.min(a.names().size(), b.names().size());
        return a.names().subList(0, common).equals(b.names().subList(0, common));
    }

    /// Puts a condition into the legs that meet in the step before a place; returns whether it could.
    private boolean putIntoLegs(List<Step> steps, int place, Expr condition) {
        if (place < 2) {
            return false;
        }
        return switch (steps.get(place - 1)) {
            case Step.Combine _, Step.Merge _ -> putIntoAll(steps, place - 2, condition);
            case Step.Join join -> steps.get(place - 2) instanceof Step.Fork(var legs) && legs.size() == 2
                    && putIntoSide(steps, place - 2, join, condition);
            default -> false;
        };
    }

    private boolean putIntoAll(List<Step> steps, int place, Expr condition) {
        switch (steps.get(place)) {
            case Step.Fork(var legs) when legs.stream().allMatch(FilterDescent::hasOneOutput) ->
                steps.set(place, new Step.Fork(legs.stream().map(leg -> with(leg, condition)).toList()));
            case Step.Switch(var value, var cases) when cases.stream().allMatch(one -> hasOneOutput(one.leg())) ->
                steps.set(place, new Step.Switch(value, cases.stream()
                        .map(one -> new Step.Case(one.match(), with(one.leg(), condition))).toList()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean hasOneOutput(Pipeline leg) {
        return leg.steps().isEmpty() || !switch (leg.steps().getLast()) {
            case Step.Fork _, Step.Switch _, Step.Output _ -> true;
            default -> false;
        };
    }

    private Pipeline with(Pipeline leg, Expr condition) {
        var steps = new ArrayList<>(leg.steps());
        put(steps, steps.size(), condition);
        return new Pipeline(steps);
    }

    private boolean putIntoSide(List<Step> steps, int place, Step.Join join, Expr condition) {
        var legs = ((Step.Fork) steps.get(place)).legs();
        if (!legs.stream().allMatch(FilterDescent::hasOneOutput)) {
            return false;
        }
        var sides = new JoinedFields(join, steps, place);
        var ofKept = sides.beforeKept(condition);
        var ofOther = sides.beforeOther(condition);
        if (ofKept.isEmpty() && ofOther.isEmpty()) {
            return false;
        }
        int number = ofKept.isPresent() == join.isSwapped() ? 1 : 0;
        var leg = legs.get(number);
        if (ofKept.isPresent() && leg.steps().isEmpty() && legs.get(1 - number).hasSource()) {
            // The side is what comes to the fork, and all of it.
            put(steps, place, ofKept.get());
            return true;
        }
        var newLegs = new ArrayList<>(legs);
        newLegs.set(number, with(leg, ofKept.or(() -> ofOther).get()));
        steps.set(place, new Step.Fork(newLegs));
        return true;
    }
}
