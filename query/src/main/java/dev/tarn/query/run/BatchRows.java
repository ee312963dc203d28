package dev.tarn.query.run;

import dev.tarn.query.Batch;
import java.util.ArrayList;
import java.util.List;

/// Numbers of rows.
final class BatchRows {
    private BatchRows() {}

    /// Returns all rows of so many.
    static int[] all(int length) {
        return range(0, length);
    }

    /// Returns the rows from one to before another.
    static int[] range(int from, int to) {
        var rows = new int[to - from];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = from + i;
        }
        return rows;
    }

    /// Returns the first place and the one behind the last of each run of equal numbers between two places.
    static List<int[]> runs(int[] numbers, int from, int to) {
        var runs = new ArrayList<int[]>();
        int start = from;
        for (int i = from; i < to; i++) {
            if (i + 1 == to || numbers[i + 1] != numbers[i]) {
                runs.add(new int[] {start, i + 1});
                start = i + 1;
            }
        }
        return runs;
    }

    /// Returns a batch in pieces of at most so many rows.
    static List<Batch> pieces(Batch batch, int maxRows) {
        if (batch.length() <= maxRows) {
            return batch.length() == 0 ? List.of() : List.of(batch);
        }
        var pieces = new ArrayList<Batch>();
        for (int from = 0; from < batch.length(); from += maxRows) {
            pieces.add(batch.slice(from, Math.min(batch.length(), from + maxRows)));
        }
        return pieces;
    }
}
