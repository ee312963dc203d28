package dev.tarn.query.analyze;

import dev.tarn.model.Path;
import dev.tarn.model.TarnException;
import dev.tarn.model.Value;
import dev.tarn.model.type.Carrier;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.query.LoadTarget;
import dev.tarn.query.aggregate.Aggregates;
import dev.tarn.query.ast.Ast;
import dev.tarn.query.ast.Expression;
import dev.tarn.query.ast.Operator;
import dev.tarn.query.ast.Pattern;
import dev.tarn.query.ast.Source;
import dev.tarn.query.expression.Expr;
import dev.tarn.query.plan.Aggregation;
import dev.tarn.query.plan.Assignment;
import dev.tarn.query.plan.FieldLayout;
import dev.tarn.query.plan.Pipeline;
import dev.tarn.query.plan.RunningAggregate;
import dev.tarn.query.plan.SortTerm;
import dev.tarn.query.plan.Step;
import dev.tarn.query.plan.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes steps of operators.
final class OperatorAnalyzer {
    private static final String LATE_OUTPUT = "output operator must be at flowgraph leaf";

    private final Analysis analysis;
    private final Problems problems;
    private final ExpressionAnalyzer expressions;
    private final PipelineAnalyzer pipelines;
    private final AssignmentAnalyzer assignments;
    private final SourceAnalyzer sources;
    private final SqlAnalyzer sql;

    OperatorAnalyzer(Analysis analysis, ExpressionAnalyzer expressions, PipelineAnalyzer pipelines) {
        this.analysis = analysis;
        this.problems = analysis.problems;
        this.expressions = expressions;
        this.pipelines = pipelines;
        this.assignments = new AssignmentAnalyzer(analysis, expressions);
        this.sources = new SourceAnalyzer(analysis, expressions);
        this.sql = new SqlAnalyzer(analysis, expressions, this);
    }

    SourceAnalyzer sources() {
        return sources;
    }

    /// Adds the steps of an operator to those before it.
    void add(Operator operator, Names names, List<Step> steps) {
        reportOutputs(steps);
        switch (operator) {
            case Operator.Merge merge -> merge(merge, names, steps);
            case Operator.Join join -> join(join, names, steps);
            case Operator.Read(var source, _) -> read(source, names, steps);
            default -> {
                Flow.join(steps);
                addSingle(operator, names, steps);
            }
        }
    }

    /// Reports side outputs in a lateral scope, whose values all belong to its result.
    void reportDebug(List<Step> steps, Ast scope) {
        for (var step : steps) {
            if (step instanceof Step.Debug) {
                problems.add(scope, LATE_OUTPUT);
            }
            Flow.legs(step).forEach(leg -> reportDebug(leg.steps(), scope));
        }
    }

    /// Reports `output` operators that stand where values have to go on.
    void reportOutputs(List<Step> steps) {
        // Asked before every operator: without any there is nothing to look for.
        if (analysis.outputs.isEmpty()) {
            return;
        }
        for (var output : Flow.outputs(steps)) {
            var node = analysis.outputs.remove(output);
            if (node != null) {
                problems.add(node, LATE_OUTPUT);
            }
        }
    }

    private void addSingle(Operator operator, Names names, List<Step> steps) {
        switch (operator) {
            case Operator.From from -> from(from, names, steps);
            case Operator.Fork(var legs, _) -> steps.add(new Step.Fork(legs(legs, names)));
            case Operator.Switch choice -> steps.add(choice(choice, names));
            case Operator.Block(var body, _) -> steps.addAll(pipelines.steps(body, names));
            case Operator.Over over -> steps.add(over(over, names));
            case Operator.Summarize summarize -> summarize(summarize, names, steps);
            case Operator.Sort sort -> steps.add(sort(sort, names));
            case Operator.Top top -> top(top, names, steps);
            case Operator.Head(var count, _) -> steps.add(new Step.Head(count(count, names)));
            case Operator.Tail(var count, _) -> steps.add(new Step.Tail(count(count, names)));
            case Operator.Uniq(var counted, _) -> steps.add(new Step.Uniq(counted));
            case Operator.Cut cut -> steps.add(assignments.cut(cut, names));
            case Operator.Drop drop -> steps.add(drop(drop, names));
            case Operator.Put put -> steps.add(assignments.put(put, put.assignments(), names));
            case Operator.Rename rename -> steps.add(assignments.rename(rename, names));
            case Operator.Search(var expression, _) -> steps.add(new Step.Filter(expressions.expression(expression, names)));
            case Operator.Where(var condition, _) -> steps.add(new Step.Filter(expressions.expression(condition, names)));
            case Operator.Yield(var yielded, _) -> steps.add(new Step.Yield(expressions.expressions(yielded, names)));
            case Operator.Assert assertion -> steps.add(assertion(assertion, names));
            case Operator.Explode explode -> steps.add(explode(explode, names));
            case Operator.Sample(var sampled, _) -> sample(sampled, names, steps);
            case Operator.Fuse _ -> steps.add(new Step.Fuse());
            case Operator.Shape _ -> steps.add(new Step.Shape());
            case Operator.Pass _ -> steps.add(new Step.Pass());
            case Operator.Load load -> load(load, steps);
            case Operator.Output output -> output(output, steps);
            case Operator.Debug(var expression, _) -> steps.add(new Step.Debug(
                    expression.map(e -> expressions.expression(e, names)).orElseGet(Expr.This::new)));
            case Operator.ImpliedExpression(var expression, _) -> implied(expression, names, steps);
            case Operator.ImpliedAssignment implied -> impliedAssignment(implied, names, steps);
            case Operator.SqlQuery(var select, _) -> sql.add(select, names, steps);
            case Operator.Read _, Operator.Merge _, Operator.Join _ ->
                throw new IllegalStateException("handled before: " + operator);
        }
    }

