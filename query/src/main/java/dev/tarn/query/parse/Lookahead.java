package dev.tarn.query.parse;

import dev.tarn.query.parse.grammar.ZedLexer;
import java.util.HashMap;
import java.util.Map;

/// Answers what begins at a position of the text, without making tokens: a term of a search, a comparison, a call, a type.
///
/// Whether an operator without a keyword is a search (`foo.bar baz`, where `foo.bar` is one word) or an expression
/// (`foo.bar + 1`, where it is a field) shows only behind its first operand, and the two have different tokens. So
/// [ContextTokens] asks here before it makes any. Expressions are skipped, not checked: what is in brackets is passed over,
/// and a mistake in it is found by the parser.
///
/// Every method that looks for something returns the position after it, or [#NONE].
final class Lookahead {

    /// Says that what was looked for is not there.
    static final int NONE = -1;

    /// What a term of a search is.
    enum TermKind { REGEXP, GLOB, WORD, EVERYTHING, LITERAL }

    private final Lexemes lexemes;
    private final Nesting nesting;
    // A group is asked for at its own place and from every group around it; remembering the answer keeps this linear.
    private final Map<Integer, Integer> groups = new HashMap<>();
    private TermKind termKind;

    Lookahead(Lexemes lexemes, Nesting nesting) {
        this.lexemes = lexemes;
        this.nesting = nesting;
    }

    // ---------------------------------------------------------------------------------------------------------- search

    /// Finds terms joined by `and`, `or` and nothing.
    int search(int position) {
        int end = searchAnd(position);
        while (end != NONE) {
            int or = lexemes.skip(end);
            int right = or > end && isOr(or) ? lexemes.skip(or + 2) : or;
            int next = right > or + 2 ? searchAnd(right) : NONE;
            if (next == NONE) {
                return end;
            }
            end = next;
        }
        return NONE;
    }

    private int searchAnd(int position) {
        int end = factor(position);
        while (end != NONE) {
            int next = lexemes.skip(end);
            if (next == end || isOr(next)) {
                return end;
            }
            if (isAnd(next) && lexemes.skip(next + 3) > next + 3) {
                next = lexemes.skip(next + 3);
            }
            int right = factor(next);
            if (right == NONE) {
                return end;
            }
            end = right;
        }
        return NONE;
    }

    /// Finds one operand of a search: a term, a comparison, a call, a group, or the negation of any.
    int factor(int position) {
        int operand = afterNot(position);
        if (operand != NONE) {
            nesting.enter(position);
            int end = factor(operand);
            nesting.leave();
            if (end != NONE) {
                return end;
            }
        }
        if (lexemes.at(position) == '(') {
            int end = group(position);
            if (end != NONE) {
                return end;
            }
        }
        int end = term(position);
        return end != NONE ? end : predicate(position);
    }

    /// Finds a search in parentheses.
    int group(int position) {
        Integer known = groups.get(position);
        if (known != null) {
            return known;
        }
        nesting.enter(position);
        int inner = search(lexemes.skip(position + 1));
        nesting.leave();
        int close = inner == NONE ? NONE : lexemes.skip(inner);
        int end = close != NONE && lexemes.at(close) == ')' ? close + 1 : NONE;
        groups.put(position, end);
        return end;
    }

    /// Finds a word, a literal, a pattern or `*` that is not the operand of an expression; [#termKind()] says which.
    int term(int position) {
        int regexp = regexp(position);
        if (regexp != NONE) {
            termKind = TermKind.REGEXP;
            return regexp;
        }
        int pattern = lexemes.match(ZedLexer.TERMS, position);
        int wordEnd = pattern == ZedLexer.WORD ? lexemes.end() : NONE;
        if (pattern == ZedLexer.GLOB) {
            termKind = TermKind.GLOB;
            return lexemes.end();
        }
        if (lexemes.at(position) == '*') {
            termKind = TermKind.EVERYTHING;
            return isOperand(position + 1) ? NONE : position + 1;
        }
        if (lexemes.match(ZedLexer.DEFAULT_MODE, position) == ZedLexer.TEXT_START) {
            return NONE;
        }
        int literalEnd = literal(position);
        int end = Math.max(literalEnd, wordEnd);
        termKind = literalEnd == end ? TermKind.LITERAL : TermKind.WORD;
        return end == NONE || isOperand(end) && !isBeforeGlob(end) ? NONE : end;
    }

