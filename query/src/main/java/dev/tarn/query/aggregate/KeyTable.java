package dev.tarn.query.aggregate;

import dev.tarn.model.Identity;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.TypedVector;
import java.util.Arrays;
import java.util.List;

/// Finds the groups of rows by keys of fixed types: a hash table over columns.
///
/// A batch goes through in passes: hash all rows, find a candidate for each by its hash, append the rows that have none as new keys,
/// compare all others with their candidates column by column. What turns out to be different, which takes a collision of
/// hashes, is looked up once more by itself.
final class KeyTable {
    private static final long COMBINE = 0x9e3779b97f4a7c15L;
    // Of a slot, the upper half holds the upper half of the hash and the lower half the key's number plus one.
    private static final long HASH_PART = 0xffffffff00000000L;

    // A table with more slots does not fit into a core's own cache.
    private static final int CACHED_SLOTS = 1 << 16;

    private final KeyColumn[] columns;
    private long[] slots = new long[64];
    private long[] hashes = new long[32];
    private int[] groups = new int[32];
    private int size;
    // Kept so that reading ahead is not optimized away.
    private long touched;

    private long[] rowHashes = new long[0];
    private long[] columnHashes = new long[0];
    private int[] candidates = new int[0];
    private boolean[] different = new boolean[0];

    KeyTable(List<Type> types) {
        columns = new KeyColumn[types.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = KeyColumn.of(types.get(i));
        }
    }

    /// Returns the number of keys.
    int size() {
        return size;
    }

    /// Gives a key another group.
    void renumber(int key, int group) {
        groups[key] = group;
    }

    /// Returns the values of a column for some keys, from one number to before another.
    TypedVector slice(int column, int from, int to) {
        return columns[column].slice(from, to);
    }

    /// Returns about how many bytes the table takes.
    long sizeBytes() {
        long bytes = slots.length * 8L + hashes.length * 12L;
        for (var column : columns) {
            bytes += column.sizeBytes();
        }
        return bytes;
    }

    /// Finds the group of each row.
    ///
    /// @param keys a vector for each column
    /// @param length the number of rows
    /// @param firstGroup the number that the first new group gets
    /// @param found receives the groups
    /// @return the number of groups that are new
    int find(TypedVector[] keys, int length, int firstGroup, int[] found) {
        reserve(length);
        hash(keys, length);
        for (int i = 0; i < columns.length; i++) {
            columns[i].bind(keys[i]);
        }
        int before = size;
        probe(length);
        verify(length);
        for (int key = before; key < size; key++) {
            groups[key] = firstGroup + key - before;
        }
        for (int row = 0; row < length; row++) {
            found[row] = groups[candidates[row]];
        }
        return size - before;
    }

    private void reserve(int length) {
        if (rowHashes.length < length) {
            rowHashes = new long[length];
            columnHashes = new long[length];
            candidates = new int[length];
            different = new boolean[length];
        }
    }

    private void hash(TypedVector[] keys, int length) {
        Identity.hash(keys[0], rowHashes);
        for (int column = 1; column < keys.length; column++) {
            Identity.hash(keys[column], columnHashes);
            for (int row = 0; row < length; row++) {
                long combined = (rowHashes[row] ^ rowHashes[row] >>> 31) * COMBINE + columnHashes[row];
                rowHashes[row] = combined ^ combined >>> 32;
            }
        }
    }

    /// Finds a key with the same hash for each row, or makes a new one of it.
    private void probe(int length) {
        if (slots.length > CACHED_SLOTS) {
            touched = touch(length);
        }
        for (int row = 0; row < length; row++) {
            long hash = rowHashes[row];
            int mask = slots.length - 1;
            int slot = (int) hash & mask;
            while (true) {
                long entry = slots[slot];
                if (entry == 0) {
                    candidates[row] = insert(slot, hash, row);
                    break;
                }
                if (((entry ^ hash) & HASH_PART) == 0) {
                    candidates[row] = (int) entry - 1;
                    break;
                }
                slot = slot + 1 & mask;
            }
        }
    }

    /// Reads the first slot of each row: unlike probing, which waits for one slot before it goes on, this has many reads under way.
    private long touch(int length) {
        int mask = slots.length - 1;
        long all = 0;
        for (int row = 0; row < length; row++) {
            all ^= slots[(int) rowHashes[row] & mask];
        }
        return all;
    }

    private int insert(int slot, long hash, int row) {
        int key = size++;
        slots[slot] = hash & HASH_PART | key + 1;
        if (key == hashes.length) {
            hashes = Arrays.copyOf(hashes, key * 2);
            groups = Arrays.copyOf(groups, key * 2);
        }
        hashes[key] = hash;
        for (var column : columns) {
            column.append(row);
        }
        if (size * 2L > slots.length) {
            grow();
        }
        return key;
    }

    private void grow() {
        slots = new long[slots.length * (slots.length < 1 << 16 ? 4 : 2)];
        int mask = slots.length - 1;
        for (int key = 0; key < size; key++) {
            int slot = (int) hashes[key] & mask;
            while (slots[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = hashes[key] & HASH_PART | key + 1;
        }
    }

    private void verify(int length) {
        Arrays.fill(different, 0, length, false);
        for (var column : columns) {
            column.compare(candidates, length, different);
        }
        for (int row = 0; row < length; row++) {
            if (different[row]) {
                candidates[row] = search(row);
            }
        }
    }

    /// Finds the key of a row by comparing it with every key that its hash leads to.
    private int search(int row) {
        long hash = rowHashes[row];
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (slots[slot] != 0) {
            int key = (int) slots[slot] - 1;
            if (((slots[slot] ^ hash) & HASH_PART) == 0 && isSame(key, row)) {
                return key;
            }
            slot = slot + 1 & mask;
        }
        return insert(slot, hash, row);
    }

    private boolean isSame(int key, int row) {
        for (var column : columns) {
            if (!column.isSame(key, row)) {
                return false;
            }
        }
        return true;
    }
}
