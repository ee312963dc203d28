package dev.tarn.query.run;

import dev.tarn.model.ValueOrder;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.plan.Step;
import java.util.Arrays;
import java.util.Optional;

/// Joins two sides that are both sorted by their keys, as they come: of the other side only the rows of one key are held.
///
/// A key that many rows of the other side have is joined with one row of the kept side after another, so that nothing is held but the
/// run of these rows, on disk if it is large.
final class MergeJoin implements Input {
    private final Step.Join join;
    private final OperatorFactory factory;
    private final SortedSide kept;
    private final SortedSide other;
    private final ValueOrder order;
    private final long budgetBytes;
    private final int batchRows;
    private final JoinedRecords records;
    private Optional<AddedRecords> added = Optional.empty();
    // What the rows that the other side is at add to records.
    private Optional<SortedSide.Rows> addedOf = Optional.empty();
    private Vector addedByRows;
    private Optional<MergeRun> run = Optional.empty();
    // Whether more rows may come that belong to the run.
    private boolean isRunOpen;
    // The rows of a large run that the row of the kept side is still to be joined with.
    private Optional<MergeRun.Reader> rest = Optional.empty();
    private final LastOrder keptWithOther = new LastOrder();
    private final LastOrder keptWithRun = new LastOrder();
    private final LastOrder runWithOther = new LastOrder();

    /// Creates the join before the first row of either side.
    ///
    /// @param keptInput the side whose order what comes out has, null last
    /// @param otherInput the other side, null last too
    /// @param budgetBytes how much memory the rows of one key may take
    MergeJoin(Step.Join join, Input keptInput, Input otherInput, OperatorFactory factory, long budgetBytes) {
        this.join = join;
        this.factory = factory;
        this.budgetBytes = budgetBytes;
        order = SortedSide.order(join.descending(), join.nulls());
        kept = new SortedSide(keptInput, join.keptKey(), factory, order);
        other = new SortedSide(otherInput, join.otherKey(), factory, order);
        batchRows = Math.min(factory.options().batchRows(), Vector.BATCH_ROWS);
        records = new JoinedRecords(join.kept());
    }

    @Override
    public Optional<Batch> poll() {
        while (true) {
            factory.checkCancelled();
            if (rest.isPresent()) {
                var some = rest.get().next(batchRows);
                if (some.isPresent()) {
                    return Optional.of(batch(withRest(some.get())));
                }
                rest = Optional.empty();
                kept.goTo(kept.row() + 1);
            }
            if (!kept.hasRow()) {
                if (kept.isEnded()) {
                    close();
                }
                return Optional.empty();
            }
            var pairs = new MergedPairs(kept.rows().batch().values());
            boolean waits = !fill(pairs, kept.rows());
            if (pairs.count() > 0) {
                return Optional.of(batch(pairs.join(records)));
            }
            if (waits) {
                return Optional.empty();
            }
        }
    }

    private Batch batch(Vector values) {
        return new Batch(values, factory.frame().of(new int[0]), Exchange.LATE);
    }

    private Vector withRest(Vector some) {
        var same = new int[some.length()];
        Arrays.fill(same, kept.row());
        return records.of(kept.rows().batch().values().select(same), some);
    }

    /// Adds pairs until there are enough or the rows are used up; returns false if the other side has to be waited for.
    private boolean fill(MergedPairs pairs, SortedSide.Rows rows) {
        for (; kept.row() < rows.length(); kept.goTo(kept.row() + 1)) {
            if (!isInRun(rows) && !findRun(rows)) {
                return false;
            }
            boolean matched = isInRun(rows);
            if (matched && join.style() != Step.Join.Style.ANTI) {
                if (run.get().isMoreThan(batchRows)) {
                    // What came before goes first.
                    rest = pairs.count() == 0 ? Optional.of(run.get().read()) : rest;
                    return true;
                }
                if (pairs.count() > 0 && pairs.count() + run.get().size() > batchRows) {
                    return true;
                }
                pairs.add(kept.row(), run.get());
            } else if (!matched && join.style() != Step.Join.Style.INNER) {
                if (pairs.count() >= batchRows) {
                    return true;
                }
                pairs.addAlone(kept.row());
            }
        }
        return true;
    }

