package dev.tarn.query.run;

import dev.tarn.query.Batch;
import java.util.Arrays;
import java.util.Optional;

/// Passes the first rows on, of each instance of a scope.
final class HeadOperator implements Operator {
    private final long limit;
    private final Instances taken = new Instances();
    private Optional<Batch> result = Optional.empty();
    private boolean finished;
    private boolean scoped;

    HeadOperator(long limit) {
        this.limit = limit;
    }

    private boolean isFull() {
        return !scoped && taken.get(0) >= limit;
    }

    @Override
    public boolean needsInput() {
        return result.isEmpty() && !finished && !isFull();
    }

    @Override
    public void add(Batch batch) {
        scoped = !batch.scope().isNone();
        var passed = scoped ? ofInstances(batch) : ofAll(batch);
        result = passed.length() == 0 ? Optional.empty() : Optional.of(passed);
    }

    private Batch ofAll(Batch batch) {
        int count = (int) Math.min(batch.length(), limit - taken.get(0));
        taken.set(0, taken.get(0) + count);
        if (count == batch.length()) {
            return batch;
        }
        var rows = new int[count];
        Arrays.setAll(rows, row -> row);
        return batch.select(rows);
    }

    private Batch ofInstances(Batch batch) {
        var rows = new int[batch.length()];
        int count = 0;
        for (int row = 0; row < rows.length; row++) {
            int instance = Instances.of(batch, row);
            long before = taken.get(instance);
            if (before < limit) {
                taken.set(instance, before + 1);
                rows[count++] = row;
            }
        }
        return batch.select(Arrays.copyOf(rows, count));
    }

    @Override
    public void finish() {
        finished = true;
    }

    @Override
    public Optional<Batch> next() {
        var next = result;
        result = Optional.empty();
        return next;
    }

    @Override
    public boolean isDone() {
        return result.isEmpty() && (finished || isFull());
    }

    @Override
    public Retention retention() {
        return Retention.PASSES_ON;
    }

    @Override
    public void reset() {
        result = Optional.empty();
        finished = false;
        taken.clear();
    }
}
