package dev.tarn.query.search;

import java.util.List;

/// What a regular expression says, as far as it decides whether there is a match and where: groups are only what they hold.
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
    /// @param greedy whether more is preferred to less
    record Repeat(RegexpTree part, int min, int max, boolean greedy) implements RegexpTree {}

    /// What is true between two characters.
    enum Assertion implements RegexpTree {
        TEXT_START, TEXT_END, LINE_START, LINE_END, WORD_BOUNDARY, NO_WORD_BOUNDARY;

        private Assertion reversed() {
            return switch (this) {
                case TEXT_START -> TEXT_END;
                case TEXT_END -> TEXT_START;
                case LINE_START -> LINE_END;
                case LINE_END -> LINE_START;
                case WORD_BOUNDARY, NO_WORD_BOUNDARY -> this;
            };
        }
    }

    /// Returns what matches the same texts read backwards.
    static RegexpTree reversed(RegexpTree tree) {
        return switch (tree) {
            case Characters characters -> characters;
            case Sequence(var parts) -> new Sequence(parts.reversed().stream().map(RegexpTree::reversed).toList());
            case Choice(var alternatives) -> new Choice(alternatives.stream().map(RegexpTree::reversed).toList());
            case Repeat(var part, int min, int max, boolean greedy) -> new Repeat(reversed(part), min, max, greedy);
            case Assertion assertion -> assertion.reversed();
        };
    }

    /// Returns whether something is repeated that may match the empty text.
    static boolean repeatsEmpty(RegexpTree tree) {
        return switch (tree) {
            case Characters _, Assertion _ -> false;
            case Sequence(var parts) -> parts.stream().anyMatch(RegexpTree::repeatsEmpty);
            case Choice(var alternatives) -> alternatives.stream().anyMatch(RegexpTree::repeatsEmpty);
            case Repeat(var part, _, int max, _) -> repeatsEmpty(part) || max != 1 && mayBeEmpty(part);
        };
    }

    private static boolean mayBeEmpty(RegexpTree tree) {
        return switch (tree) {
            case Characters _ -> false;
            case Assertion _ -> true;
            case Sequence(var parts) -> parts.stream().allMatch(RegexpTree::mayBeEmpty);
            case Choice(var alternatives) -> alternatives.stream().anyMatch(RegexpTree::mayBeEmpty);
            case Repeat(var part, int min, _, _) -> min == 0 || mayBeEmpty(part);
        };
    }
}
