package dev.tarn.query.plan;

import dev.tarn.model.Path;
import dev.tarn.model.SortKey;
import dev.tarn.query.expression.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds out by what the values of a plan are sorted where they meet in a join, whose answer goes the same way, and where they are
/// grouped, where a group is complete when its key does not come any more.
public final class KnownOrder {
    private KnownOrder() {}

    /// Returns a plan's steps with joins that go down where the values they take do.
    public static Pipeline withDirections(Pipeline pipeline) {
        var orders = new ArrayList<Optional<SortKey>>();
        orders.add(Optional.empty());
        return withDirections(pipeline, orders);
    }

    /// @param orders by what each of the inputs is sorted; afterwards, by what each of the outputs is
    private static Pipeline withDirections(Pipeline pipeline, List<Optional<SortKey>> orders) {
        var steps = new ArrayList<Step>();
        for (var step : pipeline.steps()) {
            steps.add(withDirection(step, orders));
        }
        return new Pipeline(steps);
    }

    private static Step withDirection(Step step, List<Optional<SortKey>> orders) {
        if (step instanceof Step.Join join) {
            var left = direction(join.leftKey(), orders.getFirst());
            var right = direction(join.rightKey(), orders.getLast());
            var kept = join.isSwapped() ? right : left;
            var direction = kept.isPresent() ? kept : join.isSwapped() ? left : right;
            boolean descending = direction.filter(d -> d == SortKey.Direction.DESCENDING).isPresent();
            if (left.isPresent() && left.equals(right) && orders.getFirst().get().nulls() == orders.getLast().get().nulls()) {
                var nulls = orders.getFirst().get().nulls();
                set(orders, join.isSwapped() ? orders.getLast() : orders.getFirst());
                return join.withDescending(descending).merged(nulls);
            }
            set(orders, Optional.empty());
            return join.withDescending(descending).withOrder(kept.isPresent() ? Step.Join.Order.GIVEN : Step.Join.Order.MADE);
        }
        var order = orders.stream().allMatch(orders.getFirst()::equals) ? orders.getFirst() : Optional.<SortKey>empty();
        return switch (step) {
            case Step.Fork(var legs) -> {
                var outputs = new ArrayList<Optional<SortKey>>();
                var newLegs = new ArrayList<Pipeline>();
                legs.forEach(leg -> newLegs.add(leg(leg, order, outputs)));
                replace(orders, outputs);
                yield new Step.Fork(newLegs);
            }
            case Step.Switch(var value, var cases) -> {
                var outputs = new ArrayList<Optional<SortKey>>();
                var newCases = new ArrayList<Step.Case>();
                cases.forEach(one -> newCases.add(new Step.Case(one.match(), leg(one.leg(), order, outputs))));
                replace(orders, outputs);
                yield new Step.Switch(value, newCases);
            }
            case Step.Summarize summarize -> {
                set(orders, Optional.empty());
                yield summarize.withSorted(order.flatMap(known -> sortedKey(summarize.keys(), known.path())));
            }
            case Step.Over over -> {
                set(orders, Optional.empty());
                yield new Step.Over(over.expressions(), over.locals(), over.body().map(KnownOrder::withDirections));
            }
            default -> {
                set(orders, surelyAfter(step, order));
                yield step;
            }
        };
    }

    /// Returns by what all values are sorted after a step, those included that are not what anybody expects.
    private static Optional<SortKey> surelyAfter(Step step, Optional<SortKey> before) {
        return switch (step) {
            // Unions are not in the order of what they hold.
            case Step.Fuse _ -> Optional.empty();
            // Values without the field may have one of the new name already.
            case Step.Rename(var renamings) -> before.filter(key -> renamings.stream().allMatch(renaming ->
                    isApart(renaming.to(), key.path()) && isApart(renaming.from(), key.path())));
            default -> after(step, before);
        };
    }

    private static boolean isApart(Target target, Path path) {
        return target.path().filter(other -> !overlap(other, path)).isPresent();
    }

