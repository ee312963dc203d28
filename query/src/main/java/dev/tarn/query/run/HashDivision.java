package dev.tarn.query.run;

/// Divides rows among files by a digit of the hash of their keys: rows with equal keys go together.
final class HashDivision {
    /// The number of files, and of values that a digit has.
    static final int FILES = 16;
    private static final int BITS = 4;

    private HashDivision() {}

    /// Returns the file of each row.
    ///
    /// @param depth which digit of the hash, from the highest, 0-based
    static int[] files(long[] hashes, int depth) {
        var files = new int[hashes.length];
        for (int row = 0; row < files.length; row++) {
            files[row] = (int) (hashes[row] >>> Long.SIZE - BITS * (depth + 1)) & FILES - 1;
        }
        return files;
    }

    /// Returns the rows of each part, ascending.
    ///
    /// @param partOfRow the part of each row, negative for none
    /// @param parts the number of parts
    static int[][] rowsOf(int[] partOfRow, int parts) {
        var counts = new int[parts];
        for (int part : partOfRow) {
            if (part >= 0) {
                counts[part]++;
            }
        }
        var rows = new int[parts][];
        for (int part = 0; part < parts; part++) {
            rows[part] = new int[counts[part]];
            counts[part] = 0;
        }
        for (int row = 0; row < partOfRow.length; row++) {
            int part = partOfRow[row];
            if (part >= 0) {
                rows[part][counts[part]++] = row;
            }
        }
        return rows;
    }
}
