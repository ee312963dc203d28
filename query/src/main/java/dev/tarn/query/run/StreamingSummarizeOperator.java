package dev.tarn.query.run;

import dev.tarn.model.Value;
import dev.tarn.model.ValueOrder;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.QueryOptions;
import dev.tarn.query.plan.Step;
import java.util.Optional;

/// Groups and aggregates values that come in the order of a key: when the key goes on, the groups of those before are given at once.
///
/// What is not in order for sure ([SortedRows]) comes at the end.
final class StreamingSummarizeOperator implements Operator {
    // Rows that get the same ordinal, so that ordinals do not depend on the size of batches.
    private static final int ROWS_OF_ORDINAL = 1 << 16;

    private final Step.Summarize step;
    private final OperatorFactory factory;
    private final QueryOptions options;
    private final SortedRows sorted;
    private final boolean merges;
    private final int batchRows;
    private SpillingGroups open;
    private SpillingGroups late;
    private Optional<Vector> openKey = Optional.empty();
    private Optional<Batch> tail = Optional.empty();
    private long place;
    private long given;
    private boolean giving;
    private boolean finished;
    private boolean exhausted;

    StreamingSummarizeOperator(Step.Summarize step, OperatorFactory factory, QueryOptions options) {
        this.step = step;
        this.factory = factory;
        this.options = options;
        merges = step.part() == Step.Part.FINAL;
        batchRows = Math.min(options.batchRows(), Vector.BATCH_ROWS);
        sorted = new SortedRows(step, factory);
        open = newGroups();
        late = newGroups();
    }

    private SpillingGroups newGroups() {
        return new SpillingGroups(step, factory, options.groupBytes());
    }

    @Override
    public boolean needsInput() {
        return !giving && !finished;
    }

    @Override
    public void add(Batch batch) {
        if (merges) {
            // Partial results say themselves which are not in order.
            if (batch.ordinal() >= Exchange.LATE) {
                late.merge(batch);
            } else {
                addInOrder(batch, RecordColumns.column(batch.values(), step.sorted().orElseThrow().position()));
            }
            return;
        }
        var split = sorted.split(batch);
        if (split.others().length > 0) {
            late.add(batch.select(split.others()), place);
        }
        if (split.inOrder().length > 0) {
            addInOrder(split.others().length == 0 ? batch : batch.select(split.inOrder()), split.keys());
        }
        place += batch.length();
    }

    private void addInOrder(Batch batch, Vector keys) {
        int last = keys.length() - 1;
        var comparison = ValueOrder.NULLS_LAST.between(keys, keys);
        int start = last;
        while (start > 0 && comparison.compare(start - 1, last) == 0) {
            start--;
        }
        boolean goesOn = start == 0
                && (openKey.isEmpty() || ValueOrder.NULLS_LAST.between(openKey.get(), keys).compare(0, 0) == 0);
        if (goesOn) {
            put(batch);
        } else {
            if (start > 0) {
                put(batch.select(BatchRows.range(0, start)));
            }
            tail = Optional.of(start == 0 ? batch : batch.select(BatchRows.range(start, last + 1)));
            giving = true;
        }
        openKey = Optional.of(Value.of(keys, last).toVector());
    }

    private void put(Batch batch) {
        if (merges) {
            open.merge(batch);
        } else {
            open.add(batch, place);
        }
    }

    @Override
    public void finish() {
        finished = true;
        giving = true;
    }

    @Override
    public Optional<Batch> next() {
        while (giving) {
            var results = open.results(room());
            if (results.isPresent()) {
                return given(results.get());
            }
            open.close();
            giving = false;
            if (!finished || tail.isPresent()) {
                open = newGroups();
                tail.ifPresent(this::put);
                giving = finished;
                tail = Optional.empty();
            }
        }
        if (!finished || exhausted) {
            return Optional.empty();
        }
        var results = late.results(room());
        exhausted = results.isEmpty();
        return results.flatMap(this::given);
    }

    private int room() {
        return Math.min(batchRows, ROWS_OF_ORDINAL - (int) (given % ROWS_OF_ORDINAL));
    }

    private Optional<Batch> given(Batch results) {
        long ordinal = Exchange.LATE + given / ROWS_OF_ORDINAL;
        given += results.length();
        return Optional.of(new Batch(results.values(), results.scope(), ordinal));
    }

    @Override
    public boolean isDone() {
        return exhausted;
    }

    @Override
    public void reset() {
        throw new IllegalStateException("streaming aggregation is not for scopes");
    }

    @Override
    public void close() {
        open.close();
        late.close();
    }
}
