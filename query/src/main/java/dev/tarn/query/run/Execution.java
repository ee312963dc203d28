package dev.tarn.query.run;

import dev.tarn.model.Source;
import dev.tarn.model.Value;
import dev.tarn.query.LoadTarget;
import dev.tarn.query.QueryOptions;
import dev.tarn.query.Results;
import dev.tarn.query.expression.TypeNames;
import dev.tarn.query.plan.Plan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/// A query that runs.
public final class Execution implements Results {
    private final Workers workers;
    private final ResultQueue results;
    private final Progress progress;
    private boolean closed;

    private Execution(Workers workers, ResultQueue results, Progress progress) {
        this.workers = workers;
        this.results = results;
        this.progress = progress;
    }

    /// Starts a query.
    ///
    /// @param sources what it reads, in the order that the plan has
    /// @param loadTargets where `load` goes, by the pool's name in the plan
    public static Execution start(
            Plan plan, List<Source> sources, Map<String, LoadTarget> loadTargets, QueryOptions options) {
        var workers = new Workers(options.threads());
        var results = new ResultQueue(workers);
        var progress = new Progress();
        var typeNames = new TypeNames();
        var compilation = new Compilation(plan.functions(), options, loadTargets, typeNames, progress, workers);
        GraphBuilder.build(plan.body(), new QueryGraph(compilation, workers), (number, request, filtered) -> {
            var shared = new SharedScan(workers, sources.get(number), request);
            var lanes = new ArrayList<Input>();
            // One after another, so that each value sees the names of those before it and no others.
            int count = plan.namesTypes() ? 1 : options.threads();
            for (int i = 0; i < count; i++) {
                lanes.add(new ScanInput(workers, shared, typeNames, progress, filtered));
            }
            return lanes;
        }, results);
        workers.start(results);
        return new Execution(workers, results, progress);
    }

    @Override
    public Optional<Output> next() {
        return results.take();
    }

    @Override
    public Statistics statistics() {
        return progress.statistics();
    }

    @Override
    public void cancel() {
        workers.cancel();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            results.close();
            workers.cancel();
            workers.close();
        }
    }

    @Override
    public Iterator<Value> iterator() {
        return new Values();
    }

    private final class Values implements Iterator<Value> {
        private final ArrayDeque<Output> current = new ArrayDeque<>(1);
        private int row;

        @Override
        public boolean hasNext() {
            while (current.isEmpty() || row == current.peek().values().length()) {
                current.clear();
                var next = Execution.this.next();
                if (next.isEmpty()) {
                    return false;
                }
                current.add(next.get());
                row = 0;
            }
            return true;
        }

        @Override
        public Value next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the query has no more values");
            }
            return Value.of(current.peek().values(), row++);
        }
    }
}
