package dev.tarn.query.run;

import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.Scope;
import dev.tarn.query.expression.Expression;
import java.util.Arrays;
import java.util.Optional;

/// Passes values on at once, but for those whose key is null or missing, which come behind all others: makes a stream that is
/// sorted with nulls first one that is sorted with nulls last.
final class NullsLastOperator implements Operator {
    private final Expression key;
    private final int batchRows;
    private Optional<Batch> result = Optional.empty();
    private RowStore held = new RowStore();
    private int[] all = new int[0];
    private int given;
    private boolean finished;

    NullsLastOperator(Expression key, int batchRows) {
        this.key = key;
        this.batchRows = Math.min(batchRows, Vector.BATCH_ROWS);
    }

    @Override
    public boolean needsInput() {
        return result.isEmpty() && !finished;
    }

    @Override
    public void add(Batch batch) {
        boolean[] isNull = nulls(SortColumn.withoutMissing(key.evaluate(batch)));
        var passed = new int[isNull.length];
        var kept = new int[isNull.length];
        int passedCount = 0;
        int keptCount = 0;
        for (int row = 0; row < isNull.length; row++) {
            if (isNull[row]) {
                kept[keptCount++] = row;
            } else {
                passed[passedCount++] = row;
            }
        }
        if (keptCount > 0) {
            held.append(batch.values().select(Arrays.copyOf(kept, keptCount)));
        }
        if (passedCount > 0) {
            result = Optional.of(keptCount == 0 ? batch : batch.select(Arrays.copyOf(passed, passedCount)));
        }
    }

    /// Returns which values are null.
    static boolean[] nulls(Vector vector) {
        var isNull = new boolean[vector.length()];
        switch (vector) {
            case TypedVector typed -> {
                for (int row = 0; row < isNull.length; row++) {
                    isNull[row] = typed.isNull(row);
                }
            }
            case Mixed mixed -> {
                int[] slots = mixed.slots();
                for (int row = 0; row < isNull.length; row++) {
                    isNull[row] = mixed.parts().get(mixed.tags()[row]).isNull(slots[row]);
                }
            }
        }
        return isNull;
    }

    @Override
    public void finish() {
        finished = true;
        all = new int[held.size()];
        Arrays.setAll(all, row -> row);
    }

    @Override
    public Optional<Batch> next() {
        if (result.isEmpty() && finished && given < all.length) {
            int from = given;
            given = Math.min(all.length, from + batchRows);
            return Optional.of(new Batch(held.gather(all, from, given), Scope.NONE, Exchange.LATE));
        }
        var next = result;
        result = Optional.empty();
        return next;
    }

    @Override
    public boolean isDone() {
        return finished && result.isEmpty() && given == all.length;
    }

    @Override
    public void reset() {
        result = Optional.empty();
        held = new RowStore();
        all = new int[0];
        given = 0;
        finished = false;
    }
}
