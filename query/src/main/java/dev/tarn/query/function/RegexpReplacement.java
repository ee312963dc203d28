package dev.tarn.query.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.tarn.query.search.MatchFinder;
import dev.tarn.query.search.RegexpSearch;
import dev.tarn.query.search.Regexps;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What takes the place of each match of a regular expression: a template where `$1`, `$name` and `${name}` stand for what groups match,
/// and `$$` for a dollar sign. A name is the longest sequence of letters, digits and underscores; a group that is not there is empty.
///
/// Which matches are replaced, and what a template means, is as Go's package regexp documents it (`ReplaceAll`, `Expand`).
final class RegexpReplacement {
    /// A part of a template.
    private sealed interface Piece {
        /// Bytes as they are.
        record Text(byte[] bytes) implements Piece {}

        /// What a group matched.
        record Group(int number) implements Piece {}
    }

    // More digits than the number of any group has.
    private static final int MAX_DIGITS = 5;

    private final RegexpSearch search;
    private final Pattern pattern;
    private final List<Piece> pieces;
    private final boolean needsGroups;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /// Prepares the replacing of all matches of an expression by a template.
    RegexpReplacement(RegexpSearch search, String template) {
        this.search = search;
        pattern = search.pattern();
        pieces = parse(template, pattern);
        needsGroups = pieces.stream().anyMatch(piece -> piece instanceof Piece.Group(int number) && number > 0);
    }

    /// Returns whether what comes of a text is found about as soon as the text would be found among others.
    boolean isFast() {
        return !needsGroups && search.finder().isPresent();
    }

    /// Returns a text in UTF-8 with its matches replaced.
    byte[] apply(byte[] text) {
        boolean ascii = isAscii(text);
        if (ascii && isFast()) {
            if (search.isRequiredMissing(text, 0, text.length)) {
                return text;
            }
            var finder = search.finder().get();
            byte[] replaced = replaced(new Found(text, finder));
            if (!finder.isTooLarge()) {
                return replaced;
            }
        }
        if (search.isMissing(text, 0, text.length)) {
            return text;
        }
        return replaced(ascii ? new Ascii(text, pattern.matcher(text)) : Unicode.of(text, pattern));
    }

    private byte[] replaced(Subject subject) {
        if (!subject.find(0)) {
            return subject.bytes();
        }
        out.reset();
        int copied = 0;
        int at = 0;
        do {
            int start = subject.start(0);
            int end = subject.end(0);
            write(subject, copied, start);
            // An empty match right behind a match does not count.
            if (end > start || start > copied || start == 0) {
                expand(subject);
            }
            copied = end;
            at = end > start ? end : subject.next(end);
        } while (at <= subject.length() && mayMatchFrom(subject, at) && subject.find(at));
        write(subject, copied, subject.length());
        return out.toByteArray();
    }

    private boolean mayMatchFrom(Subject subject, int place) {
        int start = subject.offset(place);
        return !search.isRequiredMissing(subject.bytes(), start, subject.bytes().length - start);
    }

    private void expand(Subject subject) {
        for (var piece : pieces) {
            switch (piece) {
                case Piece.Text(var bytes) -> out.write(bytes, 0, bytes.length);
                case Piece.Group(int number) -> {
                    if (subject.start(number) >= 0) {
                        write(subject, subject.start(number), subject.end(number));
                    }
                }
            }
        }
    }

    private void write(Subject subject, int from, int to) {
        int start = subject.offset(from);
        out.write(subject.bytes(), start, subject.offset(to) - start);
    }

