package dev.tarn.query.run;

import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.plan.Step;
import java.util.Optional;

/// Groups and aggregates: all of it, or the partial results of others.
final class SummarizeOperator extends CollectingOperator {
    private final Grouping grouping;
    private final boolean merges;
    private final int batchRows;
    private long place;
    private int given;

    SummarizeOperator(Step.Summarize step, OperatorFactory factory, int batchRows) {
        grouping = new Grouping(step, factory);
        merges = step.part() == Step.Part.FINAL;
        this.batchRows = Math.min(batchRows, Vector.BATCH_ROWS);
    }

    @Override
    void collect(Batch batch) {
        if (merges) {
            grouping.merge(batch);
        } else {
            grouping.add(batch, place);
            place += batch.length();
        }
    }

    @Override
    void complete() {}

    @Override
    Optional<Batch> give(int maxRows) {
        int from = given;
        given = (int) Math.min(grouping.size(), (long) from + Math.min(batchRows, maxRows));
        return from == given ? Optional.empty() : Optional.of(grouping.results(from, given));
    }

    @Override
    void clear() {
        grouping.clear();
        place = 0;
        given = 0;
    }
}
