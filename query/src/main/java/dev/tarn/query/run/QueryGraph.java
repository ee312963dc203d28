package dev.tarn.query.run;

import dev.tarn.query.expression.UserFunction;
import java.util.Map;

/// The tasks of a whole query, run by its threads.
record QueryGraph(Compilation compilation, Workers workers) implements Graph {
    @Override
    public Scheduler scheduler() {
        return workers;
    }

    @Override
    public Exchange exchange(long firstMark) {
        return Exchange.bounded(workers, firstMark);
    }

    @Override
    public OperatorFactory factory() {
        return new OperatorFactory(compilation, new ScopeFrame());
    }

    @Override
    public boolean isScoped() {
        return false;
    }

    @Override
    public Map<String, UserFunction> functions() {
        return compilation.functions();
    }

    @Override
    public void add(Task task) {
        workers.add(task);
    }

    @Override
    public void add(ForkOutput fork) {
        workers.add(fork);
    }
}
