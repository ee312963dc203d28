package dev.tarn.query.search;

import dev.tarn.query.search.RegexpTree.Assertion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads valid regular expressions in the syntax of RE2, and says when there is something in one that it does not understand: Unicode's
/// classes, octal numbers, characters beyond ASCII where case does not count, and what hardly anybody writes.
final class RegexpParser {
    private static final int MAX_DEPTH = 100;

    private final int[] regexp;
    private int at;
    private int depth;
    private boolean understood = true;
    private Flags flags = new Flags(false, false, false, false);

    /// What `(?imsU)` changes, until the group ends.
    private record Flags(boolean ignoreCase, boolean lines, boolean dotIsAll, boolean lazy) {
        Flags with(int flag, boolean on) {
            return switch (flag) {
                case 'i' -> new Flags(on, lines, dotIsAll, lazy);
                case 'm' -> new Flags(ignoreCase, on, dotIsAll, lazy);
                case 's' -> new Flags(ignoreCase, lines, on, lazy);
                default -> new Flags(ignoreCase, lines, dotIsAll, on);
            };
        }
    }

    private RegexpParser(String regexp) {
        this.regexp = regexp.codePoints().toArray();
    }

    /// Returns what a valid expression says; empty if there is something in it that is not understood.
    static Optional<RegexpTree> parse(String regexp) {
        var parser = new RegexpParser(regexp);
        var tree = parser.choice();
        return parser.understood && parser.at == parser.regexp.length ? Optional.of(tree) : Optional.empty();
    }

    // Nothing is left to be read then.
    private RegexpTree giveUp() {
        understood = false;
        at = regexp.length;
        return new RegexpTree.Sequence(List.of());
    }

    private boolean isNext(int c) {
        return isNext(c, 0);
    }

    private boolean isNext(int c, int ahead) {
        return at + ahead < regexp.length && regexp[at + ahead] == c;
    }

    private boolean skip(int c) {
        boolean is = isNext(c);
        at += is ? 1 : 0;
        return is;
    }

    private RegexpTree choice() {
        if (++depth > MAX_DEPTH) {
            return giveUp();
        }
        var alternatives = new ArrayList<RegexpTree>();
        do {
            alternatives.add(sequence());
        } while (skip('|'));
        depth--;
        return alternatives.size() == 1 ? alternatives.getFirst() : new RegexpTree.Choice(List.copyOf(alternatives));
    }

    private RegexpTree sequence() {
        var parts = new ArrayList<RegexpTree>();
        while (at < regexp.length && !isNext('|') && !isNext(')')) {
            if (isNext('\\') && isNext('Q', 1)) {
                quoted(parts);
            } else if (isNext('(') && isNext('?', 1)) {
                special(parts);
            } else {
                parts.add(atom());
            }
            repeat(parts);
        }
        return new RegexpTree.Sequence(List.copyOf(parts));
    }

    private void quoted(List<RegexpTree> parts) {
        at += 2;
        while (at < regexp.length && !(isNext('\\') && isNext('E', 1))) {
            parts.add(literal(regexp[at++]));
        }
        at = Math.min(regexp.length, at + 2);
    }

    /// Reads `(?…)`: a change of flags, a group with flags, or one with a name.
    private void special(List<RegexpTree> parts) {
        at += 2;
        if (isNext('<') || isNext('P')) {
            while (at < regexp.length && !isNext('>')) {
                at++;
            }
            at++;
            parts.add(group(flags));
            return;
        }
        var inside = flags;
        for (boolean on = true; at < regexp.length; at++) {
            switch (regexp[at]) {
                case 'i', 'm', 's', 'U' -> inside = inside.with(regexp[at], on);
                case '-' -> on = false;
                case ':' -> {
                    at++;
                    parts.add(group(inside));
                    return;
                }
                case ')' -> {
                    at++;
                    flags = inside;
                    if (isQuantifier()) {
                        giveUp();
                    }
                    return;
                }
                default -> {
                    giveUp();
                    return;
                }
            }
        }
    }

    /// Reads the rest of a group.
    private RegexpTree group(Flags inside) {
        var outside = flags;
        flags = inside;
        var tree = choice();
        flags = outside;
        return skip(')') ? tree : giveUp();
    }

    private RegexpTree atom() {
        int c = regexp[at++];
        return switch (c) {
            case '(' -> group(flags);
            case '[' -> characterClass();
            case '.' -> new RegexpTree.Characters(flags.dotIsAll ? CharacterSet.ALL : CharacterSet.NEWLINE.negated());
            case '^' -> flags.lines ? Assertion.LINE_START : Assertion.TEXT_START;
            case '$' -> flags.lines ? Assertion.LINE_END : Assertion.TEXT_END;
            case '\\' -> escape();
            case '*', '+', '?' -> giveUp();
            default -> literal(c);
        };
    }

    private RegexpTree literal(int c) {
        return characters(CharacterSet.range(c, c));
    }

    private RegexpTree characters(CharacterSet set) {
        return new RegexpTree.Characters(folded(set));
    }

    private CharacterSet folded(CharacterSet set) {
        if (!flags.ignoreCase) {
            return set;
        }
        var both = set.ignoringCase();
        if (both.isEmpty()) {
            giveUp();
        }
        return both.orElse(set);
    }

    private RegexpTree escape() {
        if (at == regexp.length) {
            return giveUp();
        }
        switch (regexp[at]) {
            case 'A' -> {
                at++;
                return Assertion.TEXT_START;
            }
            case 'z' -> {
                at++;
                return Assertion.TEXT_END;
            }
            case 'b' -> {
                at++;
                return Assertion.WORD_BOUNDARY;
            }
            case 'B' -> {
                at++;
                return Assertion.NO_WORD_BOUNDARY;
            }
            default -> {
                var set = perlClass();
                return set.isPresent() ? new RegexpTree.Characters(set.get()) : literal(escapedCharacter());
            }
        }
    }

