package dev.tarn.query.plan;

import dev.tarn.model.SortKey;
import dev.tarn.query.QueryOptions;
import dev.tarn.query.aggregate.Aggregates;
import dev.tarn.query.expression.Expr;
import dev.tarn.query.expression.Pushdown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes plans that give the same answer sooner.
///
/// Filters that follow each other become one; the one behind a source becomes the source's, with the range of keys that it leaves; a
/// source is asked only for the fields that are needed; of a sort only the first values are kept if no others are wanted;
/// grouping is divided between the threads that read.
public final class Optimizer {
    private final Plan plan;
    private final QueryOptions options;

    private Optimizer(Plan plan, QueryOptions options) {
        this.plan = plan;
        this.options = options;
    }

    /// Returns a plan with the same answer.
    public static Plan optimize(Plan plan, QueryOptions options) {
        var optimizer = new Optimizer(plan, options);
        var steps = new FilterDescent(plan.functions()).lowered(optimizer.simplified(plan.body().steps(), false));
        return plan.withBody(new Pipeline(optimizer.withScans(steps, Demand.ALL, true)));
    }

    private List<Step> simplified(List<Step> steps, boolean scoped) {
        var simple = new ArrayList<Step>();
        for (int i = 0; i < steps.size(); i++) {
            int end = i;
            while (end < steps.size() && steps.get(end) instanceof Step.Filter) {
                end++;
            }
            if (end > i + 1) {
                simple.add(new Step.Filter(Conjunction.of(steps.subList(i, end).stream()
                        .map(filter -> ((Step.Filter) filter).condition()).toList())));
                i = end - 1;
            } else {
                add(simple, simplified(steps.get(i), scoped), scoped);
            }
        }
        return simple;
    }

    private Step simplified(Step step, boolean scoped) {
        return switch (step) {
            case Step.Fork(var legs) -> new Step.Fork(legs.stream().map(leg -> simplified(leg, scoped)).toList());
            case Step.Switch(var value, var cases) -> new Step.Switch(value, cases.stream()
                    .map(one -> new Step.Case(one.match(), simplified(one.leg(), scoped))).toList());
            case Step.Over(var expressions, var locals, var body) ->
                new Step.Over(expressions, locals, body.map(pipeline -> simplified(pipeline, true)));
            // Values of a scope are in order for each instance only.
            case Step.Summarize summarize when scoped -> summarize.withSorted(Optional.empty());
            case Step.Join join when scoped && join.order() == Step.Join.Order.MERGED -> join.withOrder(Step.Join.Order.GIVEN);
            default -> step;
        };
    }

    private Pipeline simplified(Pipeline pipeline, boolean scoped) {
        return new Pipeline(simplified(pipeline.steps(), scoped));
    }

    private static void add(List<Step> steps, Step step, boolean scoped) {
        var last = steps.isEmpty() ? Optional.<Step>empty() : Optional.of(steps.getLast());
        switch (step) {
            case Step.Pass _ -> { }
            // In a scope the first values of each instance are wanted, which a sort of all instances does not know.
            case Step.Head(var count) when !scoped && last.isPresent() && last.get() instanceof Step.Sort sort ->
                steps.set(steps.size() - 1, sort.withLimit(sort.limit() < 0 ? count : Math.min(count, sort.limit())));
            default -> steps.add(step);
        }
    }

    /// Returns steps in which scans do what they can of the work.
    ///
    /// @param after what is needed of what comes out of the last
    /// @param ordered whether the order in which it comes out matters
    private List<Step> withScans(List<Step> steps, Demand after, boolean ordered) {
        return pushedDown(withoutOrder(presorted(steps), ordered), after, ordered);
    }

