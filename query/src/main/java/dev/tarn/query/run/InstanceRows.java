package dev.tarn.query.run;

import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Rows of all instances of a scope, kept until the last has come and then given in the same order.
///
/// Outside of scopes, what takes more memory than it may goes to disk.
final class InstanceRows implements AutoCloseable {
    // However small the memory, so many rows are written at once, so that there are not too many frames.
    private static final int MIN_ROWS = 256;

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
    private final long budgetBytes;
    private RowStore rows = new RowStore();
    private int[] instances = new int[0];
    private int given;
    private Optional<SpillFile> file = Optional.empty();
    private Optional<SpillFile.Reader> reader = Optional.empty();
    private Optional<Vector> read = Optional.empty();
    private int givenOfRead;
    private int written;

    /// Creates an empty store.
    ///
    /// @param batchRows the number of rows in a batch that is given, at most
    /// @param budgetBytes how much memory the rows may take
    InstanceRows(ScopeFrame frame, int batchRows, long budgetBytes) {
        this.frame = frame;
        this.batchRows = Math.min(batchRows, Vector.BATCH_ROWS);
        this.budgetBytes = budgetBytes;
    }

    /// Appends the rows of a batch and returns the place of the first.
    int append(Batch batch) {
        int first = written + rows.size();
        rows.append(batch.values());
        if (!frame.isNone()) {
            if (rows.size() > instances.length) {
                instances = Arrays.copyOf(instances, Math.max(rows.size(), instances.length * 2));
            }
            for (int row = 0; row < batch.length(); row++) {
                instances[first + row] = Instances.of(batch, row);
            }
        } else if (rows.sizeBytes() > budgetBytes && rows.size() >= MIN_ROWS) {
            spill();
        }
        return first;
    }

    private void spill() {
        var target = file.orElseGet(SpillFile::create);
        file = Optional.of(target);
        for (int from = 0; from < rows.size(); from += Vector.BATCH_ROWS) {
            int to = Math.min(rows.size(), from + Vector.BATCH_ROWS);
            target.write(rows.gather(BatchRows.range(from, to), 0, to - from));
        }
        written += rows.size();
        rows = new RowStore();
    }

    /// Returns the instance of the row at a place.
    int instance(int row) {
        return frame.isNone() ? 0 : instances[row];
    }

    /// Returns the first place and the one behind the last of each run of rows of one instance, from a place to the end.
    List<int[]> runs(int from) {
        int to = written + rows.size();
        if (frame.isNone()) {
            return from == to ? List.of() : List.of(new int[] {from, to});
        }
        return BatchRows.runs(instances, from, to);
    }

    /// Returns the next rows after a change, at most `maxRows`; empty at the end.
    Optional<Batch> give(int maxRows, Change change) {
        int limit = Math.min(batchRows, maxRows);
        var ofDisk = ofDisk(limit);
        if (ofDisk.isPresent()) {
            return Optional.of(Batch.of(change.apply(ofDisk.get(), new int[ofDisk.get().length()])));
        }
        int from = given;
        given = Math.min(rows.size(), from + limit);
        if (from == given) {
            return Optional.empty();
        }
        var values = rows.gather(BatchRows.range(from, given), 0, given - from);
        int[] ofRows = frame.isNone() ? new int[given - from] : Arrays.copyOfRange(instances, from, given);
        return Optional.of(new Batch(change.apply(values, ofRows), frame.of(ofRows)));
    }

    private Optional<Vector> ofDisk(int limit) {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        if (reader.isEmpty()) {
            reader = Optional.of(file.get().read());
        }
        if (read.isEmpty() || givenOfRead == read.get().length()) {
            read = reader.get().next();
            givenOfRead = 0;
        }
        if (read.isEmpty()) {
            return read;
        }
        int from = givenOfRead;
        givenOfRead = Math.min(read.get().length(), from + limit);
        return Optional.of(read.get().select(BatchRows.range(from, givenOfRead)));
    }

    /// Forgets everything.
    void clear() {
        close();
        rows = new RowStore();
        given = 0;
        written = 0;
    }

    /// Frees the file. May be called twice.
    @Override
    public void close() {
        file.ifPresent(SpillFile::close);
        file = Optional.empty();
        reader = Optional.empty();
        read = Optional.empty();
    }
}
