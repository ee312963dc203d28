package dev.tarn.formats.json;

import dev.tarn.model.InputException;
import dev.tarn.model.text.Verdict;
import dev.tarn.model.vector.MixedBuilder;

/// Tells whether the beginning of some text is JSON: its first values are.
public final class JsonDetection {
    // A stream of ZSON may begin with values that are JSON too.
    private static final int WANTED_VALUES = 10;

    private JsonDetection() {}

    /// Judges the beginning of a text.
    ///
    /// @param whole whether this is all of it
    public static Verdict judge(byte[] text, int length, boolean whole) {
        var decoder = new JsonDecoder();
        decoder.begin(text, 0, length, 0);
        var values = new MixedBuilder();
        try {
            while (values.length() < WANTED_VALUES) {
                if (!decoder.next(values)) {
                    return whole ? Verdict.YES : Verdict.SO_FAR;
                }
            }
            return Verdict.YES;
        } catch (InputException.AtEnd e) {
            return whole ? Verdict.no(e.problem()) : Verdict.SO_FAR;
        } catch (InputException e) {
            return Verdict.no(e.problem());
        }
    }
}
