package dev.tarn.query.parse;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The lines of a text and its length in bytes, counted once, so that each place is found without going through the text again.
final class TextIndex {
    private static final int STEP = 256;

    private final String text;
    private final int[] lineStarts;
    // The bytes before each character whose offset is a multiple of the step.
    private final int[] bytesBefore;

    TextIndex(String text) {
        this.text = text;
        lineStarts = IntStream.concat(IntStream.of(0),
                IntStream.range(0, text.length()).filter(i -> text.charAt(i) == '\n').map(i -> i + 1)).toArray();
        bytesBefore = new int[text.length() / STEP + 1];
        for (int i = 1; i < bytesBefore.length; i++) {
            bytesBefore[i] = bytesBefore[i - 1] + bytes((i - 1) * STEP, i * STEP);
        }
    }

    /// Returns the line, from 0, of a place.
    int line(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found : -found - 2;
    }

    /// Returns where a line begins.
    int start(int line) {
        return lineStarts[line];
    }

    /// Returns where a line ends, before its line end.
    int end(int line) {
        return line + 1 < lineStarts.length ? lineStarts[line + 1] - 1 : text.length();
    }

    /// Returns how many bytes of UTF-8 are before a place; all behind the end.
    int bytes(int offset) {
        int place = Math.min(offset, text.length());
        int step = place / STEP;
        return bytesBefore[step] + bytes(step * STEP, place);
    }

    /// Returns the place that has so many bytes before it, the end if there are fewer.
    int offset(int bytes) {
        int found = Arrays.binarySearch(bytesBefore, bytes);
        int step = Math.max(0, found >= 0 ? found : -found - 2);
        int offset = step * STEP;
        for (int before = bytesBefore[step]; before < bytes && offset < text.length(); offset++) {
            before += bytes(offset, offset + 1);
        }
        return offset;
    }

    private int bytes(int from, int to) {
        int bytes = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                // Half of four, or a question mark.
                bytes += isPaired(i) ? 2 : 1;
            } else {
                bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
            }
        }
        return bytes;
    }

    private boolean isPaired(int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
