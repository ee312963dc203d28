package dev.tarn.query.run;

import dev.tarn.model.BodyOrder;
import dev.tarn.model.Identity;
import dev.tarn.model.RowEquality;
import dev.tarn.model.type.Carrier;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.Dictionary;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Finds the rows that have a key: a hash table over columns, made once and then read by any number of threads.
///
/// Keys are as [JoinKeys] makes them, so that only keys of one type can be equal: there is a table for each type. In a scope the
/// instance of a row is part of its key.
final class KeyIndex {
    private static final long STEP = 0x9e3779b97f4a7c15L;
    // Of a slot, the upper half holds the upper half of the hash and the lower half the key's number plus one.
    private static final long HASH_PART = 0xffffffff00000000L;

    private final Map<Type, Table> tables = new HashMap<>();
    private final int[] rows;
    private final int[] starts;
    private int groups;

    /// Makes the index of all rows.
    ///
    /// @param instances the instance of each row; empty outside of scopes
    KeyIndex(Vector keys, int[] instances) {
        var groupOfRow = new int[keys.length()];
        switch (keys) {
            case TypedVector typed -> add(typed, new int[0], instances, groupOfRow);
            case Mixed mixed -> {
                int[][] rowsOfParts = mixed.rowsOfParts();
                for (int part = 0; part < rowsOfParts.length; part++) {
                    add(mixed.parts().get(part), rowsOfParts[part], instances, groupOfRow);
                }
            }
        }
        starts = new int[groups + 1];
        for (int group : groupOfRow) {
            starts[group + 1]++;
        }
        for (int group = 0; group < groups; group++) {
            starts[group + 1] += starts[group];
        }
        rows = new int[groupOfRow.length];
        var next = Arrays.copyOf(starts, groups);
        for (int row = 0; row < rows.length; row++) {
            rows[next[groupOfRow[row]]++] = row;
        }
    }

    private void add(TypedVector keys, int[] rowOfKey, int[] instances, int[] groupOfRow) {
        if (keys.length() == 0) {
            return;
        }
        var table = table(keys, rowOfKey.length == 0 || instances.length == 0
                ? instances
                : BatchAssembly.at(instances, rowOfKey));
        tables.put(keys.type(), table);
        for (int key = 0; key < keys.length(); key++) {
            groupOfRow[rowOfKey.length == 0 ? key : rowOfKey[key]] = table.insert(key);
        }
    }

    /// Returns the number of different keys.
    int groups() {
        return groups;
    }

    /// Returns whether no two rows have the same key, so that the place of a key's row is the key's number.
    boolean isUnique() {
        return groups == rows.length;
    }

    /// Returns the place in [#row] of the first row with a key; those with the same key follow, in order, up to [#end].
    int start(int group) {
        return starts[group];
    }

    /// Returns the place behind the last row with a key.
    int end(int group) {
        return starts[group + 1];
    }

    /// Returns the row at a place.
    int row(int place) {
        return rows[place];
    }

    /// Returns the number of each key, -1 where no row has it.
    ///
    /// @param instances the instance of each key; empty outside of scopes
    int[] find(Vector keys, int[] instances) {
        var found = new int[keys.length()];
        switch (keys) {
            case TypedVector typed -> find(typed, instances, found);
            case Mixed mixed -> {
                int[][] rowsOfParts = mixed.rowsOfParts();
                for (int part = 0; part < rowsOfParts.length; part++) {
                    int[] ofPart = rowsOfParts[part];
                    var foundOfPart = new int[ofPart.length];
                    find(mixed.parts().get(part), instances.length == 0 ? instances : BatchAssembly.at(instances, ofPart),
                            foundOfPart);
                    for (int i = 0; i < ofPart.length; i++) {
                        found[ofPart[i]] = foundOfPart[i];
                    }
                }
            }
        }
        return found;
    }

