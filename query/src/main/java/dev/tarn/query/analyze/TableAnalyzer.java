package dev.tarn.query.analyze;

import dev.tarn.model.Path;
import dev.tarn.query.ast.Expression;
import dev.tarn.query.ast.Operator;
import dev.tarn.query.ast.Pattern;
import dev.tarn.query.ast.Source;
import dev.tarn.query.ast.Sql;
import dev.tarn.query.ast.TypeExpression;
import dev.tarn.query.expression.Expr;
import dev.tarn.query.plan.Assignment;
import dev.tarn.query.plan.Operands;
import dev.tarn.query.plan.Pipeline;
import dev.tarn.query.plan.Step;
import dev.tarn.query.plan.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes steps of what stands after `FROM`: tables and their joins.
///
/// A table is every value of the named type that is called so in what the query reads, or a pool; where there are both, the pool
/// only if there is no such value. The row of a join is a record with a field for each table.
final class TableAnalyzer {
    private final Analysis analysis;
    private final Problems problems;
    private final ExpressionAnalyzer expressions;
    private final SourceAnalyzer sources;

    TableAnalyzer(Analysis analysis, ExpressionAnalyzer expressions, SourceAnalyzer sources) {
        this.analysis = analysis;
        this.problems = analysis.problems;
        this.expressions = expressions;
        this.sources = sources;
    }

    /// What a query selects from.
    ///
    /// @param steps what gives the rows
    /// @param names the names around and those of the tables
    /// @param rows the row of each table in a row of the query
    record Tables(List<Step> steps, Names names, List<Expr> rows) {}

    /// Analyzes the tables of a query.
    ///
    /// @param hasInput whether something comes before the query that it reads
    Tables tables(Sql.Select select, Names names, boolean hasInput) {
        var inner = names.inner();
        if (select.joins().isEmpty()) {
            Expr row = new Expr.This();
            inner.define(name(select.from()), new Names.Meaning.Table(row, select.from().alias().isPresent()));
            inner.setRows(List.of(row));
            return new Tables(source(select.from(), names, hasInput), inner, List.of(row));
        }
        var rows = new ArrayList<Expr>();
        var left = names.inner();
        var steps = wrapped(select.from(), names, hasInput);
        define(select.from(), left, rows);
        for (var join : select.joins()) {
            var right = names.inner();
            define(join.table(), right, new ArrayList<>());
            var step = join(join, rows, left, right);
            steps = new ArrayList<>(List.of(
                    new Step.Fork(List.of(new Pipeline(steps), new Pipeline(wrapped(join.table(), names, hasInput)))), step));
            define(join.table(), left, rows);
        }
        return new Tables(steps, left, rows);
    }

    private static String name(Sql.Table table) {
        return table.alias().map(alias -> alias.text()).orElseGet(() -> ((Pattern.Text) table.name()).text());
    }

    private void define(Sql.Table table, Names names, List<Expr> rows) {
        String name = name(table);
        Expr row = Expr.of(Path.of(name));
        if (!names.define(name, new Names.Meaning.Table(row, table.alias().isPresent()))) {
            problems.add(table, "table \"" + name + "\" occurs twice: give one of them another name");
        }
        rows.add(row);
        names.setRows(rows);
    }

    private List<Step> wrapped(Sql.Table table, Names names, boolean hasInput) {
        var steps = new ArrayList<>(source(table, names, hasInput));
        steps.add(new Step.Yield(List.of(new Expr.MakeRecord(
                List.of(new Expr.RecordItem.Named(name(table), new Expr.This()))))));
        return steps;
    }

    private Step join(Sql.Join join, List<Expr> leftRows, Names left, Names right) {
        String table = name(join.table());
        boolean swapped = mentions(join.leftKey(), right) || mentions(join.rightKey(), left);
        var leftKey = expressions.expression(swapped ? join.rightKey() : join.leftKey(), left);
        var rightKey = expressions.expression(swapped ? join.leftKey() : join.rightKey(), right);
        return switch (join.style()) {
            case INNER -> joined(Step.Join.Style.INNER, leftKey, rightKey, List.of(Expr.of(Path.of(table))));
            case LEFT -> joined(Step.Join.Style.LEFT, leftKey, rightKey, List.of(Expr.of(Path.of(table))));
            case RIGHT -> joined(Step.Join.Style.RIGHT, leftKey, rightKey, leftRows);
            case ANTI -> joined(Step.Join.Style.ANTI, leftKey, rightKey, List.of());
        };
    }

    private static Step joined(Step.Join.Style style, Expr leftKey, Expr rightKey, List<Expr> added) {
        var assignments = added.stream().map(row -> new Assignment(Target.of(row.path().orElseThrow()), row)).toList();
        return new Step.Join(style, leftKey, rightKey, assignments);
    }

    /// Returns whether a key is a column of one of the tables, and says so by its name: `e.pid`.
    private static boolean mentions(Expression key, Names tables) {
        return switch (key) {
            case Expression.Dot(Expression.Reference(var name, _), _, _) ->
                tables.find(name).filter(Names.Meaning.Table.class::isInstance).isPresent();
            case Expression.Dot(var record, _, _) -> mentions(record, tables);
            case Expression.Index(var container, _, _) -> mentions(container, tables);
            case Expression.Call call -> call.arguments().stream().anyMatch(argument -> mentions(argument, tables));
            case Expression.Cast(_, var value, _) -> mentions(value, tables);
            case Expression.Binary binary -> mentions(binary.left(), tables) || mentions(binary.right(), tables);
            default -> false;
        };
    }

    private List<Step> source(Sql.Table table, Names names, boolean hasInput) {
        var name = (Pattern.Text) table.name();
        var catalog = analysis.catalog;
        boolean declared = analysis.types.containsKey(name.text());
        boolean isPool = !declared && catalog.isLake() && catalog.poolNames().contains(name.text());
        boolean readsInput = hasInput || !catalog.isLake() || catalog.head().filter(head -> !head.name().isEmpty()).isPresent();
        if (isPool && !readsInput) {
            return pool(name, names);
        }
        var ofType = ofType(name, names);
        if (!isPool) {
            if (!readsInput) {
                problems.add(name, name.text() + ": pool not found",
                        Nearest.expectation("the name of a pool", name.text(), catalog.poolNames()));
            }
            return List.of(ofType);
        }
        var pool = pool(name, names);
        return List.of(new Step.Fork(List.of(Pipeline.of(ofType), new Pipeline(pool))), new Step.Otherwise());
    }

    private List<Step> pool(Pattern.Text name, Names names) {
        return sources.steps(new Source.Pool(Optional.of(name), Optional.empty(), Optional.empty(), false, name.span()), names);
    }

    private Step ofType(Pattern.Text name, Names names) {
        var type = new Expression.TypeValue(new TypeExpression.Named(name.text(), name.span()), name.span());
        var condition = new Expression.Call(new dev.tarn.query.ast.Ast.Name("is", name.span()), List.of(type),
                Optional.empty(), name.span());
        return new Step.Filter(expressions.expression(condition, names));
    }
}
