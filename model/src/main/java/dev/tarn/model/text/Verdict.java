package dev.tarn.model.text;

import java.util.Optional;

/// What the beginning of a text says about the format that the text is in.
///
/// @param certain whether more of the text would not change it
/// @param problem why the text is not in the format, if it is not
public record Verdict(boolean certain, Optional<String> problem) {
    /// The text is in the format.
    public static final Verdict YES = new Verdict(true, Optional.empty());
    /// The text is in the format as far as it goes.
    public static final Verdict SO_FAR = new Verdict(false, Optional.empty());

    /// Returns that the text is not in the format.
    public static Verdict no(String problem) {
        return new Verdict(true, Optional.of(problem));
    }
}