    private List<Pipeline> legs(List<Ast.Pipeline> legs, Names names) {
        var pipelineLegs = new ArrayList<Pipeline>(legs.size());
        for (var leg : legs) {
            pipelineLegs.add(pipelines.leg(leg, names));
        }
        return pipelineLegs;
    }

    private void read(Source source, Names names, List<Step> steps) {
        var read = sources.steps(source, names);
        if (read.size() == 1) {
            // A source that is not the first operator takes the place of the input of those before it.
            steps.addFirst(read.getFirst());
        } else if (read.size() > 1) {
            Flow.join(steps);
            steps.add(new Step.Fork(read.stream().map(Pipeline::of).toList()));
        }
    }

    private void from(Operator.From from, Names names, List<Step> steps) {
        var legs = new ArrayList<Pipeline>();
        for (var leg : from.legs()) {
            if (leg.body().isPresent() && leg.source() instanceof Source.Pool pool
                    && pool.pool().isPresent() && !(pool.pool().get() instanceof Pattern.Text)) {
                problems.add(leg, "=> not allowed after pool pattern in 'from' operator");
                continue;
            }
            for (var source : sources.steps(leg.source(), names)) {
                var legSteps = new ArrayList<Step>();
                legSteps.add(source);
                leg.body().ifPresent(body -> legSteps.addAll(pipelines.steps(body, names)));
                legs.add(new Pipeline(legSteps));
            }
        }
        if (legs.size() == 1) {
            steps.addAll(legs.getFirst().steps());
        } else if (!legs.isEmpty()) {
            steps.add(new Step.Fork(legs));
        }
    }

    private Step choice(Operator.Switch choice, Names names) {
        var value = choice.value().map(e -> expressions.expression(e, names));
        var cases = new ArrayList<Step.Case>();
        for (var one : choice.cases()) {
            var match = one.match().map(e -> expressions.expression(e, names));
            if (value.isPresent() && match.isPresent()) {
                match = Optional.of(caseConstant(one.match().get(), match.get()));
            }
            cases.add(new Step.Case(match, pipelines.leg(one.body(), names)));
        }
        return new Step.Switch(value, cases);
    }

    private Expr caseConstant(Expression node, Expr expr) {
        var value = Constants.evaluate(analysis, expr).filter(v -> !v.type().isError());
        return value.<Expr>map(Expr.Literal::new)
                .orElseGet(() -> expressions.badUnplaced(node, "switch case is not a constant expression", "expected a constant such as 1 or \"a\""));
    }

    private Step over(Operator.Over over, Names names) {
        if (!over.locals().isEmpty() && over.body().isEmpty()) {
            problems.add(over, "cannot have a with clause without a lateral query");
        }
        var inner = names.inner();
        var locals = expressions.locals(over.locals(), inner);
        var traversed = expressions.expressions(over.expressions(), inner);
        return new Step.Over(traversed, locals, over.body().map(body -> pipelines.scope(body, inner)));
    }

    private void merge(Operator.Merge merge, Names names, List<Step> steps) {
        var key = expressions.expression(merge.key(), names);
        if (Flow.width(steps) > 1) {
            steps.add(new Step.Merge(key));
        }
    }

