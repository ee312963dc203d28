package dev.tarn.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// Text set in lines of a width at most, paragraph by paragraph, with as little raggedness as possible: the sum of the squares
/// of what remains free in each line but the last is minimal.
final class Paragraphs {
    // More than the squares of any paragraph: a word that does not fit stands alone.
    private static final long TOO_LONG = 100_000;

    private Paragraphs() {
    }

    /// Returns the lines; an empty one between paragraphs.
    ///
    /// @param text paragraphs with empty lines between them
    /// @param width the length that lines should not exceed, in characters
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.strip().split("\n\n+")) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(lines(paragraph.strip().replace('\n', ' ').split(" "), width));
        }
        return lines;
    }

    private static List<String> lines(String[] words, int width) {
        long[] cost = new long[words.length + 1];
        int[] end = new int[words.length];
        for (int first = words.length - 1; first >= 0; first--) {
            cost[first] = Long.MAX_VALUE;
            int length = -1;
            for (int last = first; last < words.length; last++) {
                length += 1 + words[last].length();
                long total = lineCost(length, width, last == words.length - 1) + cost[last + 1];
                if (total < cost[first]) {
                    cost[first] = total;
                    end[first] = last + 1;
                }
                if (length > width) {
                    break;
                }
            }
        }
        Deque<String> lines = new ArrayDeque<>();
        for (int first = 0; first < words.length; first = end[first]) {
            lines.add(String.join(" ", Arrays.asList(words).subList(first, end[first])));
        }
        return List.copyOf(lines);
    }

    private static long lineCost(int length, int width, boolean last) {
        long free = width - length;
        return free < 0 ? TOO_LONG + free * free : last ? 0 : free * free;
    }
}