    private void find(TypedVector keys, int[] instances, int[] found) {
        var table = tables.get(keys.type());
        if (table == null || keys.length() == 0) {
            Arrays.fill(found, -1);
            return;
        }
        if (instances.length == 0 && keys instanceof Constant constant) {
            table.find(constant.one(), instances, found, 1);
            Arrays.fill(found, found[0]);
        } else if (instances.length == 0 && keys instanceof Dictionary dictionary
                && dictionary.values().length() <= dictionary.length()) {
            var ofValues = new int[dictionary.values().length()];
            table.find(dictionary.values(), instances, ofValues, ofValues.length);
            for (int row = 0; row < found.length; row++) {
                found[row] = ofValues[dictionary.index()[row]];
            }
        } else {
            table.find(keys, instances, found, keys.length());
        }
    }

    /// Returns hashes of keys, for tables and for files.
    static long[] hashes(Vector keys, int[] instances) {
        var hashes = new long[keys.length()];
        Identity.hash(keys, hashes);
        for (int row = 0; row < instances.length; row++) {
            long combined = (hashes[row] ^ instances[row] * STEP) * STEP;
            hashes[row] = combined ^ combined >>> 32;
        }
        return hashes;
    }

    /// The keys of one type.
    private sealed interface Table {
        /// Returns the group of a key, a new one if there is none equal to it before.
        int insert(int key);

        /// Finds the group of each key, -1 for none.
        void find(TypedVector wanted, int[] instancesOfWanted, int[] found, int length);
    }

    private Table table(TypedVector keys, int[] instances) {
        boolean areNumbers = instances.length == 0 && keys.type().carrier() == Carrier.LONG;
        return areNumbers && keys.flat() instanceof LongVector longs && longs.validity().isAll()
                ? new NumberTable(longs)
                : new AnyTable(keys, instances);
    }

    /// Keys that are numbers: what is hashed and compared is the number itself, beside the group in its slot. The whole join takes 7.5 ns a
    /// row with it, and 20 with the table for all types and rows chosen one by one (2026-11).
    private final class NumberTable implements Table {
        private final long[] keys;
        private final long[] valueOfSlot;
        // One more than the number of the group; 0 for an empty slot.
        private final int[] groupOfSlot;
        private final int shift;

        NumberTable(LongVector keys) {
            this.keys = keys.values();
            int slots = Math.max(4, Integer.highestOneBit(Math.max(1, keys.length())) * 4);
            valueOfSlot = new long[slots];
            groupOfSlot = new int[slots];
            shift = Long.SIZE - Integer.numberOfTrailingZeros(slots);
        }

        @Override
        public int insert(int key) {
            long value = keys[key];
            int slot = (int) (value * STEP >>> shift);
            while (groupOfSlot[slot] != 0) {
                if (valueOfSlot[slot] == value) {
                    return groupOfSlot[slot] - 1;
                }
                slot = slot + 1 & groupOfSlot.length - 1;
            }
            valueOfSlot[slot] = value;
            groupOfSlot[slot] = ++groups;
            return groups - 1;
        }

        @Override
        public void find(TypedVector wanted, int[] instancesOfWanted, int[] found, int length) {
            var flat = (LongVector) wanted.flat();
            find(flat.values(), found, length);
            for (int row = 0; !flat.validity().isAll() && row < length; row++) {
                found[row] = flat.isNull(row) ? -1 : found[row];
            }
        }

        private void find(long[] wanted, int[] found, int length) {
            long[] values = valueOfSlot;
            int[] groupOf = groupOfSlot;
            for (int row = 0; row < length; row++) {
                long value = wanted[row];
                int slot = (int) (value * STEP >>> shift);
                int group = groupOf[slot];
                while (group != 0 && values[slot] != value) {
                    slot = slot + 1 & groupOf.length - 1;
                    group = groupOf[slot];
                }
                found[row] = group - 1;
            }
        }
    }

    /// Keys of any type, in a scope too.
    private final class AnyTable implements Table {
        private final TypedVector keys;
        private final int[] instances;
        private final long[] hashes;
        private final RowEquality same;
        private final long[] slots;
        private final int[] groupOfKey;

        AnyTable(TypedVector keys, int[] instances) {
            this.keys = keys.type().carrier() == Carrier.NESTED ? BodyOrder.bodies(keys) : keys.flat();
            this.instances = instances;
            hashes = hashes(this.keys, instances);
            same = Identity.between(this.keys, this.keys);
            slots = new long[Math.max(4, Integer.highestOneBit(Math.max(1, keys.length())) * 4)];
            groupOfKey = new int[keys.length()];
        }

