package dev.tarn.query.run;

import dev.tarn.model.Path;
import dev.tarn.model.vector.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Rows on disk with their keys, divided among files by a digit of the hash of the key: equal keys are in one file. Within a file the
/// rows stay in their order.
final class KeyPartitions implements AutoCloseable {
    /// The number of files.
    static final int COUNT = HashDivision.FILES;
    // So many digits a hash has; what is together in one file after that has one key, or next to it.
    private static final int MAX_DEPTH = 12;

    private final int depth;
    private final RecordLayout layout;
    private final List<Optional<SpillFile>> files = new ArrayList<>();
    private final long[] sizes = new long[COUNT];
    private final long[] rows = new long[COUNT];

    /// Creates files without rows.
    ///
    /// @param depth the number of digits that were used before
    /// @param columns the number of columns that each row has, the key one of them
    KeyPartitions(int depth, int columns) {
        this.depth = depth;
        var paths = new ArrayList<Path>();
        for (int i = 0; i < columns; i++) {
            paths.add(Path.of("c" + i));
        }
        layout = new RecordLayout(paths);
        for (int i = 0; i < COUNT; i++) {
            files.add(Optional.empty());
        }
    }

    /// Returns the file of each key.
    static int[] files(Vector keys, int depth) {
        return HashDivision.files(KeyIndex.hashes(keys, new int[0]), depth);
    }

    /// Returns whether rows of one file can be divided further.
    static boolean isDivisible(int depth) {
        return depth < MAX_DEPTH;
    }

    /// Writes rows.
    ///
    /// @param columns the keys, and what else each row has
    void write(List<? extends Vector> columns) {
        write(columns, files(columns.getFirst(), depth));
    }

    /// Writes those rows that have a file.
    ///
    /// @param fileOfRow the file of each row, negative for none
    void write(List<? extends Vector> columns, int[] fileOfRow) {
        int[][] rowsOfFile = HashDivision.rowsOf(fileOfRow, COUNT);
        for (int file = 0; file < COUNT; file++) {
            int[] chosen = rowsOfFile[file];
            if (chosen.length > 0) {
                var selected = columns.stream().map(column -> column.select(chosen)).toList();
                open(file).write(layout.make(selected, chosen.length));
                rows[file] += chosen.length;
                sizes[file] += RowsOfOther.sizeBytes(selected.getFirst(), selected.getLast());
            }
        }
    }

    /// Returns a file, a new one if it has no rows.
    SpillFile open(int file) {
        if (files.get(file).isEmpty()) {
            files.set(file, Optional.of(SpillFile.create()));
        }
        return files.get(file).get();
    }

    /// Returns about how many bytes the rows of a file take in memory, as part of a table.
    long sizeBytes(int file) {
        return sizes[file];
    }

    /// Returns whether the rows of a file may be in memory at once.
    boolean isSmall(int file, long budgetBytes) {
        return sizes[file] <= budgetBytes || rows[file] <= RowsOfOther.MIN_ROWS;
    }

    /// Returns a file, if it has rows.
    Optional<SpillFile> file(int file) {
        return files.get(file);
    }

    /// Takes a file away, which is the caller's to close then.
    Optional<SpillFile> take(int file) {
        sizes[file] = 0;
        return files.set(file, Optional.empty());
    }

    /// Frees the files. May be called twice.
    @Override
    public void close() {
        files.forEach(file -> file.ifPresent(SpillFile::close));
    }
}
