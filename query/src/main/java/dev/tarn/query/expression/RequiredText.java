package dev.tarn.query.expression;

import java.util.Optional;

/// Finds a text that every match of a pattern contains, so that what does not contain it need not be tried.
final class RequiredText {
    private static final String CLASSES = "dwsDWSbBAz";

    private final String regexp;
    private final StringBuilder current = new StringBuilder();
    private String longest = "";
    private int at;

    private RequiredText(String regexp) {
        this.regexp = regexp;
    }

    /// Returns the longest text that is easily seen to be in every match of a regular expression; empty if there is none.
    static Optional<String> ofRegexp(String regexp) {
        var finder = new RequiredText(regexp);
        return finder.isUnderstood() && !finder.longest.isEmpty() ? Optional.of(finder.longest) : Optional.empty();
    }

    /// Returns the longest text that is in every match of a glob; empty if there is none.
    static Optional<String> ofGlob(String glob) {
        var finder = new RequiredText("");
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '\\' && i + 1 < glob.length() && glob.charAt(i + 1) == '*') {
                finder.current.append(glob.charAt(++i));
            } else if (c == '*') {
                finder.end();
            } else {
                finder.current.append(c);
            }
        }
        finder.end();
        return finder.longest.isEmpty() ? Optional.empty() : Optional.of(finder.longest);
    }

    /// Takes the expression apart; returns false at what makes a text less than required, or may do so.
    private boolean isUnderstood() {
        while (at < regexp.length()) {
            char c = regexp.charAt(at++);
            boolean understood = switch (c) {
                case '|', '{', ')' -> false;
                case '(' -> skipGroup();
                case '[' -> takeClass();
                case '\\' -> takeEscape();
                case '.', '^', '$' -> endBeforeQuantified();
                case '*', '?' -> dropLast();
                case '+' -> repeatLast();
                default -> {
                    current.append(c);
                    yield true;
                }
            };
            if (!understood) {
                return false;
            }
        }
        end();
        return true;
    }

    private void end() {
        if (current.length() > longest.length()) {
            longest = current.toString();
        }
        current.setLength(0);
    }

    private boolean endBeforeQuantified() {
        end();
        return skipQuantifier();
    }

    /// Passes over what says how often something comes that is no text of ours.
    private boolean skipQuantifier() {
        if (at < regexp.length() && "*+?".indexOf(regexp.charAt(at)) >= 0) {
            at++;
            skipLazy();
        }
        return at >= regexp.length() || regexp.charAt(at) != '{';
    }

    private void skipLazy() {
        if (at < regexp.length() && regexp.charAt(at) == '?') {
            at++;
        }
    }

    // The character before may be missing.
    private boolean dropLast() {
        if (current.isEmpty()) {
            return false;
        }
        current.setLength(current.offsetByCodePoints(current.length(), -1));
        end();
        skipLazy();
        return true;
    }

    // The last time that the character before comes is right before what follows.
    private boolean repeatLast() {
        if (current.isEmpty()) {
            return false;
        }
        var last = current.substring(current.offsetByCodePoints(current.length(), -1));
        end();
        current.append(last);
        skipLazy();
        return true;
    }

    // A group may hold alternatives; one that begins with a question mark may change what everything behind it means.
    private boolean skipGroup() {
        end();
        int depth = 1;
        if (at < regexp.length() && regexp.charAt(at) == '?') {
            return false;
        }
        while (depth > 0) {
            if (at >= regexp.length()) {
                return false;
            }
            switch (regexp.charAt(at++)) {
                case '\\' -> at++;
                case '(' -> {
                    if (at < regexp.length() && regexp.charAt(at) == '?') {
                        return false;
                    }
                    depth++;
                }
                case ')' -> depth--;
                case '[' -> {
                    if (endOfClass() < 0) {
                        return false;
                    }
                    at = endOfClass() + 1;
                }
                default -> { }
            }
        }
        return skipQuantifier();
    }

    private boolean takeClass() {
        int close = endOfClass();
        if (close < 0) {
            return false;
        }
        boolean isOneCharacter = close == at + 1 && regexp.charAt(at) != '^' && !Character.isSurrogate(regexp.charAt(at));
        if (isOneCharacter) {
            current.append(regexp.charAt(at));
            at = close + 1;
            return true;
        }
        at = close + 1;
        return endBeforeQuantified();
    }

    /// Returns where the class ends whose inside begins here; negative if it has anything in it that is hard to see through.
    private int endOfClass() {
        int i = at;
        if (i < regexp.length() && regexp.charAt(i) == '^') {
            i++;
        }
        for (int first = i; i < regexp.length(); i++) {
            char c = regexp.charAt(i);
            if (c == '\\' || c == '[') {
                return -1;
            }
            if (c == ']' && i > first) {
                return i;
            }
        }
        return -1;
    }

    private boolean takeEscape() {
        if (at >= regexp.length()) {
            return false;
        }
        char c = regexp.charAt(at++);
        if (CLASSES.indexOf(c) >= 0) {
            return endBeforeQuantified();
        }
        if (c >= 0x80 || Character.isLetterOrDigit(c)) {
            return false;
        }
        current.append(c);
        return true;
    }
}
