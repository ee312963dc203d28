package dev.tarn.lake.object;

import dev.tarn.model.RowComparison;
import java.util.Arrays;

/// Sorts row numbers: a stable merge sort that takes the order it finds, so that what is sorted already, or sorted the
/// other way round, or a few sorted pieces one after another, takes little more than one look at each row.
final class IndexSort {
    private final RowComparison comparison;
    private int[] rows;
    private int[] spare;
    // The ends of the sorted runs that cover the rows from the first on.
    private int[] ends = new int[16];
    private int runs;

    private IndexSort(RowComparison comparison, int count) {
        this.comparison = comparison;
        rows = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = i;
        }
        spare = new int[count];
    }

    /// Returns the numbers from 0 to `count` - 1, sorted.
    static int[] sort(int count, RowComparison comparison) {
        var sort = new IndexSort(comparison, count);
        sort.findRuns();
        while (sort.runs > 1) {
            sort.mergePairs();
        }
        return sort.rows;
    }

    private void findRuns() {
        int count = rows.length;
        for (int start = 0; start < count;) {
            int end = start + 1;
            if (end < count && comparison.compare(start, end) > 0) {
                // Strictly falling: turning it round keeps equal rows in order, because there are none.
                while (end < count && comparison.compare(end - 1, end) > 0) {
                    end++;
                }
                reverse(start, end);
            } else {
                while (end < count && comparison.compare(end - 1, end) <= 0) {
                    end++;
                }
            }
            addRun(end);
            start = end;
        }
    }

    private void reverse(int start, int end) {
        for (int i = start, j = end - 1; i < j; i++, j--) {
            int row = rows[i];
            rows[i] = rows[j];
            rows[j] = row;
        }
    }

    private void addRun(int end) {
        if (runs == ends.length) {
            ends = Arrays.copyOf(ends, runs * 2);
        }
        ends[runs++] = end;
    }

    private void mergePairs() {
        int start = 0;
        int merged = 0;
        for (int run = 0; run < runs; run += 2) {
            int middle = ends[run];
            int end = run + 1 < runs ? ends[run + 1] : middle;
            merge(start, middle, end);
            ends[merged++] = end;
            start = end;
        }
        runs = merged;
        int[] sorted = spare;
        spare = rows;
        rows = sorted;
    }

    /// Merges two neighbouring runs. Only the parts of them that lie across each other are compared row by row: values that
    /// arrive nearly in order, or nearly in the opposite order, differ from it in a small part of each run.
    private void merge(int start, int middle, int end) {
        if (middle == end) {
            System.arraycopy(rows, start, spare, start, end - start);
            return;
        }
        int left = firstAfter(rows[middle], start, middle);
        int rightEnd = firstFrom(rows[middle - 1], middle, end);
        System.arraycopy(rows, start, spare, start, left - start);
        System.arraycopy(rows, rightEnd, spare, rightEnd, end - rightEnd);
        if (left == middle) {
            return;
        }
        int right = firstFrom(rows[left], middle, rightEnd);
        int leftEnd = firstAfter(rows[rightEnd - 1], left, middle);
        System.arraycopy(rows, middle, spare, left, right - middle);
        System.arraycopy(rows, leftEnd, spare, rightEnd - (middle - leftEnd), middle - leftEnd);
        mergeRows(left, leftEnd, right, rightEnd, left + right - middle);
    }

    private void mergeRows(int leftStart, int leftEnd, int rightStart, int rightEnd, int target) {
        int left = leftStart;
        int right = rightStart;
        int out = target;
        while (left < leftEnd && right < rightEnd) {
            spare[out++] = comparison.compare(rows[left], rows[right]) <= 0 ? rows[left++] : rows[right++];
        }
        System.arraycopy(rows, left, spare, out, leftEnd - left);
        System.arraycopy(rows, right, spare, out + leftEnd - left, rightEnd - right);
    }

    /// Returns the first position in a sorted range whose row comes after the given one.
    private int firstAfter(int row, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (comparison.compare(rows[middle], row) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// Returns the first position in a sorted range whose row does not come before the given one.
    private int firstFrom(int row, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (comparison.compare(rows[middle], row) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
