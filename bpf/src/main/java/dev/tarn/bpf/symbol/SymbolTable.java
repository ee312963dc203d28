package dev.tarn.bpf.symbol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Names of address ranges, sorted. Immutable.
public final class SymbolTable {
    /// A table without a symbol.
    public static final SymbolTable EMPTY = new Builder(new byte[0]).build();

    /// A range of addresses with a name.
    ///
    /// @param start the first address
    /// @param end the address after the last one
    public record Symbol(String name, long start, long end) {}

    private final byte[] names;
    // Unsigned order; addresses of the kernel have their highest bit set.
    private final long[] starts;
    private final long[] ends;
    private final int[] nameStarts;
    private final int[] nameLengths;

    private SymbolTable(byte[] names, long[] starts, long[] ends, int[] nameStarts, int[] nameLengths) {
        this.names = names;
        this.starts = starts;
        this.ends = ends;
        this.nameStarts = nameStarts;
        this.nameLengths = nameLengths;
    }

    /// Returns the number of symbols; of several at one address only one counts.
    public int size() {
        return starts.length;
    }

    /// Returns the symbol whose range holds an address.
    public Optional<Symbol> at(long address) {
        int low = 0;
        int high = starts.length - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            if (Long.compareUnsigned(starts[middle], address) <= 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high >= 0 && Long.compareUnsigned(address, ends[high]) < 0 ? Optional.of(symbol(high)) : Optional.empty();
    }

    /// Returns the first symbol with the name.
    public Optional<Symbol> named(String name) {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < starts.length; i++) {
            int from = nameStarts[i];
            if (nameLengths[i] == wanted.length && Arrays.equals(names, from, from + wanted.length, wanted, 0, wanted.length)) {
                return Optional.of(symbol(i));
            }
        }
        return Optional.empty();
    }

    private Symbol symbol(int index) {
        var name = new String(names, nameStarts[index], nameLengths[index], StandardCharsets.UTF_8);
        return new Symbol(name, starts[index], ends[index]);
    }

    /// Collects symbols in any order.
    public static final class Builder {
        /// A symbol of unknown size ends at the next one, but is not longer than this.
        private static final long MAX_GUESSED_BYTES = 1 << 20;

        private final byte[] names;
        private long[] starts = new long[256];
        private long[] sizes = new long[256];
        private int[] nameStarts = new int[256];
        private int[] nameLengths = new int[256];
        private byte[] ranks = new byte[256];
        private int count;

        /// Creates a builder.
        ///
        /// @param names the bytes that hold all names; not copied
        public Builder(byte[] names) {
            this.names = names;
        }

        /// Adds a symbol.
        ///
        /// @param start its address
        /// @param size its size in bytes, 0 if not known
        /// @param nameStart where its name begins
        /// @param nameLength how many bytes its name has
        /// @param rank which of several symbols at one address is kept: the one with the lowest rank, and of those the first
        public void add(long start, long size, int nameStart, int nameLength, int rank) {
            if (count == starts.length) {
                grow();
            }
            starts[count] = start;
            sizes[count] = size;
            nameStarts[count] = nameStart;
            nameLengths[count] = nameLength;
            ranks[count++] = (byte) rank;
        }

        private void grow() {
            starts = Arrays.copyOf(starts, count * 2);
            sizes = Arrays.copyOf(sizes, count * 2);
            nameStarts = Arrays.copyOf(nameStarts, count * 2);
            nameLengths = Arrays.copyOf(nameLengths, count * 2);
            ranks = Arrays.copyOf(ranks, count * 2);
        }

        /// Returns the table.
        public SymbolTable build() {
            long[] sorted = sortedStarts();
            var chosen = new int[sorted.length];
            Arrays.fill(chosen, -1);
            for (int i = 0; i < count; i++) {
                int place = Arrays.binarySearch(sorted, starts[i] ^ Long.MIN_VALUE);
                if (chosen[place] < 0 || ranks[i] < ranks[chosen[place]]) {
                    chosen[place] = i;
                }
            }
            var tableStarts = new long[sorted.length];
            var ends = new long[sorted.length];
            var tableNameStarts = new int[sorted.length];
            var tableNameLengths = new int[sorted.length];
            for (int place = 0; place < sorted.length; place++) {
                int i = chosen[place];
                tableStarts[place] = starts[i];
                long guessed = place + 1 < sorted.length
                        ? Math.min((sorted[place + 1] ^ Long.MIN_VALUE) - starts[i], MAX_GUESSED_BYTES)
                        : MAX_GUESSED_BYTES;
                ends[place] = starts[i] + (sizes[i] > 0 ? sizes[i] : guessed < 0 ? MAX_GUESSED_BYTES : guessed);
                tableNameStarts[place] = nameStarts[i];
                tableNameLengths[place] = nameLengths[i];
            }
            return new SymbolTable(names, tableStarts, ends, tableNameStarts, tableNameLengths);
        }

        /// The distinct addresses, ascending as unsigned numbers (their highest bit turned).
        private long[] sortedStarts() {
            var sorted = new long[count];
            for (int i = 0; i < count; i++) {
                sorted[i] = starts[i] ^ Long.MIN_VALUE;
            }
            Arrays.sort(sorted);
            int distinct = 0;
            for (int i = 0; i < count; i++) {
                if (i == 0 || sorted[i] != sorted[i - 1]) {
                    sorted[distinct++] = sorted[i];
                }
            }
            return Arrays.copyOf(sorted, distinct);
        }
    }
}