    private static Optional<Step.SortedKey> sortedKey(List<Assignment> keys, Path path) {
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).value().path().filter(path::equals).isPresent() || goesTheWayOf(path, keys.get(i).value())) {
                return Optional.of(new Step.SortedKey(i, path));
            }
        }
        return Optional.empty();
    }

    /// Returns whether a greater number at a path never gives a lesser value of an expression.
    private static boolean goesTheWayOf(Path path, Expr value) {
        if (!(value instanceof Expr.Call(var name, var arguments))) {
            return false;
        }
        return switch (name) {
            case "bucket", "ceil", "every", "floor", "round" -> arguments.getFirst().path().filter(path::equals).isPresent()
                    && arguments.stream().skip(1).allMatch(Expr.Literal.class::isInstance);
            default -> false;
        };
    }

    private static Pipeline leg(Pipeline leg, Optional<SortKey> order, List<Optional<SortKey>> outputs) {
        var orders = new ArrayList<Optional<SortKey>>();
        orders.add(order);
        var newLeg = withDirections(leg, orders);
        outputs.addAll(orders);
        return newLeg;
    }

    private static void set(List<Optional<SortKey>> orders, Optional<SortKey> order) {
        replace(orders, List.of(order));
    }

    private static void replace(List<Optional<SortKey>> orders, List<Optional<SortKey>> by) {
        orders.clear();
        orders.addAll(by.isEmpty() ? List.of(Optional.empty()) : by);
    }

    private static Optional<SortKey.Direction> direction(Expr key, Optional<SortKey> order) {
        return order.filter(o -> key.path().filter(o.path()::equals).isPresent()).map(SortKey::direction);
    }

    /// Returns by what values are sorted after a step that has one input, which is sorted as it says.
    static Optional<SortKey> after(Step step, Optional<SortKey> before) {
        return switch (step) {
            case Step.Scan scan -> scan.order();
            case Step.Sort sort -> sort.terms().isEmpty() ? Optional.empty() : ofTerm(sort.terms().getFirst());
            case Step.Filter _, Step.Head _, Step.Tail _, Step.Uniq _, Step.Fuse _, Step.Pass _, Step.Debug _ -> before;
            case Step.Cut(var assignments) -> before.flatMap(key -> assigned(assignments, key));
            case Step.Put(var assignments) -> before.filter(key -> assignments.stream()
                    .noneMatch(a -> a.target().path().map(path -> overlap(path, key.path())).orElse(true)));
            case Step.Drop(var fields) -> before.filter(key -> fields.stream().noneMatch(path -> overlap(path, key.path())));
            case Step.Rename(var renamings) -> before.flatMap(key -> renamed(renamings, key));
            default -> Optional.empty();
        };
    }

    private static Optional<SortKey> ofTerm(SortTerm term) {
        return term.key().path().map(path -> new SortKey(path,
                term.descending() ? SortKey.Direction.DESCENDING : SortKey.Direction.ASCENDING,
                term.nullsFirst() ? SortKey.Nulls.FIRST : SortKey.Nulls.LAST));
    }

    private static Optional<SortKey> assigned(List<Assignment> assignments, SortKey key) {
        for (var assignment : assignments) {
            if (assignment.value().path().filter(key.path()::equals).isPresent()) {
                return assignment.target().path().map(path -> new SortKey(path, key.direction(), key.nulls()));
            }
        }
        return Optional.empty();
    }

    private static Optional<SortKey> renamed(List<Step.Renaming> renamings, SortKey key) {
        var path = key.path();
        for (var renaming : renamings) {
            if (renaming.from().path().filter(path::equals).isPresent()) {
                var to = renaming.to().path();
                if (to.isEmpty()) {
                    return Optional.empty();
                }
                path = to.get();
            }
        }
        return Optional.of(new SortKey(path, key.direction(), key.nulls()));
    }

    private static boolean overlap(Path a, Path b) {
        int common = Math.min(a.names().size(), b.names().size());
        return a.names().subList(0, common).equals(b.names().subList(0, common));
    }
}