    /// Returns steps whose joins leave what comes out in any order, where that does not matter.
    private List<Step> withoutOrder(List<Step> steps, boolean ordered) {
        var relaxed = new ArrayList<>(steps);
        // From the end, because a join whose order does not matter passes that on to joins before it.
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (steps.get(i) instanceof Step.Join join && join.order() != Step.Join.Order.MERGED
                    && !needsOrder(relaxed.subList(i + 1, relaxed.size()), ordered)) {
                relaxed.set(i, join.withOrder(Step.Join.Order.UNNEEDED));
            }
        }
        return relaxed;
    }

    /// Returns steps without a sort by what a source is sorted by already.
    private static List<Step> presorted(List<Step> steps) {
        if (steps.isEmpty() || !(steps.getFirst() instanceof Step.Scan scan) || scan.order().isEmpty()) {
            return steps;
        }
        for (int i = 1; i < steps.size(); i++) {
            switch (steps.get(i)) {
                case Step.Filter _, Step.Head _, Step.Tail _ -> { }
                case Step.Sort sort when isOrder(sort, scan.order().get()) -> {
                    return withoutSort(steps, i, sort, scan.order().get());
                }
                default -> {
                    return steps;
                }
            }
        }
        return steps;
    }

    private static boolean isOrder(Step.Sort sort, SortKey order) {
        if (sort.terms().size() != 1) {
            return false;
        }
        var term = sort.terms().getFirst();
        return term.key().path().filter(order.path()::equals).isPresent()
                && term.descending() == (order.direction() == SortKey.Direction.DESCENDING)
                && (!term.nullsFirst() || order.nulls() == SortKey.Nulls.FIRST);
    }

    // A sort is stable, so that of sorted values it leaves as they are.
    private static List<Step> withoutSort(List<Step> steps, int place, Step.Sort sort, SortKey order) {
        var without = new ArrayList<>(steps.subList(0, place));
        var term = sort.terms().getFirst();
        if (!term.nullsFirst() && order.nulls() == SortKey.Nulls.FIRST) {
            without.add(new Step.NullsLast(term.key()));
        }
        if (sort.limit() >= 0) {
            without.add(new Step.Head(sort.limit()));
        }
        without.addAll(steps.subList(place + 1, steps.size()));
        return without;
    }

    private List<Step> pushedDown(List<Step> steps, Demand after, boolean ordered) {
        var done = new ArrayList<Step>();
        var demands = Demand.ofEach(steps, after);
        for (int i = 0; i < steps.size(); i++) {
            var rest = steps.subList(i + 1, steps.size());
            switch (steps.get(i)) {
                case Step.Scan scan -> {
                    var pushed = pushed(scan, rest, demands.get(i + 1), ordered);
                    done.add(pushed);
                    // The filter is the scan's now.
                    i += pushed.pushed().filter().isPresent() ? 1 : 0;
                }
                case Step.Fork(var legs) -> {
                    var newLegs = new ArrayList<Pipeline>();
                    for (int leg = 0; leg < legs.size(); leg++) {
                        newLegs.add(leg(legs.get(leg), Demand.ofLeg(leg, legs.size(), steps, i, demands), needsOrder(rest, ordered)));
                    }
                    done.add(new Step.Fork(newLegs));
                }
                case Step.Switch(var value, var cases) -> {
                    var newCases = new ArrayList<Step.Case>();
                    for (int number = 0; number < cases.size(); number++) {
                        var needed = Demand.ofLeg(number, cases.size(), steps, i, demands);
                        newCases.add(new Step.Case(cases.get(number).match(), leg(cases.get(number).leg(), needed, needsOrder(rest, ordered))));
                    }
                    done.add(new Step.Switch(value, newCases));
                }
                case Step.Join join -> done.add(join.withKept(demands.get(i + 1).ofKeptOutput(join).projection()));
                default -> done.add(steps.get(i));
            }
        }
        return options.threads() > 1 ? divided(done) : done;
    }

    private Pipeline leg(Pipeline leg, Demand after, boolean ordered) {
        return new Pipeline(withScans(leg.steps(), after, ordered));
    }

    private Step.Scan pushed(Step.Scan scan, List<Step> rest, Demand demand, boolean ordered) {
        if (plan.namesTypes()) {
            // What would be left out may have the name.
            return scan;
        }
        var pushed = new Step.Pushed(
                demand.projection(), Optional.empty(), Optional.empty(), needsOrder(rest, ordered));
        if (rest.isEmpty() || !(rest.getFirst() instanceof Step.Filter(var condition))
                || !new Statefulness(plan.functions()).isStatelessCondition(condition)) {
            return scan.withPushed(pushed);
        }
        var range = scan.order().flatMap(key -> Pushdown.keyRange(condition, key.path()));
        return scan.withPushed(new Step.Pushed(pushed.projection(), Optional.of(condition), range, pushed.ordered()));
    }

    /// Returns whether the answer depends on the order in which values come: not if they are only counted, summed and the like.
    ///
    /// @param ordered whether it does on the order in which values come out of the last step
    private boolean needsOrder(List<Step> rest, boolean ordered) {
        var statefulness = new Statefulness(plan.functions());
        for (int i = 0; i < rest.size(); i++) {
            boolean beforeUnordered = i + 1 < rest.size() && isUnordered(rest.get(i + 1));
            switch (rest.get(i)) {
                case Step.Summarize summarize -> {
                    return summarize.sorted().isPresent() || summarize.aggregations().stream()
                            .anyMatch(a -> !Aggregates.isMergeable(a.call().name()) || a.call().name().equals("any"));
                }
                case Step.Fork(var legs) when beforeUnordered -> {
                    if (legs.stream().anyMatch(leg -> !leg.hasSource() && needsOrder(leg.steps(), false))) {
                        return true;
                    }
                }
                case Step step -> {
                    if (!statefulness.isParallel(step) && !isUnordered(step)) {
                        return true;
                    }
                }
            }
        }
        return ordered;
    }

    private static boolean isUnordered(Step step) {
        return step instanceof Step.Join join && join.order() == Step.Join.Order.UNNEEDED;
    }

    /// Divides grouping that follows a scan, or steps that can be done side by side, into parts.
    private List<Step> divided(List<Step> steps) {
        var statefulness = new Statefulness(plan.functions());
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i) instanceof Step.Summarize summarize) {
                if (!isDivisible(summarize, statefulness) || !isParallel(steps.subList(0, i), statefulness)) {
                    return steps;
                }
                var divided = new ArrayList<>(steps);
                divided.set(i, summarize.withPart(Step.Part.PARTIAL));
                divided.add(i + 1, summarize.withPart(Step.Part.FINAL));
                return divided;
            }
        }
        return steps;
    }

    /// Returns whether what comes out of steps comes on several threads at once.
    private static boolean isParallel(List<Step> steps, Statefulness statefulness) {
        if (steps.isEmpty()) {
            return false;
        }
        var last = steps.getLast();
        var before = steps.subList(0, steps.size() - 1);
        if (last instanceof Step.Scan) {
            return true;
        }
        if (isUnordered(last) && !before.isEmpty() && before.getLast() instanceof Step.Fork(var legs)) {
            var kept = ((Step.Join) last).isSwapped() ? legs.getLast() : legs.getFirst();
            boolean single = legs.stream().filter(leg -> !leg.hasSource()).count() == 1;
            return kept.hasSource() ? isParallel(kept.steps(), statefulness) : single
                    && kept.steps().stream().allMatch(statefulness::isParallel)
                    && isParallel(before.subList(0, before.size() - 1), statefulness);
        }
        return statefulness.isParallel(last) && isParallel(before, statefulness);
    }

    private static boolean isDivisible(Step.Summarize summarize, Statefulness statefulness) {
        return summarize.aggregations().stream().allMatch(aggregation -> Aggregates.isMergeable(aggregation.call().name())
                        && aggregation.call().argument().map(statefulness::isStateless).orElse(true)
                        && aggregation.call().where().map(statefulness::isStateless).orElse(true))
                && summarize.keys().stream().allMatch(key -> statefulness.isStateless(key.value()));
    }
}
