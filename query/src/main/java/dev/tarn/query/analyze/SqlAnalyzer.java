package dev.tarn.query.analyze;

import dev.tarn.model.Path;
import dev.tarn.query.ast.Ast;
import dev.tarn.query.ast.Expression;
import dev.tarn.query.ast.Sql;
import dev.tarn.query.expression.Expr;
import dev.tarn.query.plan.Assignment;
import dev.tarn.query.plan.FieldLayout;
import dev.tarn.query.plan.RunningAggregate;
import dev.tarn.query.plan.SortTerm;
import dev.tarn.query.plan.Step;
import dev.tarn.query.plan.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes steps of SQL.
///
/// Names are those of the select list first, then columns of the tables. A query with aggregates groups by what stands after
/// `GROUP BY`, where the name of a selected aggregate is no key; its rows have the keys first, then the aggregates.
final class SqlAnalyzer {
    private final Analysis analysis;
    private final Problems problems;
    private final ExpressionAnalyzer expressions;
    private final OperatorAnalyzer operators;
    private final TableAnalyzer tables;

    SqlAnalyzer(Analysis analysis, ExpressionAnalyzer expressions, OperatorAnalyzer operators) {
        this.analysis = analysis;
        this.problems = analysis.problems;
        this.expressions = expressions;
        this.operators = operators;
        this.tables = new TableAnalyzer(analysis, expressions, operators.sources());
    }

    /// A selected value.
    ///
    /// @param path the field that it becomes
    record Item(Ast node, Path path, Expr value) {}

    /// Adds the steps of a query to those before it.
    void add(Sql.Select select, Names names, List<Step> steps) {
        var from = tables.tables(select, names, !steps.isEmpty());
        steps.addAll(from.steps());
        select.where().ifPresent(where -> steps.add(new Step.Filter(expressions.expression(where, from.names()))));
        var items = new ArrayList<Item>();
        for (var item : select.items()) {
            items.add(item(item, from));
        }
        FieldLayout.problem(items.stream().map(Item::path).toList())
                .ifPresent(problem -> problems.add(select.items().getFirst().span().to(select.items().getLast().span()), problem));
        var named = from.names().inner();
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            select.items().get(i).alias().ifPresent(alias -> named.define(alias.text(), new Names.Meaning.Bound(item.value())));
        }
        var keys = expressions.expressions(select.groupBy(), named);
        var having = select.having().map(condition -> expressions.expression(condition, named));
        var order = order(select.orderBy(), named);
        boolean grouped = !keys.isEmpty() || having.isPresent() || items.stream().anyMatch(item -> Grouped.hasAggregate(item.value()))
                || order.stream().anyMatch(term -> Grouped.hasAggregate(term.key()));
        if (grouped) {
            if (items.isEmpty()) {
                problems.add(select, "SELECT * cannot be used with GROUP BY, HAVING or aggregates", "expected keys and aggregates instead of *");
                return;
            }
            steps.addAll(new Grouped(problems, items, from.rows()).steps(select, keys, having, order));
        } else {
            if (!order.isEmpty()) {
                steps.add(new Step.Sort(order, false, false, -1));
            }
            project(items, from.rows(), steps);
        }
        if (select.limit().isPresent()) {
            steps.add(new Step.Head(operators.count(select.limit(), names)));
        }
    }

    private static void project(List<Item> items, List<Expr> rows, List<Step> steps) {
        if (!items.isEmpty()) {
            steps.add(new Step.Cut(items.stream().map(item -> new Assignment(Target.of(item.path()), item.value())).toList()));
        } else if (rows.size() > 1) {
            steps.add(new Step.Yield(List.of(new Expr.MakeRecord(
                    rows.stream().<Expr.RecordItem>map(Expr.RecordItem.Spread::new).toList()))));
        }
    }

    private Item item(Sql.Item item, TableAnalyzer.Tables from) {
        var value = expressions.expression(item.expression(), from.names());
        var path = item.alias().map(alias -> Path.of(alias.text())).or(() -> derivedName(item.expression(), value, from.rows()));
        if (ExpressionAnalyzer.isBad(value)) {
            return new Item(item, Path.of("?" + item.span().start()), value);
        }
        if (path.isEmpty() || path.get().isThis()) {
            problems.add(item, "cannot infer field from expression", "expected AS and a name behind it");
            return new Item(item, Path.of("?" + item.span().start()), value);
        }
        return new Item(item, path.get(), value);
    }

    /// Returns the field that a value without an alias becomes: a column has the place that it has in its table.
    static Optional<Path> derivedName(Expression node, Expr value, List<Expr> rows) {
        if (node instanceof Expression.Reference(var name, _)) {
            return Optional.of(Path.of(name));
        }
        return ExpressionAnalyzer.derivedName(value).map(path -> {
            boolean ofTable = rows.size() > 1 && path.names().size() > 1
                    && rows.stream().anyMatch(row -> row.path().orElseThrow().names().getFirst().equals(path.names().getFirst()));
            return ofTable && value.path().isPresent() ? new Path(path.names().subList(1, path.names().size())) : path;
        });
    }

    private List<SortTerm> order(List<Ast.SortKey> keys, Names names) {
        var terms = new ArrayList<SortTerm>();
        for (var key : keys) {
            boolean descending = key.direction().map(d -> d == Ast.Direction.DESCENDING).orElse(false);
            terms.add(new SortTerm(expressions.expression(key.expression(), names), descending, false));
        }
        return terms;
    }
}
