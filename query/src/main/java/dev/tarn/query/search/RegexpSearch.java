package dev.tarn.query.search;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Finds out whether a regular expression matches somewhere in a text, in time linear in the text's length.
///
/// For one thread at a time.
public final class RegexpSearch {
    // What becomes of bytes that are no UTF-8.
    private static final char NO_CHARACTER = '\ufffd';
    // Shorter texts are not found sooner than the automaton sees that they are missing.
    private static final int MIN_REQUIRED = 3;

    private final Pattern pattern;
    private final Optional<LazyAutomaton> automaton;
    private final Optional<ByteSearch> required;
    private final Optional<RegexpTree> tree;
    // Made when it is first asked for: most searches need none.
    private Optional<MatchFinder> finder = Optional.empty();
    private boolean finderMade;

    private RegexpSearch(Pattern pattern) {
        this.pattern = pattern;
        tree = RegexpParser.parse(pattern.pattern());
        automaton = tree.flatMap(LazyAutomaton::of);
        int minRequired = automaton.isPresent() ? MIN_REQUIRED : 1;
        required = tree.flatMap(RequiredText::of).filter(text -> text.length() >= minRequired).map(ByteSearch::exact);
    }

    /// Makes the search for an expression.
    ///
    /// @throws PatternSyntaxException if it is none
    public static RegexpSearch of(String regexp) {
        return new RegexpSearch(Regexps.compile(regexp));
    }

    /// Returns whether there is a match in a range of bytes that should be UTF-8.
    public boolean isIn(byte[] utf8, int start, int length) {
        if (isRequiredMissing(utf8, start, length)) {
            return false;
        }
        var answer = automaton.isPresent() ? automaton.get().find(utf8, start, length) : LazyAutomaton.Answer.UNKNOWN;
        return switch (answer) {
            case MATCH -> true;
            case NO_MATCH -> false;
            case UNKNOWN -> isInByPattern(Arrays.copyOfRange(utf8, start, start + length));
        };
    }

    /// Returns whether it is soon seen that there is no match in a range of bytes; says nothing of what is no UTF-8, and may say nothing of other
    /// bytes.
    public boolean isMissing(byte[] utf8, int start, int length) {
        return isRequiredMissing(utf8, start, length)
                || automaton.isPresent() && automaton.get().find(utf8, start, length) == LazyAutomaton.Answer.NO_MATCH;
    }

    /// Returns whether bytes are missing in a range without which no match can lie in it, whatever is around the range.
    public boolean isRequiredMissing(byte[] utf8, int start, int length) {
        return required.isPresent() && !required.get().isIn(utf8, start, length);
    }

    /// Returns what finds matches in ASCII, if there is something faster than the expression itself.
    public Optional<MatchFinder> finder() {
        if (!finderMade) {
            finder = tree.flatMap(MatchFinder::of);
            finderMade = true;
        }
        return finder.filter(it -> !it.isTooLarge());
    }

    /// Returns the expression, for who needs to know what matches.
    public Pattern pattern() {
        return pattern;
    }

    /// Returns whether there is a match in a string.
    public boolean isIn(String text) {
        return pattern.matcher(text).find();
    }

    // Over UTF-8 RE2/J 1.8 takes what follows a character of several bytes for the start of the text.
    private boolean isInByPattern(byte[] utf8) {
        var text = new String(utf8, StandardCharsets.UTF_8);
        boolean isLonger = text.length() < utf8.length && text.indexOf(NO_CHARACTER) < 0;
        return isLonger ? pattern.matcher(text).find() : pattern.matcher(utf8).find();
    }
}
