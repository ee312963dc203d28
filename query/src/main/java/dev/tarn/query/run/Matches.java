package dev.tarn.query.run;

import dev.tarn.query.plan.Step;
import java.util.Arrays;
import java.util.List;

/// Finds the pairs of a join in the sorted keys of both sides, some at a time.
final class Matches {
    private final List<SortColumn> columns;
    private final int[] order;
    private final int keptRows;
    private final Step.Join.Style style;
    private int[] kept = new int[64];
    private int[] others = new int[64];
    private int count;
    // The run of equal keys that is being paired: kept rows from `runStart`, others from `runMiddle`, to before `runEnd`.
    private int runStart;
    private int runMiddle;
    private int runEnd;
    private int nextKept;
    private int nextOther;

    /// Begins before the first pair.
    ///
    /// @param order all rows in the order of the columns; those of the kept side have the numbers below `keptRows`
    Matches(List<SortColumn> columns, int[] order, int keptRows, Step.Join.Style style) {
        this.columns = columns;
        this.order = order;
        this.keptRows = keptRows;
        this.style = style;
    }

    /// Finds the next pairs and returns how many there are, at most `limit`; 0 at the end.
    int advance(int limit) {
        count = 0;
        while (count < limit) {
            if (nextKept < runMiddle) {
                pair();
            } else if (runEnd < order.length) {
                nextRun();
            } else {
                break;
            }
        }
        return count;
    }

    private void nextRun() {
        runStart = runEnd;
        runEnd = runStart + 1;
        while (runEnd < order.length && isSame(order[runStart], order[runEnd])) {
            runEnd++;
        }
        runMiddle = runStart;
        while (runMiddle < runEnd && order[runMiddle] < keptRows) {
            runMiddle++;
        }
        nextKept = runStart;
        nextOther = runMiddle;
    }

    private boolean isSame(int a, int b) {
        for (var column : columns) {
            boolean nullA = column.isNull(a);
            if (nullA != column.isNull(b)
                    || !nullA && (column.prefix(a) != column.prefix(b) || column.compareTies(a, b) != 0)) {
                return false;
            }
        }
        return true;
    }

    private void pair() {
        boolean matched = runMiddle < runEnd;
        switch (style) {
            case INNER -> {
                if (matched) {
                    addPair();
                } else {
                    nextKept = runMiddle;
                }
            }
            case LEFT, RIGHT -> {
                if (matched) {
                    addPair();
                } else {
                    add(order[nextKept++], -1);
                }
            }
            case ANTI -> {
                if (matched) {
                    nextKept = runMiddle;
                } else {
                    add(order[nextKept++], -1);
                }
            }
        }
    }

    private void addPair() {
        add(order[nextKept], order[nextOther++] - keptRows);
        if (nextOther == runEnd) {
            nextOther = runMiddle;
            nextKept++;
        }
    }

    private void add(int keptRow, int otherRow) {
        if (count == kept.length) {
            kept = Arrays.copyOf(kept, count * 2);
            others = Arrays.copyOf(others, count * 2);
        }
        kept[count] = keptRow;
        others[count++] = otherRow;
    }

    /// Returns the rows of the kept side of the pairs found last.
    int[] kept(int length) {
        return Arrays.copyOf(kept, length);
    }

    /// Returns the rows of the other side of the pairs found last, -1 for none.
    int[] others(int length) {
        return Arrays.copyOf(others, length);
    }

    /// Returns the instances of rows of the kept side, in a scope, where they are the first column.
    int[] instances(int[] rows) {
        var instances = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            instances[i] = (int) columns.getFirst().prefix(rows[i]);
        }
        return instances;
    }
}
