package dev.tarn.bench;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.Validity;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Totals by key in an open hash table, numbered as the keys first come.
final class HandGroups {
    private int[] slots = new int[1 << 12];
    private long[] integers = new long[1 << 11];
    private byte[][] strings = new byte[1 << 11][];
    private long[] hashes = new long[1 << 11];
    private long[] totals = new long[1 << 11];
    private int size;

    void add(long key, long value) {
        long hash = mix(key);
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (slots[slot] != 0) {
            int group = slots[slot] - 1;
            if (integers[group] == key) {
                totals[group] += value;
                return;
            }
            slot = slot + 1 & mask;
        }
        int group = insert(slot, hash);
        integers[group] = key;
        totals[group] = value;
    }

    void add(byte[] arena, int start, int length) {
        increment(find(arena, start, length));
    }

    void add(long key, byte[] arena, int start, int length) {
        increment(find(mix(key) + hash(arena, start, length), key, arena, start, length));
    }

    void increment(int group) {
        totals[group]++;
    }

    int find(byte[] arena, int start, int length) {
        return find(hash(arena, start, length), 0, arena, start, length);
    }

    private int find(long hash, long key, byte[] arena, int start, int length) {
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (slots[slot] != 0) {
            int group = slots[slot] - 1;
            if (hashes[group] == hash && integers[group] == key
                    && Arrays.equals(strings[group], 0, strings[group].length, arena, start, start + length)) {
                return group;
            }
            slot = slot + 1 & mask;
        }
        int group = insert(slot, hash);
        integers[group] = key;
        strings[group] = Arrays.copyOfRange(arena, start, start + length);
        return group;
    }

    private int insert(int slot, long hash) {
        int group = size++;
        if (group == hashes.length) {
            integers = Arrays.copyOf(integers, size * 2);
            strings = Arrays.copyOf(strings, size * 2);
            hashes = Arrays.copyOf(hashes, size * 2);
            totals = Arrays.copyOf(totals, size * 2);
        }
        hashes[group] = hash;
        slots[slot] = size;
        if (size * 2 > slots.length) {
            slots = new int[slots.length * 2];
            for (int i = 0; i < size; i++) {
                int free = (int) hashes[i] & slots.length - 1;
                while (slots[free] != 0) {
                    free = free + 1 & slots.length - 1;
                }
                slots[free] = i + 1;
            }
        }
        return group;
    }

    private static long mix(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return mixed ^ mixed >>> 32;
    }

    private static long hash(byte[] arena, int start, int length) {
        long hash = 0;
        for (int i = start; i < start + length; i++) {
            hash = hash * 31 + arena[i];
        }
        return mix(hash);
    }

    LongVector integers() {
        return new LongVector(PrimitiveType.INT64, Arrays.copyOf(integers, size));
    }

    BytesVector strings() {
        return BytesVector.ofStrings(PrimitiveType.STRING, Arrays.stream(strings, 0, size)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8)).toArray(String[]::new));
    }

    LongVector totals(PrimitiveType type) {
        return new LongVector(type, totals, size, Validity.ALL);
    }
}
