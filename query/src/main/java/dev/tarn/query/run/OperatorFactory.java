package dev.tarn.query.run;

import dev.tarn.query.QueryOptions;
import dev.tarn.query.expression.Expr;
import dev.tarn.query.expression.Expression;
import dev.tarn.query.expression.ExpressionCompiler;
import dev.tarn.query.expression.Predicate;
import dev.tarn.query.plan.LateralQuery;
import dev.tarn.query.plan.Pipeline;
import dev.tarn.query.plan.RunningAggregate;
import dev.tarn.query.plan.Statefulness;
import dev.tarn.query.plan.Step;
import java.util.ArrayList;
import java.util.List;

/// Makes the operators of one task.
final class OperatorFactory {
    private final Compilation compilation;
    private final ScopeFrame frame;
    private final ExpressionCompiler compiler;
    private final List<RunningExpression> running = new ArrayList<>();

    /// Creates a factory.
    ///
    /// @param frame the scope that the operators work in
    OperatorFactory(Compilation compilation, ScopeFrame frame) {
        this.compilation = compilation;
        this.frame = frame;
        this.compiler = new ExpressionCompiler(compilation.functions(), compilation.typeNames(), this::external);
    }

    private Expression external(Expr.External external, ExpressionCompiler expressions) {
        return switch (external) {
            case RunningAggregate(_, var call) -> {
                var expression = new RunningExpression(call, expressions, options().valueLimit());
                running.add(expression);
                yield expression;
            }
            case LateralQuery(var over) -> new LateralExpression(over, this);
            default -> throw new IllegalStateException("an expression of an unknown kind: " + external);
        };
    }

    /// Makes aggregates among expressions begin anew.
    void reset() {
        running.forEach(RunningExpression::reset);
    }

    /// Returns what runs the body of a lateral scope.
    Body body(Pipeline pipeline) {
        return new Body(pipeline, compilation);
    }

    /// Returns how the query is run.
    QueryOptions options() {
        return compilation.options();
    }

    /// @throws java.util.concurrent.CancellationException if the query was cancelled
    void checkCancelled() {
        compilation.scheduler().checkCancelled();
    }

    /// Returns the scope that the operators work in.
    ScopeFrame frame() {
        return frame;
    }

    Expression expression(Expr expr) {
        return compiler.compile(expr);
    }

    List<Expression> expressions(List<Expr> exprs) {
        var expressions = new ArrayList<Expression>(exprs.size());
        for (var expr : exprs) {
            expressions.add(compiler.compile(expr));
        }
        return expressions;
    }

    /// Returns whether the values of expressions for a row depend on nothing but the row.
    boolean areStateless(List<Expr> exprs) {
        var statefulness = new Statefulness(compilation.functions());
        return exprs.stream().allMatch(statefulness::isStateless);
    }

    Predicate predicate(Expr expr) {
        return new Statefulness(compilation.functions()).isStateless(expr)
                ? compiler.compileRowPredicate(expr)
                : compiler.compilePredicate(expr);
    }

    /// Returns the filter of a scan, which counts what passes.
    Operator scanFilter(Expr condition) {
        return new FilterOperator(predicate(condition), compilation.progress()::matched);
    }

    /// Returns what does a step that looks at nothing but its input.
    Operator operator(Step step) {
        return switch (step) {
            case Step.Filter(var condition) -> new FilterOperator(predicate(condition), _ -> { });
            case Step.Yield(var exprs) -> new YieldOperator(expressions(exprs));
            case Step.Cut(var assignments) -> new CutOperator(assignments, this);
            case Step.Put(var assignments) -> new PutOperator(assignments, this);
            case Step.Drop(var fields) -> new DropOperator(fields);
            case Step.Rename(var renamings) -> new RenameOperator(renamings, this);
            case Step.Over over -> new OverOperator(over, this, compilation.options().batchRows());
            case Step.NullsLast(var key) -> new NullsLastOperator(expression(key), compilation.options().batchRows());
            case Step.Head(var count) -> new HeadOperator(count);
            case Step.Tail(var count) -> new TailOperator(count);
            case Step.Sort sort -> new SortOperator(sort, this, compilation.options());
            case Step.Explode explode -> new ExplodeOperator(explode, this);
            case Step.Load(var pool, var commit) -> new LoadOperator(compilation.loadTargets().get(pool), commit);
            case Step.Fuse _ -> new FuseOperator(this);
            case Step.Shape _ -> new ShapeOperator(this);
            case Step.Uniq(var counted) -> new UniqOperator(counted, frame);
            case Step.Summarize summarize when summarize.sorted().isPresent() ->
                summarize.part() == Step.Part.PARTIAL
                        ? new StreamingPartialOperator(summarize, this)
                        : new StreamingSummarizeOperator(summarize, this, compilation.options());
            case Step.Summarize summarize -> summarize.part() == Step.Part.PARTIAL
                    ? new PartialSummarizeOperator(summarize, this)
                    : new SummarizeOperator(summarize, this, compilation.options());
            case Step.Scan _, Step.OneNull _, Step.Pass _, Step.Fork _, Step.Switch _, Step.Combine _, Step.Otherwise _, Step.Merge _,
                    Step.Join _, Step.Debug _, Step.Output _ ->
                throw new IllegalStateException("no operator but part of the graph: " + step);
        };
    }
}