        @Override
        public int insert(int key) {
            int mask = slots.length - 1;
            long hash = hashes[key];
            int slot = (int) hash & mask;
            while (slots[slot] != 0) {
                int other = (int) slots[slot] - 1;
                if (((slots[slot] ^ hash) & HASH_PART) == 0 && same.same(other, key)
                        && (instances.length == 0 || instances[other] == instances[key])) {
                    groupOfKey[key] = groupOfKey[other];
                    return groupOfKey[key];
                }
                slot = slot + 1 & mask;
            }
            slots[slot] = hash & HASH_PART | key + 1;
            groupOfKey[key] = groups++;
            return groupOfKey[key];
        }

        /// Finds the groups of keys: first a candidate for each by its hash, then all candidates are compared with what they are thought to be.
        @Override
        public void find(TypedVector wanted, int[] instancesOfWanted, int[] found, int length) {
            long[] hashesOfWanted = hashes(wanted, instancesOfWanted);
            int mask = slots.length - 1;
            for (int row = 0; row < length; row++) {
                long hash = hashesOfWanted[row];
                int slot = (int) hash & mask;
                long entry = slots[slot];
                while (entry != 0 && ((entry ^ hash) & HASH_PART) != 0) {
                    slot = slot + 1 & mask;
                    entry = slots[slot];
                }
                found[row] = (int) entry - 1;
            }
            boolean[] different = different(wanted, found, length);
            for (int row = 0; row < instancesOfWanted.length; row++) {
                different[row] |= found[row] >= 0 && instances[found[row]] != instancesOfWanted[row];
            }
            RowEquality equality = null;
            for (int row = 0; row < length; row++) {
                if (different[row]) {
                    equality = equality == null ? Identity.between(keys, wanted) : equality;
                    int instance = instancesOfWanted.length == 0 ? 0 : instancesOfWanted[row];
                    found[row] = search(equality, row, hashesOfWanted[row], instance);
                }
                found[row] = found[row] < 0 ? -1 : groupOfKey[found[row]];
            }
        }

        // Comparing in one loop for each carrier is what makes the difference: a call for each row costs as much as all the rest.
        private boolean[] different(TypedVector wanted, int[] candidates, int length) {
            var different = new boolean[length];
            switch (keys) {
                case LongVector known when known.validity().isAll() && wanted.flat() instanceof LongVector given
                        && given.validity().isAll() -> {
                    for (int row = 0; row < length; row++) {
                        different[row] = candidates[row] >= 0 && known.values()[candidates[row]] != given.values()[row];
                    }
                }
                case BytesVector known when known.validity().isAll() && wanted.flat() instanceof BytesVector given
                        && given.validity().isAll() -> compareBytes(known, given, candidates, different);
                default -> {
                    var equality = Identity.between(keys, wanted);
                    for (int row = 0; row < length; row++) {
                        different[row] = candidates[row] >= 0 && !equality.same(candidates[row], row);
                    }
                }
            }
            return different;
        }

        private static void compareBytes(BytesVector known, BytesVector given, int[] candidates, boolean[] different) {
            for (int row = 0; row < different.length; row++) {
                int key = candidates[row];
                if (key >= 0) {
                    int size = given.lengths()[row];
                    int start = given.starts()[row];
                    int knownStart = known.starts()[key];
                    different[row] = known.lengths()[key] != size || !Arrays.equals(
                            known.arena(), knownStart, knownStart + size, given.arena(), start, start + size);
                }
            }
        }

        private int search(RowEquality equality, int row, long hash, int instance) {
            int mask = slots.length - 1;
            for (int slot = (int) hash & mask; slots[slot] != 0; slot = slot + 1 & mask) {
                int key = (int) slots[slot] - 1;
                if (((slots[slot] ^ hash) & HASH_PART) == 0 && equality.same(key, row)
                        && (instances.length == 0 || instances[key] == instance)) {
                    return key;
                }
            }
            return -1;
        }
    }
}