    private void join(Operator.Join join, Names names, List<Step> steps) {
        if (join.right().isPresent()) {
            Flow.join(steps);
            var right = pipelines.steps(join.right().get(), names);
            Flow.join(right);
            steps.add(new Step.Fork(List.of(Pipeline.of(new Step.Pass()), new Pipeline(right))));
        } else if (Flow.width(steps) != 2) {
            problems.addUnplaced(join, "join requires two upstream parallel query paths",
                    "expected a pipeline in parentheses, or fork, from or switch with two branches in front");
            return;
        }
        var leftKey = expressions.expression(join.leftKey(), names);
        var rightKey = join.rightKey().map(e -> expressions.expression(e, names)).orElse(leftKey);
        var style = switch (join.style()) {
            case INNER -> Step.Join.Style.INNER;
            case LEFT -> Step.Join.Style.LEFT;
            case RIGHT -> Step.Join.Style.RIGHT;
            case ANTI -> Step.Join.Style.ANTI;
        };
        steps.add(new Step.Join(style, leftKey, rightKey, assignments.staticAssignments(join.assignments(), names)));
    }

    private void summarize(Operator.Summarize summarize, Names names, List<Step> steps) {
        var keys = assignments.staticAssignments(summarize.keys(), names);
        var aggregations = assignments.aggregations(summarize.aggregates(), names);
        checkLayout(summarize, keys, aggregations);
        steps.add(new Step.Summarize(keys, aggregations, summarize.limit().orElse(0), Step.Part.WHOLE));
        boolean single = keys.isEmpty() && aggregations.size() == 1 && summarize.aggregates().getFirst().target().isEmpty();
        if (single) {
            steps.add(new Step.Yield(List.of(Expr.of(aggregations.getFirst().field()))));
        }
    }

    private void checkLayout(Ast node, List<Assignment> keys, List<Aggregation> aggregations) {
        var fields = new ArrayList<Path>();
        keys.forEach(key -> key.target().path().ifPresent(fields::add));
        aggregations.forEach(aggregation -> fields.add(aggregation.field()));
        FieldLayout.problem(fields).ifPresent(problem -> problems.addUnplaced(node, problem, "expected fields with different names"));
    }

    private Step sort(Operator.Sort sort, Names names) {
        var descending = new ArrayList<Boolean>();
        for (var key : sort.keys()) {
            descending.add(key.direction().map(d -> d == Ast.Direction.DESCENDING).orElse(false) != sort.reverse());
        }
        // As in the reference the first key says whether null counts as the greatest or the least value for all keys.
        boolean nullsGreatest = !descending.isEmpty() && sort.nullsFirst() == descending.getFirst();
        var terms = new ArrayList<SortTerm>();
        for (int i = 0; i < descending.size(); i++) {
            var key = expressions.expression(sort.keys().get(i).expression(), names);
            terms.add(new SortTerm(key, descending.get(i), descending.get(i) == nullsGreatest));
        }
        return new Step.Sort(terms, sort.reverse(), sort.nullsFirst(), -1);
    }

    /// The greatest values are the first of a sort that begins with the greatest.
    private void top(Operator.Top top, Names names, List<Step> steps) {
        if (top.flush()) {
            // As in the reference, whose grammar takes it for a negated field.
            problems.add(top, "limit argument must be an integer");
        }
        if (top.keys().isEmpty()) {
            problems.add(top, "no arguments given", "expected a number and an expression, as in: top 3 size");
        }
        long limit = 1;
        if (top.limit().isPresent()) {
            var node = top.limit().get();
            var value = pipelines.constant(node, names);
            if (value.isPresent()) {
                if (!(value.get().type().under() instanceof PrimitiveType type && type.isSigned())) {
                    problems.add(node, "limit argument must be an integer", "expected a number and an expression, as in: top 3 size");
                } else if (value.get().asLong() < 1) {
                    problems.add(node, "limit argument value must be greater than 0");
                } else {
                    limit = value.get().asLong();
                }
            }
        }
        var terms = expressions.expressions(top.keys(), names).stream().map(key -> new SortTerm(key, true, false)).toList();
        steps.add(new Step.Sort(terms, true, false, -1));
        steps.add(new Step.Head(limit));
    }

    /// Returns a count that is a constant; 1 if none was written.
    long count(Optional<Expression> expression, Names names) {
        if (expression.isEmpty()) {
            return 1;
        }
        var value = pipelines.constant(expression.get(), names);
        if (value.isEmpty()) {
            return 1;
        }
        if (!(value.get().type().under() instanceof PrimitiveType type && type.isInteger())) {
            problems.add(expression.get(),
                    "expression value must be an integer value: " + new Expr.Literal(value.get()));
        } else if (value.get().asLong() < 1) {
            problems.add(expression.get(), "expression value must be a positive integer", "expected a number from 1");
        }
        return value.get().type().under().carrier() == Carrier.LONG
                ? Math.max(1, value.get().asLong())
                : 1;
    }

