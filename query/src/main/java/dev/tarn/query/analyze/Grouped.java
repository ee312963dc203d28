package dev.tarn.query.analyze;

import dev.tarn.model.Path;
import dev.tarn.query.ast.Sql;
import dev.tarn.query.expression.Expr;
import dev.tarn.query.plan.Aggregation;
import dev.tarn.query.plan.Assignment;
import dev.tarn.query.plan.Operands;
import dev.tarn.query.plan.Replacement;
import dev.tarn.query.plan.RunningAggregate;
import dev.tarn.query.plan.SortTerm;
import dev.tarn.query.plan.Step;
import dev.tarn.query.plan.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes the steps of a SQL query that groups: `summarize`, and around it what its answer is filtered, sorted and made into.
final class Grouped {
    private final Problems problems;
    private final List<SqlAnalyzer.Item> items;
    private final List<Expr> rows;
    private final List<Assignment> keys = new ArrayList<>();
    private final List<Aggregation> aggregations = new ArrayList<>();
    // Whether a key or an aggregate is needed that is not selected.
    private boolean hidden;

    Grouped(Problems problems, List<SqlAnalyzer.Item> items, List<Expr> rows) {
        this.problems = problems;
        this.items = items;
        this.rows = rows;
    }

    static boolean hasAggregate(Expr expr) {
        return Operands.any(expr, RunningAggregate.class::isInstance);
    }

    List<Step> steps(Sql.Select select, List<Expr> groupBy, Optional<Expr> having, List<SortTerm> order) {
        for (int i = 0; i < groupBy.size(); i++) {
            if (!hasAggregate(groupBy.get(i))) {
                addKey(select, i, groupBy.get(i));
            }
        }
        for (var item : items) {
            if (item.value() instanceof RunningAggregate(_, var call)) {
                aggregations.add(new Aggregation(item.path(), call));
            }
        }
        var selected = items.stream().map(item -> new Assignment(Target.of(item.path()), afterGrouping(item.value()))).toList();
        checkColumns(selected);
        var steps = new ArrayList<Step>();
        having.map(this::afterGrouping).ifPresent(condition -> steps.add(new Step.Filter(condition)));
        if (!order.isEmpty()) {
            steps.add(new Step.Sort(order.stream()
                    .map(term -> new SortTerm(afterGrouping(term.key()), term.descending(), term.nullsFirst())).toList(),
                    false, false, -1));
        }
        steps.addFirst(new Step.Summarize(keys, aggregations, 0, Step.Part.WHOLE));
        boolean computed = selected.stream().anyMatch(one -> !one.value().path().equals(one.target().path()));
        if (hidden || computed) {
            steps.add(new Step.Cut(keysFirst(selected)));
        }
        return steps;
    }

    private void addKey(Sql.Select select, int number, Expr value) {
        var item = items.stream().filter(one -> one.value().equals(value)).findFirst();
        var node = select.groupBy().get(number);
        var path = item.map(SqlAnalyzer.Item::path).or(() -> SqlAnalyzer.derivedName(node, value, rows));
        if (item.isEmpty()) {
            hidden = true;
        }
        if (path.isEmpty() || path.get().isThis()) {
            path = Optional.of(Path.of("key" + (number + 1)));
        }
        keys.add(new Assignment(Target.of(path.get()), value));
    }

    /// Returns what an expression is after the rows were grouped: keys and aggregates are fields then.
    private Expr afterGrouping(Expr expr) {
        return Replacement.in(expr, part -> {
            if (part instanceof RunningAggregate(_, var call)) {
                return Optional.of(Expr.of(field(call)));
            }
            return keys.stream().filter(key -> key.value().equals(part)).findFirst()
                    .flatMap(key -> key.target().path()).map(Expr::of);
        });
    }

    private Path field(Aggregation.Call call) {
        for (var aggregation : aggregations) {
            if (aggregation.call().equals(call)) {
                return aggregation.field();
            }
        }
        hidden = true;
        var field = Path.of(call.name() + "'" + (aggregations.size() + 1));
        aggregations.add(new Aggregation(field, call));
        return field;
    }

    private void checkColumns(List<Assignment> selected) {
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            if (Operands.any(selected.get(i).value(), this::isColumn)) {
                problems.add(item.node(), "column outside of GROUP BY", "expected a key or an aggregate");
            }
        }
    }

    private boolean isColumn(Expr expr) {
        boolean row = expr instanceof Expr.This || expr instanceof Expr.Field;
        return row && expr.path().isPresent() && !isOutput(expr.path().get());
    }

    private boolean isOutput(Path path) {
        return keys.stream().anyMatch(key -> key.target().path().filter(k -> begins(k, path)).isPresent())
                || aggregations.stream().anyMatch(aggregation -> begins(aggregation.field(), path));
    }

    // The expressions inside of a field are looked at, too.
    private static boolean begins(Path shorter, Path longer) {
        int size = Math.min(shorter.names().size(), longer.names().size());
        return shorter.names().subList(0, size).equals(longer.names().subList(0, size));
    }

    private List<Assignment> keysFirst(List<Assignment> selected) {
        var first = new ArrayList<Assignment>();
        for (var key : keys) {
            selected.stream().filter(one -> one.value().path().equals(key.target().path()) && !first.contains(one))
                    .forEach(first::add);
        }
        selected.stream().filter(one -> !first.contains(one)).forEach(first::add);
        return first;
    }
}
