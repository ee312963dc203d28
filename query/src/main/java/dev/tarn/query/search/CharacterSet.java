package dev.tarn.query.search;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/// A set of characters (code points).
///
/// @param bounds ranges that are ascending and do not touch: the first character of each, then the first one behind it
record CharacterSet(int[] bounds) {
    private static final int BEHIND_ALL = Character.MAX_CODE_POINT + 1;
    // The signs for kelvin and for a long s are the only characters beyond ASCII that are letters of it but for case.
    private static final int KELVIN = 0x212a;
    private static final int LONG_S = 0x17f;

    static final CharacterSet NONE = new CharacterSet(new int[0]);
    static final CharacterSet ALL = new CharacterSet(new int[] {0, BEHIND_ALL});
    static final CharacterSet NEWLINE = range('\n', '\n');
    static final CharacterSet DIGITS = range('0', '9');
    static final CharacterSet WORD = DIGITS.or(range('A', 'Z')).or(range('a', 'z')).or(range('_', '_'));
    static final CharacterSet SPACE = range('\t', '\n').or(range('\f', '\r')).or(range(' ', ' '));

    /// Returns the set of the characters from `first` to `last`, both included.
    static CharacterSet range(int first, int last) {
        return new CharacterSet(new int[] {first, last + 1});
    }

    /// Returns the set that POSIX has a name for; empty if there is none.
    static Optional<CharacterSet> posix(String name) {
        return Optional.ofNullable(switch (name) {
            case "alnum" -> DIGITS.or(range('A', 'Z')).or(range('a', 'z'));
            case "alpha" -> range('A', 'Z').or(range('a', 'z'));
            case "ascii" -> range(0, 0x7f);
            case "blank" -> range('\t', '\t').or(range(' ', ' '));
            case "cntrl" -> range(0, 0x1f).or(range(0x7f, 0x7f));
            case "digit" -> DIGITS;
            case "graph" -> range('!', '~');
            case "lower" -> range('a', 'z');
            case "print" -> range(' ', '~');
            case "punct" -> range('!', '/').or(range(':', '@')).or(range('[', '`')).or(range('{', '~'));
            case "space" -> range('\t', '\r').or(range(' ', ' '));
            case "upper" -> range('A', 'Z');
            case "word" -> WORD;
            case "xdigit" -> DIGITS.or(range('A', 'F')).or(range('a', 'f'));
            default -> null;
        });
    }

    boolean contains(int character) {
        int place = Arrays.binarySearch(bounds, character);
        // Between a first character and a bound behind it is where an even place would be found or an odd one is missing.
        return place >= 0 ? place % 2 == 0 : (-place - 1) % 2 == 1;
    }

    CharacterSet or(CharacterSet other) {
        int[] all = IntStream.concat(Arrays.stream(bounds), Arrays.stream(other.bounds)).sorted().distinct()
                .filter(bound -> isBound(bound, contains(bound) || other.contains(bound), other)).toArray();
        return new CharacterSet(all);
    }

    private boolean isBound(int bound, boolean isInside, CharacterSet other) {
        return bound == 0 || isInside != (contains(bound - 1) || other.contains(bound - 1));
    }

    CharacterSet negated() {
        boolean fromZero = bounds.length > 0 && bounds[0] == 0;
        boolean toEnd = bounds.length > 0 && bounds[bounds.length - 1] == BEHIND_ALL;
        var inside = Arrays.stream(bounds).skip(fromZero ? 1 : 0).limit(bounds.length - (fromZero ? 1 : 0) - (toEnd ? 1 : 0));
        var before = fromZero ? IntStream.empty() : IntStream.of(0);
        var behind = toEnd ? IntStream.empty() : IntStream.of(BEHIND_ALL);
        return new CharacterSet(IntStream.concat(before, IntStream.concat(inside, behind)).toArray());
    }

    /// Returns the set with the other case of each letter; empty if there are characters beyond ASCII in it.
    Optional<CharacterSet> ignoringCase() {
        if (bounds.length > 0 && bounds[bounds.length - 1] > 0x80) {
            return Optional.empty();
        }
        var both = this;
        for (int lower = 'a'; lower <= 'z'; lower++) {
            int upper = lower - 'a' + 'A';
            if (contains(lower) || contains(upper)) {
                both = both.or(range(lower, lower)).or(range(upper, upper));
            }
        }
        both = contains('k') || contains('K') ? both.or(range(KELVIN, KELVIN)) : both;
        return Optional.of(contains('s') || contains('S') ? both.or(range(LONG_S, LONG_S)) : both);
    }

    /// Returns the character if there is just one.
    Optional<Integer> only() {
        return bounds.length == 2 && bounds[1] == bounds[0] + 1 ? Optional.of(bounds[0]) : Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CharacterSet(int[] others) && Arrays.equals(bounds, others);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    @Override
    public String toString() {
        return Arrays.toString(bounds);
    }
}
