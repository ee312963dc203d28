package dev.tarn.bpf.sys;

import java.lang.foreign.MemorySegment;

/// Entries that were read from a map, valid only as long as whoever gives them says.
///
/// @param keys the keys, one after another
/// @param values the values, one after another
/// @param keyBytes the size of a key
/// @param valueBytes the size of a value
/// @param count the number of entries
public record MapEntries(MemorySegment keys, MemorySegment values, int keyBytes, int valueBytes, int count) {
    /// Returns a copy of the values, 8 bytes a word, with one word more than they need.
    public long[] valueWords() {
        long bytes = (long) valueBytes * count;
        var words = new long[Math.toIntExact(bytes / Long.BYTES + 2)];
        MemorySegment.copy(values, 0, MemorySegment.ofArray(words), 0, bytes);
        return words;
    }
}
