package dev.tarn.query.run;

import dev.tarn.model.Source;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.Catalog;
import dev.tarn.query.QueryOptions;
import dev.tarn.query.analyze.Analyzer;
import dev.tarn.query.expression.TypeNames;
import dev.tarn.query.parse.Parser;
import dev.tarn.query.parse.QueryText;
import dev.tarn.query.plan.Optimizer;
import dev.tarn.query.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The operators of a query by themselves: compiled once, and run on the caller's thread as often as wanted, without the scan, the tasks
/// and the exchanges of a query that runs.
///
/// In this package because operators are the engine's own affair. A query may have one join, whose other side is complete before anything
/// is measured.
public final class Steps {
    private static final QueryOptions OPTIONS = QueryOptions.defaults().withThreads(1);

    private final List<Operator> operators = new ArrayList<>();
    private final Scheduler scheduler = new Unscheduled();

    private Steps() {}

    /// Compiles a query.
    ///
    /// @param input what the query reads, so that what it knows of that is as in a query that runs
    /// @param other the batches of the other side of a join; none without a join
    public static Steps of(String query, Source input, List<Vector> other) {
        var catalog = new Catalog() {
            @Override
            public Optional<Source> input() {
                return Optional.of(input);
            }
        };
        var text = QueryText.of(query);
        var plan = Optimizer.optimize(Analyzer.analyze(Parser.parse(text), text, catalog).plan(), OPTIONS);
        var steps = new Steps();
        var compilation =
                new Compilation(plan.functions(), OPTIONS, Map.of(), new TypeNames(), new Progress(), steps.scheduler);
        var factory = new OperatorFactory(compilation, new ScopeFrame());
        for (var step : plan.body().steps()) {
            switch (step) {
                case Step.Scan scan -> scan.pushed().filter().ifPresent(filter ->
                        steps.operators.add(factory.operator(new Step.Filter(filter))));
                case Step.Fork _, Step.Output _ -> { }
                case Step.Join join -> steps.operators.add(steps.join(join, factory, other));
                default -> steps.operators.add(factory.operator(step));
            }
        }
        Operator.link(steps.operators);
        return steps;
    }

    private Operator join(Step.Join join, OperatorFactory factory, List<Vector> other) {
        var side = new JoinSide(join.withOrder(Step.Join.Order.UNNEEDED), factory, scheduler, OPTIONS.sortBytes());
        // Never left, so that the table stays.
        side.enter();
        other.forEach(values -> side.put(Batch.of(values)));
        side.end();
        return new JoinOperator(side, factory, OPTIONS.sortBytes());
    }

    /// Runs the steps for some batches.
    public void run(List<Batch> input, Consumer<Vector> output) {
        operators.forEach(Operator::reset);
        for (var batch : input) {
            put(0, batch, output);
        }
        for (int place = 0; place < operators.size(); place++) {
            operators.get(place).finish();
            drain(place, output);
        }
    }

    private void put(int place, Batch batch, Consumer<Vector> output) {
        if (place == operators.size()) {
            output.accept(batch.values());
        } else if (!operators.get(place).isDone()) {
            operators.get(place).add(batch);
            drain(place, output);
        }
    }

    private void drain(int place, Consumer<Vector> output) {
        var operator = operators.get(place);
        for (var batch = operator.next(); batch.isPresent(); batch = operator.next()) {
            put(place + 1, batch.get(), output);
        }
    }

    private static final class Unscheduled implements Scheduler {
        @Override
        public Object lock() {
            return this;
        }

        @Override
        public void wake(Task task) {
            throw new IllegalStateException("there are no tasks");
        }

        @Override
        public void checkCancelled() {}
    }
}
