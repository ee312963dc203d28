package dev.tarn.query.search;

import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Refuses regular expressions that grow too large when their repetitions are written out, as Go does, and writes two things that Go
/// takes in a way that RE2/J takes as well: a brace that is itself and is repeated (`x{+`), and what is to be there no time at all
/// (`(a){0}`, whose group matches nothing, but is counted).
///
/// This only counts: what is no regular expression at all is left to the one who compiles it.
final class RegexpSize {
    private static final int MAX_REPEATS = 1000;
    private static final int MAX_DEPTH = 1000;
    private static final long MAX_SIZE = 3_000_000;

    private final String regexp;
    private final Deque<Part> groups = new ArrayDeque<>();
    private final List<Capture> captures = new ArrayList<>();
    private final Deque<Edit> edits = new ArrayDeque<>();
    private Part group = new Part(0);
    private int at;

    /// The beginning of a group that is remembered.
    private record Capture(int start, String text) {}

    /// What is to stand in place of a piece of the expression.
    private record Edit(int start, int end, String text) {}

    /// What was seen of a group so far.
    private static final class Part {
        // Of the last thing, which a repetition would repeat; 0 for none.
        private long lastSize;
        private long lastRepeats;
        private int lastStart;
        private boolean isRepeated;
        private long repeatsBeforeLast = 1;
        private long size;
        private long repeats = 1;
        private final int start;

        Part(int start) {
            this.start = start;
        }

        void add(long ofThing, long repeatsInIt, int startOfThing) {
            size += ofThing;
            repeatsBeforeLast = repeats;
            repeats = Math.max(repeats, repeatsInIt);
            lastSize = ofThing;
            lastRepeats = repeatsInIt;
            lastStart = startOfThing;
            isRepeated = false;
        }
    }

    private RegexpSize(String regexp) {
        this.regexp = regexp;
    }

    /// Returns the expression as it is to be compiled.
    ///
    /// @throws PatternSyntaxException if there are more than 1000 repetitions in each other, or 1000 groups, or if all is too large
    static String checked(String regexp) {
        if (regexp.indexOf('{') < 0 && regexp.length() <= MAX_DEPTH) {
            return regexp;
        }
        var size = new RegexpSize(regexp);
        size.check();
        return size.edited();
    }

    private String edited() {
        var text = new StringBuilder();
        int copied = 0;
        for (var edit : edits) {
            text.append(regexp, copied, edit.start()).append(edit.text());
            copied = edit.end();
        }
        return text.append(regexp, copied, regexp.length()).toString();
    }

    private void check() {
        while (at < regexp.length()) {
            char c = regexp.charAt(at);
            switch (c) {
                case '\\' -> escape();
                case '[' -> characters();
                case '(' -> open();
                case ')' -> {
                    at++;
                    if (groups.isEmpty()) {
                        return;
                    }
                    close();
                }
                case '|' -> {
                    at++;
                    group.lastSize = 0;
                }
                case '*', '+', '?' -> {
                    at++;
                    group.isRepeated = true;
                }
                case '{' -> repetition();
                default -> one(behind(at));
            }
            if (group.size > MAX_SIZE) {
                throw new PatternSyntaxException("expression too large", regexp);
            }
        }
    }

    /// Returns the position behind the character at one.
    private int behind(int position) {
        return position < regexp.length() ? position + Character.charCount(regexp.codePointAt(position)) : position + 1;
    }

    private void one(int end) {
        group.add(1, 1, at);
        at = end;
    }

    private void escape() {
        int next = behind(at + 1);
        if (regexp.startsWith("\\Q", at)) {
            int end = regexp.indexOf("\\E", next);
            group.add(Math.max(1, (end < 0 ? regexp.length() : end) - next), 1, at);
            // A repetition is one of the last character only.
            group.isRepeated = true;
            at = end < 0 ? regexp.length() : end + 2;
        } else if (next < regexp.length() && regexp.charAt(next) == '{' && "pPx".indexOf(regexp.charAt(at + 1)) >= 0) {
            one(after('}', next));
        } else {
            one(next);
        }
    }

    private int after(char end, int from) {
        int found = regexp.indexOf(end, from);
        return found < 0 ? regexp.length() : found + 1;
    }