    /// Returns what the last [#term] found is.
    TermKind termKind() {
        return termKind;
    }

    /// Returns whether what ends at `position` is the operand of what follows.
    private boolean isOperand(int position) {
        int next = lexemes.skip(position);
        return switch (lexemes.at(next)) {
            case '+', '-', '*', '/', '%', ':', '(', '[', '~' -> true;
            default -> comparator(next) > 0;
        };
    }

    private boolean isBeforeGlob(int position) {
        int next = lexemes.skip(position);
        return next > position && glob(next) != NONE;
    }

    /// Finds a glob.
    int glob(int position) {
        return lexemes.match(ZedLexer.TERMS, position) == ZedLexer.GLOB ? lexemes.end() : NONE;
    }

    /// Finds a regular expression, after which no word of a search follows.
    int regexp(int position) {
        return lexemes.at(position) == '/' && lexemes.match(ZedLexer.DEFAULT_MODE, position) == ZedLexer.REGEXP
                && !lexemes.isTermStart(lexemes.end()) ? lexemes.end() : NONE;
    }

    private int predicate(int position) {
        int left = additive(position);
        if (left != NONE) {
            int operator = lexemes.skip(left);
            int length = comparator(operator);
            int right = length > 0 ? additive(lexemes.skip(operator + length)) : NONE;
            if (right != NONE) {
                return right;
            }
        }
        return call(position);
    }

    /// Returns the length of the comparison operator at `position`, 0 if there is none.
    private int comparator(int position) {
        char next = lexemes.at(position + 1);
        return switch (lexemes.at(position)) {
            case '=', '!' -> next == '=' ? 2 : 0;
            case '<', '>' -> next == '=' ? 2 : 1;
            case 'i' -> lexemes.isWord("in", position) ? 2 : 0;
            default -> 0;
        };
    }

    boolean isAnd(int position) {
        return lexemes.isWord("and", position) || lexemes.isWord("AND", position);
    }

    boolean isOr(int position) {
        return lexemes.isWord("or", position) || lexemes.isWord("OR", position);
    }

    /// Returns the position of the operand of a `not` or `!` at `position`.
    int afterNot(int position) {
        if (lexemes.at(position) == '!') {
            return lexemes.at(position + 1) == '=' ? NONE : lexemes.skip(position + 1);
        }
        if (lexemes.isWord("not", position) || lexemes.isWord("NOT", position)) {
            int operand = lexemes.skip(position + 3);
            return operand > position + 3 ? operand : NONE;
        }
        return NONE;
    }

    // ------------------------------------------------------------------------------------------------------ expressions

    /// Finds an expression.
    int expression(int position) {
        int start = position;
        while (true) {
            int condition = logical(start);
            int question = condition == NONE ? NONE : lexemes.skip(condition);
            if (question == NONE || lexemes.at(question) != '?') {
                return condition;
            }
            nesting.enter(question);
            int then = expression(lexemes.skip(question + 1));
            nesting.leave();
            int colon = then == NONE ? NONE : lexemes.skip(then);
            if (colon == NONE || lexemes.at(colon) != ':') {
                return condition;
            }
            start = lexemes.skip(colon + 1);
        }
    }

    private int logical(int position) {
        int end = comparison(position);
        while (end != NONE) {
            int operator = lexemes.skip(end);
            int length = isAnd(operator) ? 3 : isOr(operator) ? 2 : 0;
            int right = length > 0 ? comparison(lexemes.skip(operator + length)) : NONE;
            if (right == NONE) {
                return end;
            }
            end = right;
        }
        return NONE;
    }

    private int comparison(int position) {
        int left = additive(position);
        if (left == NONE) {
            return NONE;
        }
        int operator = lexemes.skip(left);
        int length = comparator(operator);
        int right = NONE;
        if (length > 0) {
            right = additive(lexemes.skip(operator + length));
        } else if (lexemes.at(operator) == '~') {
            right = regexp(lexemes.skip(operator + 1));
        }
        return right != NONE ? right : left;
    }

