package dev.tarn.query.run;

import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Rows of all instances of a scope, kept until the last has come and then given in the same order.
final class InstanceRows {
    /// Computes what is given for some rows.
    @FunctionalInterface
    interface Change {
        /// Returns a value for each row.
        ///
        /// @param instances the instance of each row
        Vector apply(Vector values, int[] instances);
    }

    private final ScopeFrame frame;
    private final int batchRows;
    private RowStore rows = new RowStore();
    private int[] instances = new int[64];
    private int given;

    /// Creates an empty store.
    ///
    /// @param batchRows the number of rows in a batch that is given, at most
    InstanceRows(ScopeFrame frame, int batchRows) {
        this.frame = frame;
        this.batchRows = Math.min(batchRows, Vector.BATCH_ROWS);
    }

    /// Appends the rows of a batch and returns the place of the first.
    int append(Batch batch) {
        int first = rows.size();
        rows.append(batch.values());
        if (rows.size() > instances.length) {
            instances = Arrays.copyOf(instances, Math.max(rows.size(), instances.length * 2));
        }
        for (int row = 0; row < batch.length(); row++) {
            instances[first + row] = Instances.of(batch, row);
        }
        return first;
    }

    /// Returns the instance of the row at a place.
    int instance(int row) {
        return instances[row];
    }

    /// Returns the first place and the one behind the last of each run of rows of one instance, from a place to the end.
    List<int[]> runs(int from) {
        return BatchRows.runs(instances, from, rows.size());
    }

    /// Returns the next rows after a change, at most `maxRows`; empty at the end.
    Optional<Batch> give(int maxRows, Change change) {
        int from = given;
        given = Math.min(rows.size(), from + Math.min(batchRows, maxRows));
        if (from == given) {
            return Optional.empty();
        }
        var values = rows.gather(BatchRows.range(from, given), 0, given - from);
        int[] ofRows = Arrays.copyOfRange(instances, from, given);
        return Optional.of(new Batch(change.apply(values, ofRows), frame.of(ofRows)));
    }

    /// Forgets everything.
    void clear() {
        rows = new RowStore();
        given = 0;
    }
}
