package dev.tarn.query.run;

import dev.tarn.model.vector.Vector;
import dev.tarn.query.plan.Step;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/// What one task of a [ReversedJoin] does: looks up rows of the other side and makes of each pair what comes out of the join, and in the end,
/// if it is the last, gives the kept rows without a match.
final class ReversedLookup {
    private final ReversedJoin join;
    private final JoinedRecords records;
    private final JoinSide side;
    private final int batchRows;
    private final BitSet matched = new BitSet();
    private Optional<ReversedJoin.Rows> current = Optional.empty();
    private Optional<Pairs> pairs = Optional.empty();
    private Optional<int[]> unmatched = Optional.empty();
    private int nextUnmatched;
    private boolean left;

    /// Begins with nothing looked up.
    ///
    /// @param side where the rows come from
    /// @param batchRows the number of values that are given at once, at most
    ReversedLookup(ReversedJoin join, JoinSide side, int batchRows) {
        this.join = join;
        this.side = side;
        this.batchRows = batchRows;
        records = new JoinedRecords(side.join().kept());
    }

    /// Values that come out of the join.
    ///
    /// @param rows the row of the kept side that each is of
    record Joined(Vector values, int[] rows) {}

    /// Returns the next values; empty if there are none now, or at the end.
    Optional<Joined> next() {
        while (true) {
            if (pairs.isPresent()) {
                var joined = ofPairs(pairs.get());
                if (joined.isPresent()) {
                    return joined;
                }
                pairs = Optional.empty();
            }
            if (left) {
                return ofUnmatched();
            }
            boolean hasEnded;
            synchronized (side.lock()) {
                current = side.pollReversed(join);
                hasEnded = current.isEmpty() && join.isEnded();
                if (hasEnded) {
                    left = true;
                    unmatched = join.leave(matched);
                }
            }
            if (current.isPresent()) {
                begin(current.get());
            } else if (!hasEnded) {
                return Optional.empty();
            }
        }
    }

    private void begin(ReversedJoin.Rows rows) {
        int[] groups = join.index().find(rows.keys(), new int[0]);
        if (join.style() != Step.Join.Style.INNER) {
            for (int group : groups) {
                if (group >= 0) {
                    matched.set(group);
                }
            }
        }
        if (join.style() != Step.Join.Style.ANTI) {
            pairs = Optional.of(new Pairs(join.index(), groups, Step.Join.Style.INNER));
        }
    }

    private Optional<Joined> ofPairs(Pairs from) {
        if (from.advance(batchRows) == 0) {
            return Optional.empty();
        }
        int[] rows = from.others();
        var added = current.orElseThrow().records().select(from.kept());
        return Optional.of(new Joined(records.of(join.kept().select(rows), added), rows));
    }

    private Optional<Joined> ofUnmatched() {
        if (unmatched.isEmpty() || nextUnmatched == unmatched.get().length) {
            return Optional.empty();
        }
        int from = nextUnmatched;
        nextUnmatched = Math.min(unmatched.get().length, from + batchRows);
        int[] rows = Arrays.copyOfRange(unmatched.get(), from, nextUnmatched);
        return Optional.of(new Joined(join.kept().select(rows), rows));
    }

    /// Returns whether nothing comes any more.
    boolean isEnded() {
        return left && pairs.isEmpty() && (unmatched.isEmpty() || nextUnmatched == unmatched.get().length);
    }
}
