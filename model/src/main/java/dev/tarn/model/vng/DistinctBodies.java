package dev.tarn.model.vng;

import dev.tarn.model.vector.ByteBuilder;
import java.util.Arrays;

/// Numbers a few distinct bodies in the order in which they are first seen, and counts each.
///
/// A hash table with open addressing: of most columns every value is looked up here.
final class DistinctBodies {
    private final int limit;
    private final ByteBuilder bodies = new ByteBuilder();
    private final int[] starts;
    private final long[] counts;
    private final int[] hashes;
    // Of each slot the number of its body plus one, or 0. At most a quarter of them is taken.
    private final short[] slots;
    private int size;

    /// Creates an empty table.
    ///
    /// @param limit how many may be distinct, at most 32,766
    DistinctBodies(int limit) {
        this.limit = limit;
        starts = new int[limit + 1];
        counts = new long[limit];
        hashes = new int[limit];
        slots = new short[Integer.highestOneBit(limit * 4 - 1) * 2];
    }

    /// Counts a body and returns its number, from 0 on, or -1 if it would be one too many; then nothing changes.
    int add(byte[] arena, int start, int length) {
        int hash = hash(arena, start, length);
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0) {
            int number = slots[slot] - 1;
            if (hashes[number] == hash && isSame(number, arena, start, length)) {
                counts[number]++;
                return number;
            }
            slot = slot + 1 & mask;
        }
        if (size == limit) {
            return -1;
        }
        bodies.put(arena, start, length);
        hashes[size] = hash;
        counts[size] = 1;
        starts[size + 1] = bodies.length();
        slots[slot] = (short) (size + 1);
        return size++;
    }

    private boolean isSame(int number, byte[] arena, int start, int length) {
        return Arrays.equals(bodies.array(), starts[number], starts[number + 1], arena, start, start + length);
    }

    private static int hash(byte[] arena, int start, int length) {
        int hash = length;
        for (int i = start; i < start + length; i++) {
            hash = hash * 31 + arena[i];
        }
        hash *= 0x9e3779b9;
        return hash ^ hash >>> 16;
    }

    /// Returns how many are distinct.
    int size() {
        return size;
    }

    /// Returns the array that the bodies lie in. Not to be changed.
    byte[] arena() {
        return bodies.array();
    }

    /// Returns where a body begins in the array.
    int start(int number) {
        return starts[number];
    }

    /// Returns the length of a body in bytes.
    int length(int number) {
        return starts[number + 1] - starts[number];
    }

    /// Returns how often a body was added.
    long count(int number) {
        return counts[number];
    }
}