    private int additive(int position) {
        int end = unary(position);
        while (end != NONE) {
            int operator = lexemes.skip(end);
            int right = "+-*/%".indexOf(lexemes.at(operator)) >= 0 ? unary(lexemes.skip(operator + 1)) : NONE;
            if (right == NONE) {
                return end;
            }
            end = right;
        }
        return NONE;
    }

    private int unary(int position) {
        int operand = afterNot(position);
        if (operand != NONE) {
            nesting.enter(position);
            int end = unary(operand);
            nesting.leave();
            if (end != NONE) {
                return end;
            }
        }
        if (lexemes.at(position) == '-' && literal(position) == NONE) {
            return postfix(lexemes.skip(position + 1));
        }
        return postfix(position);
    }

    /// Finds an operand with its fields, indexes and slices: what can stand before `:=`.
    int postfix(int position) {
        int end = primary(position);
        while (end != NONE) {
            int next = switch (lexemes.at(end)) {
                case '[' -> brackets(end);
                case '.' -> identifier(end + 1);
                default -> NONE;
            };
            if (next == NONE) {
                return end;
            }
            end = next;
        }
        return NONE;
    }

    private int primary(int position) {
        switch (lexemes.at(position)) {
            case '(', '{', '[', '|' -> {
                return brackets(position);
            }
            default -> {
                int literal = literal(position);
                if (literal == NONE) {
                    int call = call(position);
                    return call != NONE ? call : identifier(position);
                }
                int parenthesis = lexemes.skip(literal);
                boolean cast = lexemes.at(position) == '<' && lexemes.at(parenthesis) == '(';
                return cast ? brackets(parenthesis) : literal;
            }
        }
    }

    private int identifier(int position) {
        int end = lexemes.wordEnd(position);
        if (end == position && lexemes.at(position) == '\\') {
            return lexemes.match(ZedLexer.DEFAULT_MODE, position) == ZedLexer.ID ? lexemes.end() : NONE;
        }
        return end == position ? NONE : end;
    }

    /// Finds a call with its `where` clause.
    int call(int position) {
        int name = lexemes.wordEnd(position);
        int parenthesis = lexemes.skip(name);
        if (name == position || lexemes.at(parenthesis) != '(' || isNoFunction(position)) {
            return NONE;
        }
        int end = brackets(parenthesis);
        int where = end == NONE ? NONE : lexemes.skip(end);
        if (where > end && lexemes.isWord("where", where)) {
            nesting.enter(where);
            int condition = logical(lexemes.skip(where + 5));
            nesting.leave();
            return condition != NONE ? condition : end;
        }
        return end;
    }

    /// Returns whether the word at `position` is never the name of a function.
    boolean isNoFunction(int position) {
        return lexemes.isWord("not", position) || lexemes.isWord("select", position);
    }

    /// Finds a literal: a primitive one, a text with expressions, a type value.
    int literal(int position) {
        return switch (lexemes.match(ZedLexer.DEFAULT_MODE, position)) {
            case ZedLexer.IP, ZedLexer.NET -> lexemes.isInWord(lexemes.end()) ? NONE : lexemes.end();
            case ZedLexer.INT, ZedLexer.FLOAT, ZedLexer.DURATION, ZedLexer.TIME, ZedLexer.BYTES, ZedLexer.STRING,
                    ZedLexer.TRUE, ZedLexer.FALSE, ZedLexer.NULL -> lexemes.end();
            case ZedLexer.TEXT_START -> formattedText(position);
            case ZedLexer.TYPE_BEGIN -> {
                int end = type(position + 1);
                yield end != NONE && lexemes.at(end) == '>' ? end + 1 : NONE;
            }
            default -> NONE;
        };
    }

    private int formattedText(int position) {
        int mode = lexemes.at(position + 1) == '"' ? ZedLexer.DOUBLE_QUOTED : ZedLexer.SINGLE_QUOTED;
        int p = position + 2;
        while (true) {
            switch (lexemes.match(mode, p)) {
                case ZedLexer.TEXT -> p = lexemes.end();
                case ZedLexer.TEXT_END -> {
                    return lexemes.end();
                }
                case ZedLexer.HOLE_BEGIN -> {
                    nesting.enter(p);
                    p = brackets(p);
                    nesting.leave();
                    if (p == NONE) {
                        return NONE;
                    }
                }
                default -> {
                    return NONE;
                }
            }
        }
    }

