package dev.tarn.query.run;

import dev.tarn.query.plan.Step;
import java.util.Arrays;

/// The pairs that a join makes of a batch of the kept side, some at a time, in the order of the batch.
final class Pairs {
    private final KeyIndex index;
    private final int[] groups;
    private final boolean matched;
    private final boolean unmatched;
    private int[] kept = new int[0];
    private int[] others = new int[0];
    private int count;
    private int row;
    private int placeInGroup;
    private boolean whole;

    /// Begins before the first pair.
    ///
    /// @param groups the key in the index for each row of the batch, -1 for none
    Pairs(KeyIndex index, int[] groups, Step.Join.Style style) {
        this.index = index;
        this.groups = groups;
        matched = style != Step.Join.Style.ANTI;
        unmatched = style != Step.Join.Style.INNER;
    }

    /// Finds the next pairs and returns how many there are, at most `limit`; 0 at the end.
    int advance(int limit) {
        whole = matched && row == 0 && groups.length <= limit && index.isUnique() && pairAll();
        if (whole) {
            return count;
        }
        if (kept.length == 0) {
            kept = new int[limit];
            others = new int[limit];
        }
        count = 0;
        if (matched && !unmatched && index.isUnique()) {
            pairUnique(limit);
            return count;
        }
        while (row < groups.length && count < limit) {
            int group = groups[row];
            if (group < 0) {
                if (unmatched) {
                    add(-1);
                }
                row++;
            } else if (matched) {
                pair(group, limit);
            } else {
                row++;
            }
        }
        return count;
    }

    /// Pairs each row of the batch with one of the other side, if they all have one.
    private boolean pairAll() {
        var pairs = new int[groups.length];
        for (int at = 0; at < groups.length; at++) {
            if (groups[at] < 0) {
                return false;
            }
            pairs[at] = index.row(groups[at]);
        }
        others = pairs;
        row = groups.length;
        count = groups.length;
        return true;
    }

    /// Returns whether the pairs found last are one for each row of the batch.
    boolean areAll() {
        return whole;
    }

    // Looking keys up in a table where each has one row is what most joins do.
    private void pairUnique(int limit) {
        int found = 0;
        int at = row;
        for (; at < groups.length && found < limit; at++) {
            if (groups[at] >= 0) {
                kept[found] = at;
                others[found++] = index.row(groups[at]);
            }
        }
        row = at;
        count = found;
    }

    private void pair(int group, int limit) {
        int first = index.start(group);
        int size = index.end(group) - first;
        while (placeInGroup < size && count < limit) {
            add(index.row(first + placeInGroup++));
        }
        if (placeInGroup == size) {
            placeInGroup = 0;
            row++;
        }
    }

    private void add(int other) {
        kept[count] = row;
        others[count++] = other;
    }

    /// Returns the rows of the batch of the pairs found last.
    int[] kept() {
        return whole ? BatchRows.all(count) : Arrays.copyOf(kept, count);
    }

    /// Returns the rows of the other side of the pairs found last, -1 for none.
    int[] others() {
        return whole ? others : Arrays.copyOf(others, count);
    }
}
