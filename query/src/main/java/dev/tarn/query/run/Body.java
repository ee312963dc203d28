package dev.tarn.query.run;

import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.expression.UserFunction;
import dev.tarn.query.plan.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs the body of a lateral scope, for all instances of the scope at once, inside the task that needs the answer.
///
/// Its tasks are made once and reset for each run.
final class Body implements Graph {
    private final Compilation compilation;
    private final InlineScheduler scheduler;
    private final ScopeFrame frame = new ScopeFrame();
    private final List<OperatorFactory> factories = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private final Exchange input;
    private final Exchange output;

    Body(Pipeline pipeline, Compilation compilation) {
        this.compilation = compilation;
        scheduler = new InlineScheduler(compilation.scheduler());
        input = exchange(0);
        output = exchange(0);
        GraphBuilder.build(pipeline, this, input, output);
    }

    /// Runs the body.
    ///
    /// @param elements what goes in, with the number of its instance for each row, ascending
    /// @param count the number of instances
    /// @param variables the variables, each a value per instance
    /// @return what comes out, in the order of instances
    List<Batch> run(List<Batch> elements, int count, List<Vector> variables) {
        frame.enter(count, variables);
        tasks.forEach(Task::reset);
        factories.forEach(OperatorFactory::reset);
        output.reset();
        elements.forEach(input::put);
        input.end();
        tasks.forEach(scheduler::wake);
        scheduler.run();
        var results = new ArrayList<Batch>();
        for (Optional<Batch> batch = output.poll(); batch.isPresent(); batch = output.poll()) {
            results.add(batch.get());
        }
        if (!output.isEnded()) {
            throw new IllegalStateException("the tasks of a lateral scope wait for each other");
        }
        return results;
    }

    @Override
    public Scheduler scheduler() {
        return scheduler;
    }

    @Override
    public Exchange exchange(long firstMark) {
        return Exchange.unbounded(scheduler, firstMark);
    }

    @Override
    public OperatorFactory factory() {
        var factory = new OperatorFactory(compilation, frame);
        factories.add(factory);
        return factory;
    }

    @Override
    public boolean isScoped() {
        return true;
    }

    @Override
    public Map<String, UserFunction> functions() {
        return compilation.functions();
    }

    @Override
    public void add(Task task) {
        tasks.add(task);
    }

    // Exchanges take everything here, so that no fork ever has to wait.
    @Override
    public void add(ForkOutput fork) {}
}