    /// Returns whether the key of the kept side's row is that of the run, all of which is there.
    private boolean isInRun(SortedSide.Rows rows) {
        if (run.isEmpty() || isRunOpen) {
            return false;
        }
        return keptWithRun.between(rows, run.get().keys()).compare(kept.row(), run.get().keyRow()) == 0;
    }

    /// Goes to the first row of the other side that is not before the row of the kept side, and makes a run of those with its key, if there are
    /// any; returns false if rows have to be waited for.
    private boolean findRun(SortedSide.Rows rows) {
        if (!isRunOpen) {
            run.ifPresent(MergeRun::close);
            run = Optional.empty();
            int comparison = 1;
            while (comparison > 0) {
                if (!other.hasRow()) {
                    return other.isEnded();
                }
                comparison = skip(rows);
            }
            if (comparison < 0) {
                return true;
            }
            run = Optional.of(new MergeRun(other.rows(), other.row(), budgetBytes));
            isRunOpen = true;
        }
        return completeRun(run.orElseThrow());
    }

    /// Goes on to a row of the other side that is not before the row of the kept side, as far as rows are there, and returns how that
    /// compares with it: a positive number if there is no such row.
    private int skip(SortedSide.Rows rows) {
        var others = other.rows();
        var comparer = keptWithOther.between(rows, others);
        int row = other.row();
        int comparison = 1;
        while (row < others.length()) {
            comparison = comparer.compare(kept.row(), row);
            if (comparison <= 0) {
                break;
            }
            row++;
        }
        other.goTo(row);
        return comparison;
    }

    private boolean completeRun(MergeRun open) {
        while (other.hasRow()) {
            var others = other.rows();
            var comparison = runWithOther.between(open.keys(), others);
            int from = other.row();
            int to = from;
            while (to < others.length() && comparison.compare(open.keyRow(), to) == 0) {
                to++;
            }
            if (to > from && join.style() != Step.Join.Style.ANTI) {
                open.add(new MergeRun.Slice(addedBy(others), from, to));
            }
            other.goTo(to);
            if (to < others.length()) {
                isRunOpen = false;
                return true;
            }
        }
        isRunOpen = !other.isEnded();
        return !isRunOpen;
    }

    private Vector addedBy(SortedSide.Rows rows) {
        if (addedOf.isEmpty() || addedOf.get() != rows) {
            added = added.or(() -> Optional.of(new AddedRecords(join.assignments(), factory)));
            var byRows = added.get().of(rows.batch());
            addedByRows = join.kept().all() ? RowsOfOther.bodies(byRows) : byRows;
            addedOf = Optional.of(rows);
        }
        return addedByRows;
    }

    @Override
    public boolean isEnded() {
        return rest.isEmpty() && kept.isEnded();
    }

    @Override
    public long mark() {
        return isEnded() ? Long.MAX_VALUE : Exchange.LATE;
    }

    @Override
    public void close() {
        kept.close();
        other.close();
        run.ifPresent(MergeRun::close);
    }

    @Override
    public void setConsumer(Task task) {
        kept.setConsumer(task);
        other.setConsumer(task);
    }

    @Override
    public void reset() {
        throw new IllegalStateException("a merge join in a lateral scope");
    }

    /// The comparison that was made last: it serves as long as the rows are the same, and among keys of thousands of types one is dear to make.
    private final class LastOrder {
        private Optional<SortedSide.KeyOrder> last = Optional.empty();

        SortedSide.KeyOrder between(SortedSide.Rows left, SortedSide.Rows right) {
            if (last.isEmpty() || last.get().left() != left || last.get().right() != right) {
                last = Optional.of(SortedSide.KeyOrder.between(left, right, order));
            }
            return last.get();
        }
    }
}
