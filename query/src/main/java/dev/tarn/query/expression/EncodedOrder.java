package dev.tarn.query.expression;

import dev.tarn.model.vector.BodyEncoder;
import dev.tarn.model.vector.ByteBuilder;
import dev.tarn.model.vector.TypedVector;
import java.util.Arrays;

/// Sorts values as sets and maps have them: by the bytes in which they are encoded, tag first.
///
/// A merge sort over the first eight bytes of each value, as a number that moves along with it: most values need no more bytes.
final class EncodedOrder {
    private static final int SMALL = 12;
    private static final int PREFIX_BYTES = Long.BYTES;

    private final byte[] bytes;
    private final int[] starts;
    private final int[] entries;
    private final long[] prefixes;
    private int[] otherEntries = new int[0];
    private long[] otherPrefixes = new long[0];

    EncodedOrder(TypedVector values) {
        var encoder = BodyEncoder.of(values);
        var encoded = new ByteBuilder();
        int count = values.length();
        starts = new int[count + 1];
        for (int i = 0; i < count; i++) {
            encoder.writeTagged(i, encoded);
            starts[i + 1] = encoded.length();
        }
        bytes = encoded.array();
        entries = new int[count];
        prefixes = new long[count];
        for (int i = 0; i < count; i++) {
            entries[i] = i;
            prefixes[i] = prefix(starts[i], starts[i + 1]);
        }
    }

    /// Returns the first bytes as a number that compares, signed, as they do; short values end in zeros.
    private long prefix(int from, int to) {
        long prefix = 0;
        for (int at = from; at < from + PREFIX_BYTES; at++) {
            prefix = prefix << 8 | (at < to ? bytes[at] & 0xff : 0);
        }
        return prefix ^ Long.MIN_VALUE;
    }

    /// Sorts the values of some numbers, stably, and leaves out those that occur again.
    ///
    /// @param from the number of the first value
    /// @param to the number after that of the last
    /// @param distinct receives the numbers of the values that stay, in order
    /// @param at where to put the first of them
    /// @return how many stay
    int sortDistinct(int from, int to, int[] distinct, int at) {
        sort(from, to);
        int next = at;
        for (int i = from; i < to; i++) {
            if (i == from || compare(i - 1, i) != 0) {
                distinct[next++] = entries[i];
            }
        }
        return next - at;
    }

    private int compare(int place, int otherPlace) {
        return compare(prefixes[place], entries[place], prefixes[otherPlace], entries[otherPlace]);
    }

    private int compare(long prefix, int entry, long otherPrefix, int otherEntry) {
        return prefix == otherPrefix ? compareTails(entry, otherEntry) : Long.compare(prefix, otherPrefix);
    }

    private int compareTails(int entry, int other) {
        int to = starts[entry + 1];
        int otherTo = starts[other + 1];
        return Arrays.compareUnsigned(bytes, Math.min(starts[entry] + PREFIX_BYTES, to), to,
                bytes, Math.min(starts[other] + PREFIX_BYTES, otherTo), otherTo);
    }

    private void sort(int from, int to) {
        if (to - from <= SMALL) {
            insertionSort(from, to);
            return;
        }
        int middle = from + to >>> 1;
        sort(from, middle);
        sort(middle, to);
        if (compare(middle - 1, middle) > 0) {
            merge(from, middle, to);
        }
    }

    private void insertionSort(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            long prefix = prefixes[i];
            int entry = entries[i];
            int at = i;
            for (; at > from && compare(prefixes[at - 1], entries[at - 1], prefix, entry) > 0; at--) {
                prefixes[at] = prefixes[at - 1];
                entries[at] = entries[at - 1];
            }
            prefixes[at] = prefix;
            entries[at] = entry;
        }
    }

    private void merge(int from, int middle, int to) {
        int lefts = middle - from;
        if (otherEntries.length < lefts) {
            otherEntries = new int[lefts];
            otherPrefixes = new long[lefts];
        }
        System.arraycopy(entries, from, otherEntries, 0, lefts);
        System.arraycopy(prefixes, from, otherPrefixes, 0, lefts);
        int left = 0;
        int right = middle;
        int out = from;
        while (left < lefts && right < to) {
            if (compare(otherPrefixes[left], otherEntries[left], prefixes[right], entries[right]) <= 0) {
                prefixes[out] = otherPrefixes[left];
                entries[out++] = otherEntries[left++];
            } else {
                prefixes[out] = prefixes[right];
                entries[out++] = entries[right++];
            }
        }
        System.arraycopy(otherEntries, left, entries, out, lefts - left);
        System.arraycopy(otherPrefixes, left, prefixes, out, lefts - left);
    }
}
