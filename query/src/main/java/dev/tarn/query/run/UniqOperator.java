package dev.tarn.query.run;

import dev.tarn.model.Identity;
import dev.tarn.model.Path;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Gives one of each run of values that are the same, in each instance of a scope, and how many they were if asked for.
///
/// Without counts a value is given when its run begins, with counts when it ends.
final class UniqOperator implements Operator {
    private static final RecordLayout COUNTED = new RecordLayout(List.of(Path.of("value"), Path.of("count")));

    private final boolean counted;
    private final ScopeFrame frame;
    // The value of the run that goes on, as a batch of one row.
    private Optional<Batch> last = Optional.empty();
    private long lastCount;
    private final ArrayDeque<Batch> results = new ArrayDeque<>();
    private boolean finished;

    UniqOperator(boolean counted, ScopeFrame frame) {
        this.counted = counted;
        this.frame = frame;
    }

    @Override
    public boolean needsInput() {
        return results.isEmpty() && !finished;
    }

    @Override
    public void add(Batch batch) {
        var starts = starts(batch);
        if (counted) {
            addCounted(batch, starts);
        } else if (starts.length > 0) {
            results.add(batch.select(starts));
        }
        if (starts.length > 0) {
            last = Optional.of(copy(batch.select(new int[] {batch.length() - 1})));
        }
    }

    /// Keeps a row without the batch that it is of.
    private static Batch copy(Batch one) {
        var store = new RowStore();
        store.append(one.values());
        return new Batch(store.gather(new int[1], 0, 1), one.scope(), one.ordinal());
    }

    /// Returns the rows that are not the same as the one before them.
    private int[] starts(Batch batch) {
        var values = batch.values();
        var changes = new boolean[batch.length()];
        Identity.markChanges(values, changes);
        if (!batch.scope().isNone()) {
            for (int row = 1; row < changes.length; row++) {
                changes[row] |= instance(batch, row - 1) != instance(batch, row);
            }
        }
        changes[0] = last.isEmpty() || instance(last.get(), 0) != instance(batch, 0)
                || !Identity.between(last.get().values(), values.select(new int[1])).same(0, 0);
        var starts = new int[changes.length];
        int count = 0;
        for (int row = 0; row < starts.length; row++) {
            starts[count] = row;
            count += changes[row] ? 1 : 0;
        }
        return Arrays.copyOf(starts, count);
    }

    private static int instance(Batch batch, int row) {
        return Instances.of(batch, row);
    }

    private void addCounted(Batch batch, int[] starts) {
        if (starts.length == 0) {
            lastCount += batch.length();
            return;
        }
        boolean begun = last.isPresent();
        int ended = starts.length - (begun ? 0 : 1);
        var counts = new long[ended];
        if (begun) {
            counts[0] = lastCount + starts[0];
        }
        for (int i = 1; i < starts.length; i++) {
            counts[begun ? i : i - 1] = starts[i] - starts[i - 1];
        }
        lastCount = batch.length() - starts[starts.length - 1];
        if (ended == 0) {
            return;
        }
        // Each run that ended is shown by its last row: the one before the start of the next run.
        var lastRows = new int[ended - (begun ? 1 : 0)];
        for (int i = 0; i < lastRows.length; i++) {
            lastRows[i] = starts[i + 1] - 1;
        }
        var runs = batch.select(lastRows);
        if (begun) {
            runs = concat(last.get(), runs);
        }
        results.add(withCounts(runs, counts));
    }

    private Batch concat(Batch first, Batch rest) {
        var collector = new ColumnCollector();
        collector.append(first.values());
        collector.append(rest.values());
        var instances = new int[1 + rest.length()];
        for (int row = 0; row < instances.length; row++) {
            instances[row] = row == 0 ? instance(first, 0) : instance(rest, row - 1);
        }
        return new Batch(collector.build(), frame.of(instances), rest.ordinal());
    }

    private static Batch withCounts(Batch runs, long[] counts) {
        List<Vector> columns = List.of(runs.values(), new LongVector(PrimitiveType.UINT64, counts));
        return runs.withValues(COUNTED.make(columns, counts.length));
    }

    @Override
    public void finish() {
        if (!finished && counted && last.isPresent()) {
            // What ended before may not have been taken yet.
            results.add(withCounts(last.get(), new long[] {lastCount}));
        }
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
    public void reset() {
        last = Optional.empty();
        lastCount = 0;
        results.clear();
        finished = false;
    }
}
