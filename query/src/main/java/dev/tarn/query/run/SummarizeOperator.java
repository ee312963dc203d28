package dev.tarn.query.run;

import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.QueryOptions;
import dev.tarn.query.plan.Step;
import java.util.Optional;

/// Groups and aggregates: all of it, or the partial results of others.
final class SummarizeOperator extends CollectingOperator {
    private final Step.Summarize step;
    private final boolean merges;
    private final int batchRows;
    private final PartitionedGroups groups;
    private long place;

    SummarizeOperator(Step.Summarize step, OperatorFactory factory, QueryOptions options) {
        this.step = step;
        merges = step.part() == Step.Part.FINAL;
        batchRows = Math.min(options.batchRows(), Vector.BATCH_ROWS);
        groups = new PartitionedGroups(step, factory, options.groupBytes(), options.threads());
    }

    @Override
    void collect(Batch batch) {
        if (merges) {
            groups.merge(batch);
        } else {
            groups.add(batch, place);
            place += batch.length();
        }
    }

    @Override
    void complete() {
        groups.complete();
    }

    @Override
    Optional<Batch> give(int maxRows) {
        return groups.results(Math.min(batchRows, maxRows));
    }

    @Override
    void clear() {
        groups.clear();
        place = 0;
    }

    @Override
    public boolean isCounting() {
        return step.isCount();
    }

    @Override
    public Retention retention() {
        return Retention.COPIES;
    }

    @Override
    public void close() {
        groups.close();
    }
}
