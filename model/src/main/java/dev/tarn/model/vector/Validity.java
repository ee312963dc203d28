package dev.tarn.model.vector;

import java.util.Arrays;

/// Which values of a vector are not null: a bitmap, or none when all are valid. Immutable.
public final class Validity {
    /// All values are valid.
    public static final Validity ALL = new Validity(new long[0]);

    private final long[] words;

    private Validity(long[] words) {
        this.words = words;
    }

    /// Returns the validity of a bitmap: bit i of word i/64 is set when value i is valid. The array is not copied.
    public static Validity of(long[] words) {
        return new Validity(words);
    }

    /// Returns the validity of a vector without a valid value.
    ///
    /// @param length the length of the vector
    public static Validity none(int length) {
        return new Validity(new long[wordCount(Math.max(length, 1))]);
    }

    /// Returns the validity of values of which those are valid for which there is a 1 and not a 0.
    public static Validity ofNumbers(long[] numbers) {
        var words = new long[wordCount(Math.max(numbers.length, 1))];
        for (int i = 0; i < numbers.length; i++) {
            words[i >>> 6] |= numbers[i] << i;
        }
        return new Validity(words);
    }

    /// Returns the number of words that a bitmap for so many values has.
    public static int wordCount(int length) {
        return (length + 63) >>> 6;
    }

    /// Returns whether all values are known to be valid.
    public boolean isAll() {
        return words.length == 0;
    }

    /// Returns whether the value of a row is valid.
    public boolean isValid(int row) {
        return words.length == 0 || (words[row >>> 6] & 1L << row) != 0;
    }

    /// Returns the number of valid values among the first `length`.
    public int count(int length) {
        if (isAll()) {
            return length;
        }
        int count = 0;
        for (int i = 0; i < length >>> 6; i++) {
            count += Long.bitCount(words[i]);
        }
        return (length & 63) == 0 ? count : count + Long.bitCount(words[length >>> 6] & (1L << length) - 1);
    }

    /// Returns what is valid in both.
    public Validity and(Validity other) {
        if (isAll() || this == other) {
            return other;
        }
        if (other.isAll()) {
            return this;
        }
        var both = new long[Math.min(words.length, other.words.length)];
        for (int i = 0; i < both.length; i++) {
            both[i] = words[i] & other.words[i];
        }
        return new Validity(both);
    }

    /// Returns what is valid in either.
    public Validity or(Validity other) {
        if (isAll() || other.isAll()) {
            return ALL;
        }
        var either = new long[Math.min(words.length, other.words.length)];
        for (int i = 0; i < either.length; i++) {
            either[i] = words[i] | other.words[i];
        }
        return new Validity(either);
    }

    /// Returns for each value what `ones` says where this is valid, and what `zeros` says where it is not.
    ///
    /// @param length the number of values
    public Validity choose(Validity ones, Validity zeros, int length) {
        var chosen = new long[wordCount(Math.max(length, 1))];
        for (int i = 0; i < wordCount(length); i++) {
            chosen[i] = word(i) & ones.word(i) | ~word(i) & zeros.word(i);
        }
        return new Validity(chosen);
    }

    private long word(int i) {
        return isAll() ? -1 : words[i];
    }

    /// Returns the validity of the given rows, in that order.
    public Validity gather(int[] rows) {
        if (isAll()) {
            return this;
        }
        var gathered = new long[wordCount(Math.max(rows.length, 1))];
        for (int i = 0; i < rows.length; i++) {
            if (isValid(rows[i])) {
                gathered[i >>> 6] |= 1L << i;
            }
        }
        return new Validity(gathered);
    }

    /// Returns the validity of the rows from one to before another.
    public Validity slice(int from, int to) {
        if (isAll()) {
            return this;
        }
        var slice = new long[wordCount(Math.max(to - from, 1))];
        for (int i = 0; i < slice.length; i++) {
            int at = (from >>> 6) + i;
            long low = at < words.length ? words[at] >>> from : 0;
            // A shift by 64 would shift by nothing.
            slice[i] = low | ((from & 63) > 0 && at + 1 < words.length ? words[at + 1] << -from : 0);
        }
        return new Validity(slice);
    }

    /// Collects the validity of values one after another; costs nothing until the first null.
    public static final class Builder {
        private static final long[] NOTHING = new long[0];

        private long[] words = NOTHING;
        private boolean nulls;

        /// Says that the value of a row is valid. Rows come in order, each once.
        public void valid(int row) {
            if (nulls) {
                reserve(row);
                words[row >>> 6] |= 1L << row;
            }
        }

        /// Says that the values of some rows are valid. Rows come in order, each once.
        public void valid(int first, int count) {
            for (int row = first; nulls && row < first + count; row++) {
                valid(row);
            }
        }

        /// Says that the value of a row is null. Rows come in order, each once.
        public void invalid(int row) {
            if (!nulls) {
                nulls = true;
                words = new long[Math.max(wordCount(row + 1), 1)];
                Arrays.fill(words, 0, row >>> 6, -1L);
                words[row >>> 6] = (1L << row) - 1;
            } else {
                reserve(row);
            }
        }

        private void reserve(int row) {
            if (row >>> 6 >= words.length) {
                words = Arrays.copyOf(words, Math.max(words.length * 2, (row >>> 6) + 1));
            }
        }

        /// Returns the validity of what was collected and begins anew.
        public Validity build() {
            var built = nulls ? new Validity(words) : ALL;
            words = NOTHING;
            nulls = false;
            return built;
        }
    }
}