    /// Finds a type.
    int type(int position) {
        switch (lexemes.at(position)) {
            case '(', '{', '[', '|' -> {
                return brackets(position);
            }
            default -> {
                int name = lexemes.wordEnd(position);
                if (name == position) {
                    name = lexemes.match(ZedLexer.TYPES, position) == ZedLexer.STRING ? lexemes.end() : NONE;
                }
                int next = name == NONE ? NONE : lexemes.skip(name);
                if (next == NONE) {
                    return NONE;
                }
                if (lexemes.at(next) == '(' && lexemes.isWord("error", position)) {
                    return brackets(next);
                }
                boolean defined = lexemes.at(next) == '=' && "=>".indexOf(lexemes.at(next + 1)) < 0;
                if (!defined) {
                    return name;
                }
                nesting.enter(next);
                int end = type(lexemes.skip(next + 1));
                nesting.leave();
                return end;
            }
        }
    }

    // --------------------------------------------------------------------------------------------------------- brackets

    /// Finds the end of the bracket that opens at `position`, passing over texts, patterns and comments in it.
    int brackets(int position) {
        boolean bar = lexemes.at(position) == '|';
        if (bar && "[{".indexOf(lexemes.at(position + 1)) < 0) {
            return NONE;
        }
        int p = bar ? position + 1 : position;
        int depth = 0;
        boolean afterOperand = false;
        do {
            char c = lexemes.at(p);
            if (c == 0 && p >= lexemes.length()) {
                return NONE;
            }
            if (c == '(' || c == '[' || c == '{') {
                depth++;
                afterOperand = false;
                p++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
                afterOperand = true;
                p++;
            } else {
                int next = passOver(p, afterOperand);
                if (next == NONE) {
                    return NONE;
                }
                afterOperand = isOperandEnd(p, next, afterOperand);
                p = next;
            }
        } while (depth > 0);
        if (!bar) {
            return p;
        }
        return lexemes.at(p) == '|' ? p + 1 : NONE;
    }

    /// Returns the end of what stands at `position`: a bracket with what is in it, a string, a word, space, a character.
    int passOver(int position) {
        return switch (lexemes.at(position)) {
            case '(', '[', '{', '|' -> brackets(position);
            default -> passOver(position, true);
        };
    }

    /// Returns the end of what stands at `position` and is no bracket.
    private int passOver(int position, boolean afterOperand) {
        char c = lexemes.at(position);
        if (c == '"' || c == '\'') {
            return lexemes.match(ZedLexer.DEFAULT_MODE, position) == ZedLexer.STRING ? lexemes.end() : NONE;
        }
        if (c == 'f' && (lexemes.at(position + 1) == '"' || lexemes.at(position + 1) == '\'')) {
            return formattedText(position);
        }
        if (c == '\\') {
            return position + 2;
        }
        if (c == '/' && lexemes.at(position + 1) == '/') {
            // In a URL the slashes begin no comment.
            return lexemes.at(position - 1) == ':' ? position + 2 : lexemes.skip(position);
        }
        if (c == '/' && !afterOperand && lexemes.match(ZedLexer.DEFAULT_MODE, position) == ZedLexer.REGEXP) {
            return lexemes.end();
        }
        if (isAddressPart(position)) {
            int end = position;
            while (lexemes.at(end) == ':') {
                end++;
            }
            return end;
        }
        int word = lexemes.wordEnd(position);
        return word > position ? word : Math.max(lexemes.skip(position), position + 1);
    }

    /// Returns whether colons at `position` are part of an address, such as `::/0`, whose slash begins no pattern.
    private boolean isAddressPart(int position) {
        return lexemes.at(position) == ':' && lexemes.at(position + 1) == ':';
    }

    private boolean isOperandEnd(int start, int end, boolean afterOperand) {
        char c = lexemes.at(start);
        if (isAddressPart(start)) {
            return true;
        }
        if (c == '"' || c == '\'' || c >= '0' && c <= '9' || c == '/' && end > start + 2) {
            return true;
        }
        if (lexemes.wordEnd(start) > start) {
            return !(isAnd(start) || isOr(start) || lexemes.isWord("search", start));
        }
        return lexemes.skip(start) == end && afterOperand;
    }
}
