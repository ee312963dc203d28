package dev.tarn.query.run;

import dev.tarn.query.Batch;
import java.util.Optional;

/// An operator that makes of each batch at most one other, whatever came before.
abstract class BatchOperator implements Operator {
    private Optional<Batch> result = Optional.empty();
    private boolean finished;

    /// Returns what becomes of a batch; may have no rows.
    abstract Batch apply(Batch batch);

    @Override
    public final boolean needsInput() {
        return result.isEmpty() && !finished;
    }

    @Override
    public final void add(Batch batch) {
        var applied = apply(batch);
        result = applied.length() == 0 ? Optional.empty() : Optional.of(applied);
    }

    @Override
    public final void finish() {
        finished = true;
    }

    @Override
    public final Optional<Batch> next() {
        var next = result;
        result = Optional.empty();
        return next;
    }

    @Override
    public final boolean isDone() {
        return finished && result.isEmpty();
    }

    @Override
    public final Retention retention() {
        return Retention.PASSES_ON;
    }

    @Override
    public void reset() {
        result = Optional.empty();
        finished = false;
    }
}
