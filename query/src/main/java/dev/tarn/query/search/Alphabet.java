package dev.tarn.query.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Optional;
import java.util.stream.IntStream;

/// The characters in classes: those of a class are in the same sets of an expression, so it cannot tell them apart.
///
/// @param firsts the first characters of ranges, ascending, from 0 on
/// @param classes the class of each range
/// @param ascii the class of each character of ASCII
/// @param examples a character of each class
record Alphabet(int[] firsts, byte[] classes, byte[] ascii, int[] examples) {
    private static final int MAX_CLASSES = 125;

    /// Returns the classes for some sets; empty if there are too many.
    static Optional<Alphabet> of(Collection<CharacterSet> sets) {
        int[] firsts = IntStream.concat(IntStream.of(0), sets.stream().flatMapToInt(set -> Arrays.stream(set.bounds())))
                .filter(first -> first <= Character.MAX_CODE_POINT).sorted().distinct().toArray();
        var numbers = new HashMap<BitSet, Integer>();
        var classes = new byte[firsts.length];
        var examples = new int[MAX_CLASSES];
        for (int i = 0; i < firsts.length; i++) {
            var in = new BitSet();
            int number = 0;
            for (var set : sets) {
                in.set(number++, set.contains(firsts[i]));
            }
            int known = numbers.size();
            int assigned = numbers.computeIfAbsent(in, _ -> known);
            if (assigned == MAX_CLASSES) {
                return Optional.empty();
            }
            classes[i] = (byte) assigned;
            examples[assigned] = firsts[i];
        }
        var ascii = new byte[0x80];
        for (int c = 0; c < ascii.length; c++) {
            ascii[c] = classes[rangeOf(firsts, c)];
        }
        return Optional.of(new Alphabet(firsts, classes, ascii, Arrays.copyOf(examples, numbers.size())));
    }

    private static int rangeOf(int[] firsts, int character) {
        int place = Arrays.binarySearch(firsts, character);
        return place >= 0 ? place : -place - 2;
    }

    int size() {
        return examples.length;
    }

    int classOf(int character) {
        return classes[rangeOf(firsts, character)];
    }
}