    private void characters() {
        int next = at + 1;
        if (next < regexp.length() && regexp.charAt(next) == '^') {
            next++;
        }
        int first = next;
        while (next < regexp.length() && (regexp.charAt(next) != ']' || next == first)) {
            if (regexp.charAt(next) == '\\') {
                next += 2;
            } else if (regexp.startsWith("[:", next) && regexp.indexOf(":]", next) > 0) {
                next = regexp.indexOf(":]", next) + 2;
            } else {
                next++;
            }
        }
        one(next + 1);
    }

    private void open() {
        int start = at++;
        if (regexp.startsWith("?P<", at) || regexp.startsWith("?<", at)) {
            at = after('>', at);
            captures.add(new Capture(start, regexp.substring(start, at)));
        } else if (regexp.startsWith("?", at)) {
            while (at < regexp.length() && regexp.charAt(at) != ':' && regexp.charAt(at) != ')') {
                at++;
            }
            if (at++ < regexp.length() && regexp.charAt(at - 1) == ')') {
                return; // Only flags.
            }
        } else {
            captures.add(new Capture(start, "("));
        }
        groups.push(group);
        group = new Part(start);
        if (groups.size() >= MAX_DEPTH) {
            throw new PatternSyntaxException("expression nests too deeply", regexp);
        }
    }

    private void close() {
        var inner = group;
        group = groups.pop();
        group.add(inner.size + 1, inner.repeats, inner.start);
    }

    private void repetition() {
        int start = at++;
        int min = number();
        int max = min;
        if (min >= 0 && at < regexp.length() && regexp.charAt(at) == ',') {
            at++;
            max = at < regexp.length() && regexp.charAt(at) == '}' ? -1 : number();
        }
        if (min < 0 || at >= regexp.length() || regexp.charAt(at) != '}' || max < -1) {
            at = start;
            one(at + 1); // As Go has it, a brace that begins no repetition is itself.
            if (at < regexp.length() && isRepetition(regexp.charAt(at))) {
                edits.add(new Edit(start, at, "\\{"));
            }
            return;
        }
        at++;
        repeat(min, max, start);
    }

    private void repeat(int min, int max, int start) {
        if (group.lastSize == 0 || max >= 0 && min > max) {
            at = regexp.length(); // Who compiles it says what is wrong.
            return;
        }
        long times = Math.max(1, max < 0 ? min : max);
        long repeats = max == 0 ? 1 : group.lastRepeats * times;
        if (repeats > MAX_REPEATS && (min >= 2 || max >= 2)) {
            throw new PatternSyntaxException("invalid repeat count", regexp.substring(start, regexp.startsWith("?", at) ? at + 1 : at));
        }
        if (max == 0 && !group.isRepeated) {
            leaveOut();
            return;
        }
        group.isRepeated = true;
        group.size += group.lastSize * (times - 1);
        group.repeats = Math.max(group.repeats, repeats);
        group.lastSize *= times;
        group.lastRepeats = repeats;
    }

    /// Writes in place of what is there no time at all something that is never there, with the same groups.
    private void leaveOut() {
        int end = regexp.startsWith("?", at) ? at + 1 : at;
        if (end < regexp.length() && isRepetition(regexp.charAt(end))) {
            return; // Who compiles it says that it is repeated twice.
        }
        at = end;
        int start = group.lastStart;
        var text = new StringBuilder("(?:\\b\\B");
        captures.stream().filter(capture -> capture.start() >= start).forEach(capture -> text.append(capture.text()).append(')'));
        while (!edits.isEmpty() && edits.getLast().start() >= start) {
            edits.removeLast();
        }
        edits.add(new Edit(start, end, text.append(")?").toString()));
        group.size -= group.lastSize - 1;
        group.repeats = group.repeatsBeforeLast;
        group.lastSize = 1;
        group.lastRepeats = 1;
        group.isRepeated = true;
    }

    private static boolean isRepetition(char c) {
        return c == '*' || c == '+' || c == '?' || c == '{';
    }

    /// Reads a number; returns -2 if there is none, and something too large for one that is too long.
    private int number() {
        int start = at;
        while (at < regexp.length() && Character.digit(regexp.charAt(at), 10) >= 0 && regexp.charAt(at) < 128) {
            at++;
        }
        return at == start ? -2 : at - start > 6 ? MAX_REPEATS + 1 : Integer.parseInt(regexp.substring(start, at));
    }
}
