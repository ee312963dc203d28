package dev.tarn.query.run;

import dev.tarn.model.vector.Vector;
import dev.tarn.query.plan.Step;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/// A join whose kept side turned out to be the smaller one: its rows are the table, and those of the other side stream past it, looked up by
/// the tasks of the kept side. Guarded by the scheduler's lock, but for the table.
final class ReversedJoin {
    // So many batches of the other side wait to be looked up, at most.
    private static final int CAPACITY = 8;

    private final Step.Join.Style style;
    private final Vector kept;
    private final KeyIndex index;
    private final ArrayDeque<Rows> queue = new ArrayDeque<>();
    private final BitSet matchedKeys = new BitSet();
    private int lanes;
    private boolean ended;

    /// Rows of the other side.
    ///
    /// @param records what they add
    record Rows(Vector keys, Vector records) {}

    /// Begins with the rows of the kept side.
    ///
    /// @param kept the rows that have a key, in order
    /// @param keys their keys
    /// @param lanes how many tasks look up
    ReversedJoin(Step.Join.Style style, Vector kept, Vector keys, int lanes) {
        this.style = style;
        this.kept = kept;
        this.lanes = lanes;
        index = new KeyIndex(keys, new int[0]);
    }

    Vector kept() {
        return kept;
    }

    KeyIndex index() {
        return index;
    }

    Step.Join.Style style() {
        return style;
    }

    boolean isReady() {
        return queue.size() < CAPACITY;
    }

    void put(Rows rows) {
        queue.add(rows);
    }

    /// Says that no more rows come.
    void end() {
        ended = true;
    }

    Optional<Rows> poll() {
        return Optional.ofNullable(queue.poll());
    }

    /// Returns whether no rows will be there any more.
    boolean isEnded() {
        return ended && queue.isEmpty();
    }

    /// Says that a task has looked up all it could.
    ///
    /// @param matched the keys that it found
    /// @return the rows that no task found, if this was the last task and they are kept
    Optional<int[]> leave(BitSet matched) {
        matchedKeys.or(matched);
        lanes--;
        return lanes == 0 && style != Step.Join.Style.INNER ? Optional.of(unmatched()) : Optional.empty();
    }

    private int[] unmatched() {
        var isMatched = new boolean[kept.length()];
        for (int key = matchedKeys.nextSetBit(0); key >= 0; key = matchedKeys.nextSetBit(key + 1)) {
            for (int place = index.start(key); place < index.end(key); place++) {
                isMatched[index.row(place)] = true;
            }
        }
        var rows = new int[isMatched.length];
        int count = 0;
        for (int row = 0; row < rows.length; row++) {
            if (!isMatched[row]) {
                rows[count++] = row;
            }
        }
        return Arrays.copyOf(rows, count);
    }
}
