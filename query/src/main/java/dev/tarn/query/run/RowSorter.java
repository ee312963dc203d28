package dev.tarn.query.run;

import java.util.Arrays;
import java.util.List;

/// Sorts rows by columns of keys, stably: rows that are equal in all of them stay in the order in which they were.
///
/// It sorts by the first column, and then each run of rows that are equal there by the rest.
final class RowSorter {
    // Below this many rows, insertion beats everything else.
    private static final int SMALL = 24;
    // From this many rows on, counting digits beats comparing.
    private static final int LARGE = 4096;
    private static final int DIGIT_BITS = 8;

    private final List<SortColumn> columns;
    private final int[] rows;
    private final long[] keys;
    private int[] otherRows = new int[0];
    private long[] otherKeys = new long[0];

    private RowSorter(List<SortColumn> columns, int[] rows) {
        this.columns = columns;
        this.rows = rows;
        this.keys = new long[rows.length];
    }

    /// Returns the numbers of the rows in the order of the columns.
    static int[] sort(List<SortColumn> columns, int count) {
        var rows = new int[count];
        Arrays.setAll(rows, row -> row);
        if (!columns.isEmpty()) {
            new RowSorter(columns, rows).sort(0, 0, count);
        }
        return rows;
    }

    private void sort(int number, int from, int to) {
        var column = columns.get(number);
        int nulls = partitionNulls(column, from, to);
        int firstValue = column.isNullsFirst() ? from + nulls : from;
        int lastValue = column.isNullsFirst() ? to : to - nulls;
        for (int i = firstValue; i < lastValue; i++) {
            keys[i] = column.prefix(rows[i]);
        }
        sortByKeys(firstValue, lastValue);
        if (!column.isExact()) {
            forEachRun(firstValue, lastValue, (runFrom, runTo) -> mergeSort(column, runFrom, runTo));
        }
        if (number + 1 < columns.size()) {
            sortRuns(column, number + 1, firstValue, lastValue);
            int firstNull = column.isNullsFirst() ? from : to - nulls;
            if (nulls > 1) {
                sort(number + 1, firstNull, firstNull + nulls);
            }
        }
    }

    private interface Run {
        void accept(int from, int to);
    }

    /// Calls for each run of more than one row with equal numbers.
    private void forEachRun(int from, int to, Run run) {
        int start = from;
        for (int i = from + 1; i <= to; i++) {
            if (i == to || keys[i] != keys[start]) {
                if (i - start > 1) {
                    run.accept(start, i);
                }
                start = i;
            }
        }
    }

    private void sortRuns(SortColumn column, int next, int from, int to) {
        int start = from;
        for (int i = from + 1; i <= to; i++) {
            boolean same = i < to && column.prefix(rows[i]) == column.prefix(rows[start])
                    && column.compareTies(rows[start], rows[i]) == 0;
            if (!same) {
                if (i - start > 1) {
                    sort(next, start, i);
                }
                start = i;
            }
        }
    }

    /// Moves the rows whose key is null to their side and returns how many there are.
    private int partitionNulls(SortColumn column, int from, int to) {
        int nulls = 0;
        for (int i = from; i < to; i++) {
            nulls += column.isNull(rows[i]) ? 1 : 0;
        }
        if (nulls == 0 || nulls == to - from) {
            return nulls;
        }
        var moved = new int[to - from];
        int nextNull = column.isNullsFirst() ? 0 : moved.length - nulls;
        int nextValue = column.isNullsFirst() ? nulls : 0;
        for (int i = from; i < to; i++) {
            moved[column.isNull(rows[i]) ? nextNull++ : nextValue++] = rows[i];
        }
        System.arraycopy(moved, 0, rows, from, moved.length);
        return nulls;
    }

    private void sortByKeys(int from, int to) {
        if (to - from <= SMALL) {
            insertionSort(from, to);
        } else if (!isSorted(from, to)) {
            reserve();
            if (to - from < LARGE) {
                mergeSortByKeys(from, to);
            } else {
                radixSort(from, to);
            }
        }
    }

    private void reserve() {
        if (otherRows.length == 0) {
            otherRows = new int[rows.length];
            otherKeys = new long[rows.length];
        }
    }

