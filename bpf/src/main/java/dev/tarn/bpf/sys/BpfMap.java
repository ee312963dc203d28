package dev.tarn.bpf.sys;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// A map of an object; lives as long as the object. Used by one thread at a time.
public final class BpfMap {
    private final String object;
    private final long address;
    private final String name;

    BpfMap(String object, long address) {
        this.object = object;
        this.address = address;
        this.name = Libbpf.calls().bpf_map__name(address);
    }

    /// Returns its name.
    public String name() {
        return name;
    }

    /// Returns its kind, a number of the kernel's enum `bpf_map_type`.
    public int type() {
        return Libbpf.calls().bpf_map__type(address);
    }

    /// Returns the size of a key in bytes.
    public int keyBytes() {
        return Libbpf.calls().bpf_map__key_size(address);
    }

    /// Returns the size of a value in bytes.
    public int valueBytes() {
        return Libbpf.calls().bpf_map__value_size(address);
    }

    /// Returns how many entries it may have; of a ring, its size in bytes.
    public int maxEntries() {
        return Libbpf.calls().bpf_map__max_entries(address);
    }

    /// Changes how many entries it may have. Before the object is loaded only.
    public void setMaxEntries(int entries) {
        check("setting its size to " + entries, Libbpf.calls().bpf_map__set_max_entries(address, entries));
    }

    int descriptor() {
        return Libbpf.calls().bpf_map__fd(address);
    }

    /// Returns the initial content of a map of global variables, which may be changed until the object is loaded.
    @SuppressWarnings("restricted")
    MemorySegment initialVariables() {
        try (var arena = Arena.ofConfined()) {
            var size = arena.allocate(ValueLayout.JAVA_LONG);
            long memory = Libbpf.calls().bpf_map__initial_value(address, size.address());
            if (memory == 0) {
                throw new IllegalStateException(object + ": map " + name + " holds no variables");
            }
            return MemorySegment.ofAddress(memory).reinterpret(size.get(ValueLayout.JAVA_LONG, 0));
        }
    }

    /// Maps the variables of a map of global variables of a loaded object, shared with its programs.
    ///
    /// @param arena ends the mapping
    MemorySegment liveVariables(Arena arena) {
        return SharedMemory.map(this, valueBytes(), SharedMemory.Access.WRITE, 0, arena);
    }

    /// Reads the values of a key of 4 bytes on all CPUs, of a map that has one for each; each value is 8 bytes.
    ///
    /// @return a value for each possible CPU
    public long[] perCpuLongs(int key) {
        int cpus = Cpus.possible();
        try (var arena = Arena.ofConfined()) {
            var keys = arena.allocate(ValueLayout.JAVA_INT);
            var values = arena.allocate(ValueLayout.JAVA_LONG, cpus);
            keys.set(ValueLayout.JAVA_INT, 0, key);
            check("reading key " + key, Libbpf.calls().bpf_map_lookup_elem(descriptor(), keys.address(), values.address()));
            return values.toArray(ValueLayout.JAVA_LONG);
        }
    }

    /// Reads the value of a key of 4 bytes as numbers of 8 bytes each.
    ///
    /// @return the numbers; none if the map has no such key
    public long[] longs(int key) {
        try (var arena = Arena.ofConfined()) {
            var keys = arena.allocate(ValueLayout.JAVA_INT);
            var value = arena.allocate(valueBytes(), 8);
            keys.set(ValueLayout.JAVA_INT, 0, key);
            int result = Libbpf.calls().bpf_map_lookup_elem(descriptor(), keys.address(), value.address());
            if (result == -Errno.ENOENT) {
                return new long[0];
            }
            check("reading key " + key, result);
            return value.toArray(ValueLayout.JAVA_LONG);
        }
    }

    /// Reads all entries and leaves them there, one by one: programs may add and remove others meanwhile.
    ///
    /// @param values how many values an entry has: 1, or one for each CPU there may be
    /// @param keyWords how many words of 8 bytes a key is given
    /// @return the entries one after another: the key, padded, then its values, each padded to words of 8 bytes; and one word more
    public long[] entries(int values, int keyWords) {
        int valueWords = (valueBytes() + Long.BYTES - 1) / Long.BYTES * values;
        int entryWords = keyWords + valueWords;
        var words = new long[1];
        int count = 0;
        try (var arena = Arena.ofConfined()) {
            var key = arena.allocate(keyWords * 8L, 8);
            var next = arena.allocate(keyWords * 8L, 8);
            var value = arena.allocate(valueWords * 8L, 8);
            long from = 0;
            while (count < maxEntries() && Libbpf.calls().bpf_map_get_next_key(descriptor(), from, next.address()) == 0) {
                key.copyFrom(next);
                from = key.address();
                // It may have gone meanwhile.
                if (Libbpf.calls().bpf_map_lookup_elem(descriptor(), key.address(), value.address()) == 0) {
                    if (words.length < (count + 1) * entryWords + 1) {
                        words = Arrays.copyOf(words, Math.max(16, count * 2) * entryWords + 1);
                    }
                    MemorySegment.copy(key, ValueLayout.JAVA_LONG, 0, words, count * entryWords, keyWords);
                    MemorySegment.copy(value, ValueLayout.JAVA_LONG, 0, words, count * entryWords + keyWords, valueWords);
                    count++;
                }
            }
        }
        return Arrays.copyOf(words, count * entryWords + 1);
    }

    /// Reads all entries of a hash map and removes them.
    ///
    /// @param taker gets them in pieces
    public void takeAll(EntriesTaker taker) {
        int keyBytes = keyBytes();
        int valueBytes = valueBytes();
        // The kernel gives whole buckets, which hold a few entries as a rule, and refuses when one does not fit.
        int room = Math.min(maxEntries(), 256);
        while (true) {
            var taken = take(keyBytes, valueBytes, room, taker);
            if (taken == Taken.ALL) {
                return;
            }
            if (taken == Taken.NO_ROOM) {
                room = Math.multiplyExact(room, 2);
            }
        }
    }

    private enum Taken { SOME, ALL, NO_ROOM }

    private Taken take(int keyBytes, int valueBytes, int room, EntriesTaker taker) {
        try (var arena = Arena.ofConfined()) {
            var position = arena.allocate(Math.max(8, keyBytes), 8);
            var keys = arena.allocate((long) keyBytes * room, 8);
            var values = arena.allocate((long) valueBytes * room, 8);
            var count = arena.allocate(ValueLayout.JAVA_INT);
            long from = 0;
            while (true) {
                count.set(ValueLayout.JAVA_INT, 0, room);
                int result = Libbpf.calls().bpf_map_lookup_and_delete_batch(descriptor(), from, position.address(),
                        keys.address(), values.address(), count.address(), 0);
                if (result == -Errno.ENOSPC) {
                    return Taken.NO_ROOM;
                }
                boolean end = result == -Errno.ENOENT;
                check("taking its entries", end ? 0 : result);
                int got = count.get(ValueLayout.JAVA_INT, 0);
                if (got > 0) {
                    taker.take(new MapEntries(keys.asReadOnly(), values.asReadOnly(), keyBytes, valueBytes, got));
                }
                if (end) {
                    return Taken.ALL;
                }
                from = position.address();
            }
        }
    }

    /// Takes entries of a map; they are valid during the call only.
    @FunctionalInterface
    public interface EntriesTaker {
        /// Takes some entries.
        void take(MapEntries entries);
    }

    private void check(String what, int result) {
        if (result < 0) {
            throw new IllegalStateException(object + ": map " + name + ": " + what + ": " + Errno.name(result));
        }
    }
}
