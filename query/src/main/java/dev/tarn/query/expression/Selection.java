package dev.tarn.query.expression;

import java.util.Arrays;

/// Ascending lists of rows.
final class Selection {
    private Selection() {}

    /// Returns all rows of a batch.
    static int[] all(int length) {
        var rows = new int[length];
        for (int row = 0; row < length; row++) {
            rows[row] = row;
        }
        return rows;
    }

    /// Returns the rows of a batch that are not in a list.
    static int[] without(int[] rows, int length) {
        // Without branches, which nobody could predict; the last place is for what is overwritten no more.
        var rest = new int[length - rows.length + 1];
        int at = 0;
        int next = 0;
        for (int row = 0; row < length; row++) {
            rest[at] = row;
            boolean listed = next < rows.length && rows[next] == row;
            next += listed ? 1 : 0;
            at += listed ? 0 : 1;
        }
        return Arrays.copyOf(rest, length - rows.length);
    }

    /// Returns the rows that are in either of two lists without common rows.
    static int[] merged(int[] a, int[] b) {
        if (a.length == 0) {
            return b;
        }
        if (b.length == 0) {
            return a;
        }
        var both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        Arrays.sort(both);
        return both;
    }

    /// Returns the rows at some positions of a list.
    static int[] at(int[] rows, int[] positions) {
        var found = new int[positions.length];
        for (int i = 0; i < positions.length; i++) {
            found[i] = rows[positions[i]];
        }
        return found;
    }
}