    /// Reads the letter of `\d` and the like, if it is one.
    private Optional<CharacterSet> perlClass() {
        int c = regexp[at];
        CharacterSet set = switch (c | 0x20) {
            case 'd' -> CharacterSet.DIGITS;
            case 's' -> CharacterSet.SPACE;
            case 'w' -> CharacterSet.WORD;
            default -> CharacterSet.NONE;
        };
        if (c >= 0x80 || set == CharacterSet.NONE) {
            return Optional.empty();
        }
        at++;
        var both = folded(set);
        return Optional.of(c < 'a' ? both.negated() : both);
    }

    /// Reads what is behind a backslash and stands for one character.
    private int escapedCharacter() {
        int c = at < regexp.length ? regexp[at++] : 'C';
        return switch (c) {
            case 'a' -> 0x07;
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0b;
            case 'x' -> hexadecimal();
            default -> {
                if (c >= 0x80 || Character.isLetterOrDigit(c)) {
                    giveUp();
                }
                yield c;
            }
        };
    }

    private int hexadecimal() {
        int from = at;
        int to = at + 2;
        if (skip('{')) {
            from++;
            to = from;
            while (to < regexp.length && regexp[to] != '}') {
                to++;
            }
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = i < regexp.length ? Character.digit(regexp[i], 16) : -1;
            if (digit < 0 || number > Character.MAX_CODE_POINT >> 4) {
                giveUp();
                return 0;
            }
            number = number << 4 | digit;
        }
        at = regexp[from - 1] == '{' ? to + 1 : to;
        return number;
    }

    private RegexpTree characterClass() {
        boolean negated = skip('^');
        var set = CharacterSet.NONE;
        for (boolean first = true; first || !isNext(']'); first = false) {
            if (at >= regexp.length) {
                return giveUp();
            }
            set = set.or(classItem());
        }
        at++;
        return new RegexpTree.Characters(negated ? set.negated() : set);
    }

    private CharacterSet classItem() {
        if (isNext('[') && isNext(':', 1)) {
            return posixClass();
        }
        if (isNext('\\') && at + 1 < regexp.length) {
            at++;
            var set = perlClass();
            if (set.isPresent()) {
                return set.get();
            }
            at--;
        }
        int first = classCharacter();
        int last = first;
        if (isNext('-') && at + 1 < regexp.length && !isNext(']', 1)) {
            at++;
            last = classCharacter();
        }
        if (last < first) {
            giveUp();
            return CharacterSet.NONE;
        }
        return folded(CharacterSet.range(first, last));
    }

    private int classCharacter() {
        return skip('\\') ? escapedCharacter() : at < regexp.length ? regexp[at++] : 0;
    }

    private CharacterSet posixClass() {
        int end = at + 2;
        while (end < regexp.length && regexp[end] != ':') {
            end++;
        }
        boolean negated = isNext('^', 2);
        int from = at + (negated ? 3 : 2);
        var set = end < regexp.length ? CharacterSet.posix(new String(regexp, from, Math.max(0, end - from))) : Optional.<CharacterSet>empty();
        at = end + 1;
        if (set.isEmpty() || !skip(']')) {
            giveUp();
            return CharacterSet.NONE;
        }
        var both = folded(set.get());
        return negated ? both.negated() : both;
    }

    private boolean isQuantifier() {
        return isNext('*') || isNext('+') || isNext('?') || isNext('{') && endOfCount() > 0;
    }

    /// Reads how often the last part comes, if it says so here.
    private void repeat(List<RegexpTree> parts) {
        if (!isQuantifier()) {
            return;
        }
        if (parts.isEmpty()) {
            giveUp();
            return;
        }
        parts.add(repeated(parts.removeLast()));
        if (isQuantifier()) {
            giveUp();
        }
    }

    private RegexpTree repeated(RegexpTree part) {
        return switch (regexp[at++]) {
            case '*' -> repeat(part, 0, RegexpTree.UNLIMITED);
            case '+' -> repeat(part, 1, RegexpTree.UNLIMITED);
            case '?' -> repeat(part, 0, 1);
            default -> counted(part);
        };
    }

    private RegexpTree repeat(RegexpTree part, int min, int max) {
        return new RegexpTree.Repeat(part, min, max, skip('?') == flags.lazy);
    }

    /// Returns where the brace is that closes `{n}`, `{n,}` or `{n,m}`; 0 if there is no such thing here.
    private int endOfCount() {
        int i = digits(at + 1);
        if (i == at + 1) {
            return 0;
        }
        if (i < regexp.length && regexp[i] == ',') {
            i = digits(i + 1);
        }
        return i < regexp.length && regexp[i] == '}' ? i : 0;
    }

    private int digits(int from) {
        int i = from;
        while (i < regexp.length && regexp[i] >= '0' && regexp[i] <= '9') {
            i++;
        }
        return i;
    }

    private RegexpTree counted(RegexpTree part) {
        at--;
        int end = endOfCount();
        var numbers = new String(regexp, at + 1, end - at - 1).split(",", -1);
        at = end + 1;
        for (var number : numbers) {
            // A number with a zero before it makes it no count, one of many digits is too large.
            if (number.length() > 1 && number.charAt(0) == '0' || number.length() > 4) {
                return giveUp();
            }
        }
        int min = Integer.parseInt(numbers[0]);
        boolean isUnlimited = numbers.length > 1 && numbers[1].isEmpty();
        int max = isUnlimited ? RegexpTree.UNLIMITED : Integer.parseInt(numbers[numbers.length - 1]);
        return repeat(part, min, max);
    }
}
