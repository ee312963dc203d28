package dev.tarn.bpf.event;

/// Where the arrays of open length at the end of structs end.
final class Tails {
    private Tails() {}

    /// Returns for each row the number of elements up to its own last, over all rows. A length is cut to what its event holds.
    ///
    /// @param offset where the array begins in its struct
    /// @param stride the size of an element in bytes
    static int[] ends(EventRows rows, LongColumn length, int offset, int stride) {
        long[] counts = length.values(rows);
        var ends = new int[counts.length];
        int total = 0;
        for (int i = 0; i < counts.length; i++) {
            long room = Math.max(0, rows.starts()[i] + rows.lengths()[i] - rows.positions()[i] - offset) / stride;
            total = Math.addExact(total, (int) Math.clamp(counts[i], 0, room));
            ends[i] = total;
        }
        return ends;
    }
}