    private boolean isSorted(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (keys[i - 1] > keys[i]) {
                return false;
            }
        }
        return true;
    }

    private void insertionSort(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            long key = keys[i];
            int row = rows[i];
            int at = i;
            for (; at > from && keys[at - 1] > key; at--) {
                keys[at] = keys[at - 1];
                rows[at] = rows[at - 1];
            }
            keys[at] = key;
            rows[at] = row;
        }
    }

    private void mergeSortByKeys(int from, int to) {
        if (to - from <= SMALL) {
            insertionSort(from, to);
            return;
        }
        int middle = from + to >>> 1;
        mergeSortByKeys(from, middle);
        mergeSortByKeys(middle, to);
        if (keys[middle - 1] <= keys[middle]) {
            return;
        }
        System.arraycopy(keys, from, otherKeys, from, middle - from);
        System.arraycopy(rows, from, otherRows, from, middle - from);
        int left = from;
        int right = middle;
        int out = from;
        while (left < middle && right < to) {
            if (otherKeys[left] <= keys[right]) {
                keys[out] = otherKeys[left];
                rows[out++] = otherRows[left++];
            } else {
                keys[out] = keys[right];
                rows[out++] = rows[right++];
            }
        }
        System.arraycopy(otherKeys, left, keys, out, middle - left);
        System.arraycopy(otherRows, left, rows, out, middle - left);
    }

    /// Sorts by one digit after another, the least significant first, leaving out digits that are the same in all keys.
    private void radixSort(int from, int to) {
        long differing = 0;
        for (int i = from + 1; i < to; i++) {
            differing |= keys[i] ^ keys[from];
        }
        long[] fromKeys = keys;
        long[] toKeys = otherKeys;
        int[] fromRows = rows;
        int[] toRows = otherRows;
        for (int shift = 0; shift < Long.SIZE; shift += DIGIT_BITS) {
            if ((differing >>> shift & 0xff) == 0) {
                continue;
            }
            // The highest digit has the sign.
            int flip = shift == Long.SIZE - DIGIT_BITS ? 0x80 : 0;
            scatter(fromKeys, fromRows, toKeys, toRows, from, to, shift, flip);
            var keysBefore = fromKeys;
            fromKeys = toKeys;
            toKeys = keysBefore;
            var rowsBefore = fromRows;
            fromRows = toRows;
            toRows = rowsBefore;
        }
        if (fromKeys != keys) {
            System.arraycopy(fromKeys, from, keys, from, to - from);
            System.arraycopy(fromRows, from, rows, from, to - from);
        }
    }

    private static void scatter(long[] fromKeys, int[] fromRows, long[] toKeys, int[] toRows, int from, int to,
            int shift, int flip) {
        var places = new int[1 << DIGIT_BITS];
        for (int i = from; i < to; i++) {
            places[(int) (fromKeys[i] >>> shift) & 0xff ^ flip]++;
        }
        int place = from;
        for (int digit = 0; digit < places.length; digit++) {
            int count = places[digit];
            places[digit] = place;
            place += count;
        }
        for (int i = from; i < to; i++) {
            int target = places[(int) (fromKeys[i] >>> shift) & 0xff ^ flip]++;
            toKeys[target] = fromKeys[i];
            toRows[target] = fromRows[i];
        }
    }

    /// Sorts a run of rows with equal numbers by their keys themselves.
    private void mergeSort(SortColumn column, int from, int to) {
        if (to - from <= SMALL) {
            insertionSort(column, from, to);
            return;
        }
        reserve();
        int middle = from + to >>> 1;
        mergeSort(column, from, middle);
        mergeSort(column, middle, to);
        if (column.compareTies(rows[middle - 1], rows[middle]) <= 0) {
            return;
        }
        System.arraycopy(rows, from, otherRows, from, middle - from);
        int left = from;
        int right = middle;
        int out = from;
        while (left < middle && right < to) {
            rows[out++] = column.compareTies(otherRows[left], rows[right]) <= 0 ? otherRows[left++] : rows[right++];
        }
        System.arraycopy(otherRows, left, rows, out, middle - left);
    }

    private void insertionSort(SortColumn column, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int row = rows[i];
            int at = i;
            for (; at > from && column.compareTies(rows[at - 1], row) > 0; at--) {
                rows[at] = rows[at - 1];
            }
            rows[at] = row;
        }
    }
}
