package dev.tarn.query.run;

import dev.tarn.model.vector.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rows of the other side of a [MergeJoin] that have one key. What takes more memory than it may goes to disk.
final class MergeRun implements AutoCloseable {
    // However small the memory, so many rows are held in it.
    private static final int MIN_ROWS = 256;

    private final SortedSide.Rows first;
    private final int firstRow;
    private final long budgetBytes;
    private final List<Slice> slices = new ArrayList<>();
    private Optional<SpillFile> file = Optional.empty();
    private long bytes;
    private long size;

    /// Some of the records that rows of the other side add.
    ///
    /// @param from the first
    /// @param to the one behind the last
    record Slice(Vector records, int from, int to) {
        int length() {
            return to - from;
        }

        Vector select() {
            return length() == records.length() ? records : records.select(BatchRows.range(from, to));
        }
    }

    /// Begins a run.
    ///
    /// @param firstRow the place among `first` of a row that has the key
    MergeRun(SortedSide.Rows first, int firstRow, long budgetBytes) {
        this.first = first;
        this.firstRow = firstRow;
        this.budgetBytes = budgetBytes;
    }

    /// Returns the rows one of which has the key of the run.
    SortedSide.Rows keys() {
        return first;
    }

    /// Returns the place of that row.
    int keyRow() {
        return firstRow;
    }

    /// Adds what some rows of the other side add to records.
    void add(Slice slice) {
        size += slice.length();
        if (file.isPresent()) {
            file.get().write(slice.select());
            return;
        }
        slices.add(slice);
        // The first is part of a batch that is in memory anyway.
        bytes += slices.size() == 1 ? 0 : RowsOfOther.bytes(slice.select());
        if (bytes > budgetBytes && size > MIN_ROWS) {
            file = Optional.of(SpillFile.create());
            slices.forEach(one -> file.get().write(one.select()));
            slices.clear();
        }
    }

    /// Returns whether there are more rows than so many, or they are not all in memory.
    boolean isMoreThan(int rows) {
        return size > rows || file.isPresent();
    }

    /// Returns the number of rows.
    long size() {
        return size;
    }

    /// Returns the rows, if they are in memory.
    List<Slice> slices() {
        return slices;
    }

    /// Returns the rows from the first on, some at a time.
    Reader read() {
        return new Reader();
    }

    /// Goes through the rows of a run once.
    final class Reader {
        private final Optional<SpillFile.Reader> ofFile = file.map(SpillFile::read);
        private int nextSlice;
        private Optional<Vector> current = Optional.empty();
        private int next;

        /// Returns the next rows, at most so many; empty at the end.
        Optional<Vector> next(int limit) {
            while (current.isEmpty() || next == current.get().length()) {
                current = ofFile.isPresent() ? ofFile.get().next() : nextOfMemory();
                next = 0;
                if (current.isEmpty()) {
                    return current;
                }
            }
            int from = next;
            next = Math.min(current.get().length(), from + limit);
            return Optional.of(current.get().select(BatchRows.range(from, next)));
        }

        private Optional<Vector> nextOfMemory() {
            return nextSlice < slices.size() ? Optional.of(slices.get(nextSlice++).select()) : Optional.empty();
        }
    }

    @Override
    public void close() {
        file.ifPresent(SpillFile::close);
    }
}