    private Step drop(Operator.Drop drop, Names names) {
        var fields = new ArrayList<Path>();
        for (var field : drop.fields()) {
            var path = expressions.expression(field, names).path();
            if (path.isEmpty()) {
                problems.add(field, "invalid expression used as a field", "expected a field such as a.b");
            } else if (path.get().isThis()) {
                problems.add(field, "cannot use 'this' as a field reference");
            } else {
                fields.add(path.get());
            }
        }
        return new Step.Drop(fields);
    }

    private Step assertion(Operator.Assert assertion, Names names) {
        var condition = expressions.expression(assertion.condition(), names);
        var details = new Expr.MakeRecord(List.of(
                new Expr.RecordItem.Named("message", new Expr.Literal(Value.ofString("assertion failed"))),
                new Expr.RecordItem.Named("expr", new Expr.Literal(Value.ofString(assertion.text()))),
                new Expr.RecordItem.Named("on", new Expr.This())));
        var error = new Expr.Call("error", List.of(details));
        return new Step.Yield(List.of(new Expr.Conditional(condition, new Expr.This(), error)));
    }

    private Step explode(Operator.Explode explode, Names names) {
        var type = expressions.types().type(explode.type());
        String field = "value";
        if (explode.target().isPresent()) {
            var node = explode.target().get();
            var path = expressions.expression(node, names).path();
            if (path.isEmpty()) {
                problems.add(node, "as clause must be a field reference");
            } else if (path.get().names().size() != 1) {
                problems.add(node, "field must be a top-level field");
            } else {
                field = path.get().names().getFirst();
            }
        }
        return new Step.Explode(expressions.expressions(explode.expressions(), names), type, field);
    }

    private void sample(Optional<Expression> sampled, Names names, List<Step> steps) {
        Expr value = sampled.map(e -> expressions.expression(e, names)).orElseGet(Expr.This::new);
        var any = new Aggregation(Path.of("sample"), new Aggregation.Call("any", Optional.of(value), Optional.empty()));
        var shape = new Assignment(Target.of(Path.of("shape")), new Expr.Call("typeof", List.of(value)));
        steps.add(new Step.Summarize(List.of(shape), List.of(any), 0, Step.Part.WHOLE));
        steps.add(new Step.Yield(List.of(Expr.of(Path.of("sample")))));
    }

    private void load(Operator.Load load, List<Step> steps) {
        if (!analysis.catalog.isLake()) {
            problems.add(load, "load operator cannot be used without a lake");
            return;
        }
        String pool = load.pool().text();
        try {
            analysis.loadTargets.put(pool, analysis.catalog.loadTarget(pool));
        } catch (TarnException e) {
            problems.add(load, e.getMessage());
        }
        steps.add(new Step.Load(pool, new LoadTarget.Commit(
                load.branch().map(Source.Revision::text), load.author(), load.message(), load.meta())));
    }

    private void output(Operator.Output output, List<Step> steps) {
        var step = new Step.Output(output.name().text());
        analysis.outputs.put(step, output);
        steps.add(step);
    }

    private void implied(Expression expression, Names names, List<Step> steps) {
        if (expression instanceof Expression.Call call) {
            if (pipelines.addDeclared(call, names, steps)) {
                return;
            }
            if (Aggregates.isAggregate(call.name().text())) {
                var aggregate = expressions.aggregate(call, names);
                if (aggregate.isPresent()) {
                    var field = Path.of(call.name().text());
                    steps.add(new Step.Summarize(List.of(), List.of(new Aggregation(field, aggregate.get())), 0,
                            Step.Part.WHOLE));
                    steps.add(new Step.Yield(List.of(Expr.of(field))));
                    return;
                }
            }
        }
        var expr = expressions.expression(expression, names);
        steps.add(expressions.isCondition(expr) ? new Step.Filter(expr) : new Step.Yield(List.of(expr)));
    }

    private void impliedAssignment(Operator.ImpliedAssignment implied, Names names, List<Step> steps) {
        var values = new ArrayList<Expr>();
        for (var assignment : implied.assignments()) {
            values.add(expressions.expression(assignment.value(), names));
        }
        long aggregates = values.stream().filter(RunningAggregate.class::isInstance).count();
        if (aggregates == 0) {
            steps.add(assignments.put(implied, implied.assignments(), names));
        } else if (aggregates < values.size()) {
            problems.add(implied, "mix of aggregations and non-aggregations in assignment list",
                    "expected aggregates only, which are summarized, or none, which are put");
        } else {
            var aggregations = assignments.aggregations(implied.assignments(), names);
            checkLayout(implied, List.of(), aggregations);
            steps.add(new Step.Summarize(List.of(), aggregations, 0, Step.Part.WHOLE));
        }
    }
}
