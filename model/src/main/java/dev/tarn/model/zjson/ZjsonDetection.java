package dev.tarn.model.zjson;

import dev.tarn.model.InputException;
import dev.tarn.model.text.TextInput;
import dev.tarn.model.text.Verdict;
import dev.tarn.model.vector.MixedBuilder;
import java.util.Arrays;

/// Tells whether the beginning of some text is ZJSON: its first value is.
public final class ZjsonDetection {
    private static final byte[] TYPE = {'{', '"', 't', 'y', 'p', 'e', '"', ':', '{'};
    private static final byte[] VALUE = {'{', '"', 'v', 'a', 'l', 'u', 'e', '"', ':'};

    private ZjsonDetection() {}

    /// Judges the beginning of a text.
    ///
    /// @param whole whether this is all of it
    public static Verdict judge(byte[] text, int length, boolean whole) {
        // Most text shows at once that it is not.
        int last = Math.max(beginning(TYPE, text, length), beginning(VALUE, text, length));
        if (last < 0 || last < TYPE.length && whole) {
            return Verdict.no("malformed ZJSON: expected an object with \"type\" and \"value\"");
        }
        if (last < TYPE.length) {
            return Verdict.SO_FAR;
        }
        var input = new TextInput(Arrays.copyOf(text, length));
        try {
            new ZjsonReader(input).next(new MixedBuilder());
            return Verdict.YES;
        } catch (InputException e) {
            // What is wrong may be only that the text is cut off.
            return whole || !input.reachedEnd() ? Verdict.no(e.problem()) : Verdict.SO_FAR;
        }
    }

    /// Returns how many bytes of a beginning the text has, white space left out; -1 if it begins otherwise.
    private static int beginning(byte[] beginning, byte[] text, int length) {
        int matched = 0;
        for (int at = 0; at < length && matched < beginning.length; at++) {
            byte c = text[at];
            if (c == beginning[matched]) {
                matched++;
            } else if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return -1;
            }
        }
        return matched;
    }
}
