package dev.tarn.query.search;

import java.util.List;

/// What a regular expression says, as far as it decides whether there is a match: groups are only what they hold.
sealed interface RegexpTree {
    /// No limit to how often something is repeated.
    int UNLIMITED = -1;

    /// One character of a set.
    record Characters(CharacterSet set) implements RegexpTree {}

    /// One after another; with no parts, the empty text.
    record Sequence(List<RegexpTree> parts) implements RegexpTree {}

    /// Any of some.
    record Choice(List<RegexpTree> alternatives) implements RegexpTree {}

    /// The same again and again.
    ///
    /// @param max [#UNLIMITED] if there is none
    record Repeat(RegexpTree part, int min, int max) implements RegexpTree {}

    /// What is true between two characters.
    enum Assertion implements RegexpTree {
        TEXT_START, TEXT_END, LINE_START, LINE_END, WORD_BOUNDARY, NO_WORD_BOUNDARY
    }
}