    private static boolean isAscii(byte[] text) {
        for (byte b : text) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    /// A text that is searched, by the places that its matcher counts.
    private sealed interface Subject {
        /// Returns the text in UTF-8.
        byte[] bytes();

        /// Finds the first match at a place or behind it.
        boolean find(int from);

        /// Returns where a group of the match begins, the whole match being group 0; -1 if it matched nothing.
        int start(int group);

        int end(int group);

        /// Returns how many places the text has.
        int length();

        /// Returns the place behind the character that begins at a place.
        int next(int place);

        /// Returns where in the bytes a place is.
        int offset(int place);
    }

    /// A text whose characters are a byte each.
    private sealed interface OfBytes extends Subject {
        @Override
        default int length() {
            return bytes().length;
        }

        @Override
        default int next(int place) {
            return place + 1;
        }

        @Override
        default int offset(int place) {
            return place;
        }
    }

    /// One of which no groups are needed.
    private record Found(byte[] bytes, MatchFinder finder) implements OfBytes {
        @Override
        public boolean find(int from) {
            return finder.find(bytes, from);
        }

        @Override
        public int start(int group) {
            return finder.start();
        }

        @Override
        public int end(int group) {
            return finder.end();
        }
    }

    /// One that the expression itself looks at.
    private sealed interface OfMatcher extends Subject {
        Matcher matcher();

        @Override
        default boolean find(int from) {
            return matcher().find(from);
        }

        @Override
        default int start(int group) {
            return matcher().start(group);
        }

        @Override
        default int end(int group) {
            return matcher().end(group);
        }
    }

    private record Ascii(byte[] bytes, Matcher matcher) implements OfBytes, OfMatcher {}

    /// Any text. It is searched as UTF-16, since the matcher takes what follows a character of several bytes for the start of the text
    /// when it goes on from there (re2j 1.8).
    private record Unicode(String text, byte[] bytes, int[] offsets, Matcher matcher) implements OfMatcher {
        static Unicode of(byte[] utf8, Pattern pattern) {
            var text = new String(utf8, StandardCharsets.UTF_8);
            var offsets = new int[text.length() + 1];
            for (int at = 0; at < text.length();) {
                int next = text.offsetByCodePoints(at, 1);
                int end = offsets[at] + Regexps.utf8Length(text.codePointAt(at));
                while (at < next) {
                    offsets[++at] = end;
                }
            }
            return new Unicode(text, text.getBytes(StandardCharsets.UTF_8), offsets, pattern.matcher(text));
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public int next(int place) {
            return place < text.length() ? text.offsetByCodePoints(place, 1) : place + 1;
        }

        @Override
        public int offset(int place) {
            return offsets[place];
        }
    }

    private static List<Piece> parse(String template, Pattern pattern) {
        var pieces = new ArrayList<Piece>();
        var literal = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at++);
            if (c != '$' || at == template.length()) {
                literal.append(c);
            } else if (template.charAt(at) == '$') {
                literal.append('$');
                at++;
            } else {
                boolean braced = template.charAt(at) == '{';
                int from = braced ? at + 1 : at;
                int to = endOfName(template, from);
                boolean closed = !braced || to < template.length() && template.charAt(to) == '}';
                if (to == from || !closed) {
                    literal.append('$');
                } else {
                    addText(pieces, literal);
                    addGroup(pieces, template.substring(from, to), pattern);
                    at = braced ? to + 1 : to;
                }
            }
        }
        addText(pieces, literal);
        return List.copyOf(pieces);
    }

    private static int endOfName(String template, int from) {
        int to = from;
        while (to < template.length() && (template.charAt(to) == '_' || Character.isLetterOrDigit(template.charAt(to)))) {
            to++;
        }
        return to;
    }

    private static void addText(List<Piece> pieces, StringBuilder literal) {
        if (!literal.isEmpty()) {
            pieces.add(new Piece.Text(literal.toString().getBytes(StandardCharsets.UTF_8)));
            literal.setLength(0);
        }
    }

    private static void addGroup(List<Piece> pieces, String name, Pattern pattern) {
        Integer number = isNumber(name) ? Integer.valueOf(name) : pattern.namedGroups().get(name);
        if (number != null && number <= pattern.groupCount()) {
            pieces.add(new Piece.Group(number));
        }
    }

    /// Returns whether a name is a number that a group can have; with a zero before it, it is a name.
    private static boolean isNumber(String name) {
        return name.equals("0") || name.length() <= MAX_DIGITS && name.charAt(0) != '0' && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
