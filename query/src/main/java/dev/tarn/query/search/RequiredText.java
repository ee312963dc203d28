package dev.tarn.query.search;

import java.util.Optional;

/// Finds a text that every match of a pattern contains, so that what does not contain it need not be tried.
public final class RequiredText {
    private final StringBuilder current = new StringBuilder();
    private String longest = "";

    private RequiredText() {}

    /// Returns the longest text that is easily seen to be in every match of a valid regular expression; empty if there is none.
    public static Optional<String> ofRegexp(String regexp) {
        return RegexpParser.parse(regexp).flatMap(RequiredText::of);
    }

    static Optional<String> of(RegexpTree tree) {
        var finder = new RequiredText();
        finder.add(tree);
        finder.end();
        return finder.longest.isEmpty() ? Optional.empty() : Optional.of(finder.longest);
    }

    private void add(RegexpTree tree) {
        switch (tree) {
            case RegexpTree.Characters(var set) -> set.only().ifPresentOrElse(current::appendCodePoint, this::end);
            case RegexpTree.Sequence(var parts) -> parts.forEach(this::add);
            case RegexpTree.Choice _ -> end();
            case RegexpTree.Repeat(var part, int min, int max, _) -> addRepeated(part, min, max);
            case RegexpTree.Assertion _ -> { }
        }
    }

    private void addRepeated(RegexpTree part, int min, int max) {
        if (min > 0) {
            add(part);
        }
        if (min == 1 && max == 1) {
            return;
        }
        end();
        // The last time that it comes is right before what follows; to see so much of one character is enough.
        if (min > 0 && part instanceof RegexpTree.Characters) {
            add(part);
        }
    }

    private void end() {
        if (current.length() > longest.length()) {
            longest = current.toString();
        }
        current.setLength(0);
    }
}
