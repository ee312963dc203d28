package dev.tarn.query.run;

import dev.tarn.query.Batch;
import java.util.Optional;

/// An operator that needs its whole input before it gives anything.
abstract class CollectingOperator implements Operator {
    // Rows that get the same ordinal, so that ordinals do not depend on the size of batches.
    private static final int ROWS_OF_ORDINAL = 1 << 16;

    private boolean finished;
    private boolean exhausted;
    private long given;

    /// Takes a batch.
    abstract void collect(Batch batch);

    /// Does what has to be done when all batches were taken and before the first is given.
    abstract void complete();

    /// Returns the next batch of the answer, with at most `maxRows` rows; its ordinal does not matter. Empty at the end.
    abstract Optional<Batch> give(int maxRows);

    /// Forgets everything.
    abstract void clear();

    @Override
    public final boolean needsInput() {
        return !finished;
    }

    @Override
    public final void add(Batch batch) {
        collect(batch);
    }

    @Override
    public final void finish() {
        if (!finished) {
            finished = true;
            complete();
        }
    }

    @Override
    public final Optional<Batch> next() {
        if (!finished || exhausted) {
            return Optional.empty();
        }
        int room = ROWS_OF_ORDINAL - (int) (given % ROWS_OF_ORDINAL);
        var next = give(room);
        if (next.isEmpty()) {
            exhausted = true;
            return next;
        }
        var batch = next.get();
        long ordinal = Exchange.LATE + given / ROWS_OF_ORDINAL;
        given += batch.length();
        return Optional.of(new Batch(batch.values(), batch.scope(), ordinal));
    }

    @Override
    public final boolean isDone() {
        return exhausted;
    }

    @Override
    public final void reset() {
        finished = false;
        exhausted = false;
        given = 0;
        clear();
    }
}
