package dev.tarn.query.run;

import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.Scope;
import dev.tarn.query.plan.Step;
import java.util.Arrays;
import java.util.Optional;

/// Groups and aggregates what one of several tasks sees, and gives partial results.
///
/// A partial result has the ordinal of the piece of the source where its group was first seen, so that whoever puts the partial
/// results of all tasks together sees the groups in the order in which one task alone would have seen them.
final class PartialSummarizeOperator implements Operator {
    // Beyond this many groups, what has been grouped is given away: every further row costs cache misses, here and once more where it is put together.
    private static final int MAX_GROUPS = 1 << 18;
    // If a group took fewer rows than this when the table was full, this many rows are given on as groups of their own before
    // another try: putting together is left to whoever can do it for all rows.
    private static final int WORTHWHILE_ROWS_PER_GROUP = 2;
    private static final int UNGROUPED_ROWS = 1 << 20;

    private final Grouping grouping;
    private final boolean counting;
    private final RowPlaces places = new RowPlaces();
    private boolean finished;
    private boolean giving;
    private int given;
    // The ordinals at which groups became known, and the number of groups known before each.
    private long[] ordinals = new long[16];
    private int[] firstGroups = new int[16];
    private int ordinalCount;
    private long groupedRows;
    private int rowsToLeaveUngrouped;
    private Optional<Batch> ungrouped = Optional.empty();
    private boolean copies = true;

    PartialSummarizeOperator(Step.Summarize step, OperatorFactory factory) {
        grouping = new Grouping(step, factory);
        counting = step.isCount();
    }

    @Override
    public boolean needsInput() {
        return !finished && !giving && ungrouped.isEmpty();
    }

    @Override
    public void add(Batch batch) {
        long place = places.next(batch);
        if (rowsToLeaveUngrouped > 0) {
            rowsToLeaveUngrouped -= batch.length();
            ungrouped = Optional.of(new Batch(grouping.ungrouped(batch, place), Scope.NONE, batch.ordinal()));
            return;
        }
        int before = grouping.size();
        grouping.add(batch, place);
        groupedRows += batch.length();
        if (grouping.size() > before) {
            note(before, batch.ordinal());
        }
        giving = grouping.size() >= MAX_GROUPS;
        if (giving && groupedRows < (long) WORTHWHILE_ROWS_PER_GROUP * grouping.size()) {
            rowsToLeaveUngrouped = UNGROUPED_ROWS;
            copies = false;
        }
    }

    private void note(int firstGroup, long ordinal) {
        if (ordinalCount > 0 && ordinals[ordinalCount - 1] == ordinal) {
            return;
        }
        if (ordinalCount == ordinals.length) {
            ordinals = Arrays.copyOf(ordinals, ordinalCount * 2);
            firstGroups = Arrays.copyOf(firstGroups, ordinalCount * 2);
        }
        ordinals[ordinalCount] = ordinal;
        firstGroups[ordinalCount++] = firstGroup;
    }

    @Override
    public void finish() {
        finished = true;
        giving = true;
    }

    @Override
    public Optional<Batch> next() {
        if (ungrouped.isPresent()) {
            var batch = ungrouped;
            ungrouped = Optional.empty();
            return batch;
        }
        if (!giving) {
            return Optional.empty();
        }
        if (given == grouping.size()) {
            giving = false;
            forget();
            return Optional.empty();
        }
        int last = Arrays.binarySearch(firstGroups, 0, ordinalCount, given);
        int index = last >= 0 ? last : -last - 2;
        int end = index + 1 < ordinalCount ? firstGroups[index + 1] : grouping.size();
        int from = given;
        given = Math.min(end, from + Vector.BATCH_ROWS);
        return Optional.of(new Batch(grouping.partials(from, given), Scope.NONE, ordinals[index]));
    }

    private void forget() {
        grouping.clear();
        given = 0;
        ordinalCount = 0;
        groupedRows = 0;
    }

    @Override
    public boolean isDone() {
        return finished && !giving && ungrouped.isEmpty();
    }

    @Override
    public boolean isCounting() {
        return counting;
    }

    /// Groups are copies; rows that are given on ungrouped are not.
    @Override
    public Retention retention() {
        return copies ? Retention.COPIES : Retention.KEEPS;
    }

    @Override
    public void reset() {
        forget();
        finished = false;
        giving = false;
        places.reset();
        rowsToLeaveUngrouped = 0;
        ungrouped = Optional.empty();
    }
}
