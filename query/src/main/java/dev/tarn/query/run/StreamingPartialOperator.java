package dev.tarn.query.run;

import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.Scope;
import dev.tarn.query.plan.Step;
import java.util.Arrays;
import java.util.Optional;

/// Groups and aggregates each batch by itself, of values that come in the order of a key, and gives partial results in the same order.
///
/// What is not in order for sure ([SortedRows]) is held back and comes behind all ordinals of a source.
final class StreamingPartialOperator implements Operator {
    private final SortedRows sorted;
    private final Grouping grouping;
    private final Grouping late;
    private final RowPlaces places = new RowPlaces();
    private Optional<Batch> result = Optional.empty();
    // The ordinal at which each of the groups became known, as those who put groups in order see it.
    private long[] ordinalsOfLate = new long[0];
    private int given;
    private boolean finished;

    StreamingPartialOperator(Step.Summarize step, OperatorFactory factory) {
        sorted = new SortedRows(step, factory);
        grouping = new Grouping(step, factory);
        late = new Grouping(step, factory);
    }

    @Override
    public boolean needsInput() {
        return result.isEmpty() && !finished;
    }

    @Override
    public void add(Batch batch) {
        long place = places.next(batch);
        var split = sorted.split(batch);
        if (split.others().length > 0) {
            late.add(batch.select(split.others()), place);
            note(batch.ordinal());
        }
        if (split.inOrder().length > 0) {
            grouping.add(split.others().length == 0 ? batch : batch.select(split.inOrder()), place);
            // Quiet keys are in no group.
            if (grouping.size() > 0) {
                result = Optional.of(new Batch(grouping.partials(0, grouping.size()), Scope.NONE, batch.ordinal()));
                grouping.clear();
            }
        }
    }

    private void note(long ordinal) {
        int known = ordinalsOfLate.length;
        if (late.size() > known) {
            ordinalsOfLate = Arrays.copyOf(ordinalsOfLate, late.size());
            Arrays.fill(ordinalsOfLate, known, late.size(), Exchange.LATE + ordinal);
        }
    }

    @Override
    public void finish() {
        finished = true;
    }

    @Override
    public Optional<Batch> next() {
        if (result.isEmpty() && finished && given < late.size()) {
            int from = given;
            while (given < late.size() && given < from + Vector.BATCH_ROWS && ordinalsOfLate[given] == ordinalsOfLate[from]) {
                given++;
            }
            return Optional.of(new Batch(late.partials(from, given), Scope.NONE, ordinalsOfLate[from]));
        }
        var next = result;
        result = Optional.empty();
        return next;
    }

    @Override
    public boolean isDone() {
        return finished && result.isEmpty() && given == late.size();
    }

    @Override
    public void reset() {
        throw new IllegalStateException("streaming aggregation is not for scopes");
    }
}
