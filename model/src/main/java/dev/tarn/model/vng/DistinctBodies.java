package dev.tarn.model.vng;

import dev.tarn.model.Identity;
import dev.tarn.model.vector.ByteBuilder;
import java.util.Arrays;

/// Numbers a few distinct bodies in the order in which they are first seen, and counts each.
///
/// A hash table with open addressing: of most columns every value is looked up here. It begins small, as there may be thousands of
/// columns with a value each.
final class DistinctBodies {
    private final int limit;
    private final ByteBuilder bodies = new ByteBuilder(16);
    private int[] starts = new int[5];
    private long[] counts = new long[4];
    private int[] hashes = new int[4];
    // Of each slot the number of its body plus one, or 0. At most a quarter of them is taken.
    private short[] slots = new short[16];
    private int size;

    /// Creates an empty table.
    ///
    /// @param limit how many may be distinct, at most 32,766
    DistinctBodies(int limit) {
        this.limit = limit;
    }

    /// Counts a body and returns its number, from 0 on, or -1 if it would be one too many; then nothing changes.
    int add(byte[] arena, int start, int length) {
        int hash = (int) Identity.hash(arena, start, length);
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
        if (size == counts.length) {
            grow();
            slot = freeSlot(hash);
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

    private void grow() {
        counts = Arrays.copyOf(counts, size * 2);
        hashes = Arrays.copyOf(hashes, size * 2);
        starts = Arrays.copyOf(starts, size * 2 + 1);
        slots = new short[slots.length * 2];
        for (int number = 0; number < size; number++) {
            slots[freeSlot(hashes[number])] = (short) (number + 1);
        }
    }

    private int freeSlot(int hash) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0) {
            slot = slot + 1 & mask;
        }
        return slot;
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
