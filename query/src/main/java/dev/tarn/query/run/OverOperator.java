package dev.tarn.query.run;

import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.plan.Step;
import java.util.List;
import java.util.Optional;

/// `over`: gives elements, or what a body makes of them.
final class OverOperator implements Operator {
    private final Lateral lateral;
    private List<Batch> results = List.of();
    private int given;
    private boolean finished;

    OverOperator(Step.Over over, OperatorFactory factory, int batchRows) {
        lateral = new Lateral(over, factory, Math.min(batchRows, Vector.BATCH_ROWS));
    }

    @Override
    public boolean needsInput() {
        return results.isEmpty() && !finished;
    }

    @Override
    public void add(Batch batch) {
        results = lateral.runAndLeave(batch);
        given = 0;
    }

    @Override
    public void finish() {
        finished = true;
    }

    @Override
    public Optional<Batch> next() {
        if (results.isEmpty()) {
            return Optional.empty();
        }
        var next = Optional.of(results.get(given++));
        if (given == results.size()) {
            results = List.of();
        }
        return next;
    }

    @Override
    public boolean isDone() {
        return finished && results.isEmpty();
    }

    @Override
    public Retention retention() {
        return Retention.PASSES_ON;
    }

    @Override
    public void reset() {
        results = List.of();
        finished = false;
    }
}
