package dev.tarn.model.zson;

import dev.tarn.model.InputException;
import dev.tarn.model.text.TextInput;
import dev.tarn.model.text.Verdict;
import dev.tarn.model.vector.MixedBuilder;
import java.util.Arrays;

/// Tells whether the beginning of some text is ZSON: its first value is.
public final class ZsonDetection {
    private ZsonDetection() {}

    /// Judges the beginning of a text.
    ///
    /// @param whole whether this is all of it
    public static Verdict judge(byte[] text, int length, boolean whole) {
        var input = new TextInput(Arrays.copyOf(text, length));
        try {
            return new ZsonReader(input).next(new MixedBuilder()) || whole ? Verdict.YES : Verdict.SO_FAR;
        } catch (InputException e) {
            // What is wrong may be only that the text is cut off.
            return whole || !input.reachedEnd() ? Verdict.no(e.problem()) : Verdict.SO_FAR;
        }
    }
}
