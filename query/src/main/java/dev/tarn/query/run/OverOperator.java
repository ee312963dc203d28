package dev.tarn.query.run;

import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.plan.Step;
import java.util.ArrayDeque;
import java.util.Optional;

/// `over`: gives elements, or what a body makes of them.
final class OverOperator implements Operator {
    private final Lateral lateral;
    private final ArrayDeque<Batch> results = new ArrayDeque<>();
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
        if (Lateral.isOutside(batch)) {
            for (var result : lateral.runOutside(batch)) {
                boolean same = result.scope() == batch.scope() && result.ordinal() == batch.ordinal();
                results.add(same ? result : new Batch(result.values(), batch.scope(), batch.ordinal()));
            }
            return;
        }
        for (var result : lateral.run(batch)) {
            // Rows leave the scope: each belongs again where the row belonged that it comes from.
            results.add(new Batch(result.values(), batch.scope().select(result.scope().instances()), batch.ordinal()));
        }
    }

    @Override
    public void finish() {
        finished = true;
    }

    @Override
    public Optional<Batch> next() {
        return Optional.ofNullable(results.poll());
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
        results.clear();
        finished = false;
    }
}
