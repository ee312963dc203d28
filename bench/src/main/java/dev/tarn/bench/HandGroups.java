package dev.tarn.bench;

import java.util.Arrays;

/// Counts by key in an open hash table of fixed size, as somebody would write who knows how many keys there are.
final class HandGroups {
    private static final int SLOTS = 1 << 12;

    private final long[] hashes = new long[SLOTS];
    private final byte[][] texts = new byte[SLOTS][];
    private final long[] counts = new long[SLOTS];

    void add(long key) {
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 52);
        while (counts[slot] != 0 && hashes[slot] != key) {
            slot = slot + 1 & SLOTS - 1;
        }
        hashes[slot] = key;
        counts[slot]++;
    }

    void add(byte[] arena, int start, int length) {
        long hash = 0;
        for (int i = start; i < start + length; i++) {
            hash = hash * 31 + arena[i];
        }
        int slot = (int) ((hash * 0x9E3779B97F4A7C15L) >>> 52);
        while (counts[slot] != 0
                && !(hashes[slot] == hash && Arrays.equals(texts[slot], 0, texts[slot].length, arena, start, start + length))) {
            slot = slot + 1 & SLOTS - 1;
        }
        if (counts[slot] == 0) {
            hashes[slot] = hash;
            texts[slot] = Arrays.copyOfRange(arena, start, start + length);
        }
        counts[slot]++;
    }

    /// Returns the counts of all keys, ascending.
    long[] counts() {
        return Arrays.stream(counts).filter(count -> count > 0).sorted().toArray();
    }
}
