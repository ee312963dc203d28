package dev.tarn.query.parse;

import dev.tarn.query.parse.grammar.ZedLexer;
import org.antlr.v4.runtime.Token;

/// Makes the tokens at which declarations and operators begin, and those of searches.
final class OperatorTokens {

    private final Lexemes lexemes;
    private final Lookahead lookahead;
    private final Keywords keywords;
    private final TokenWriter out;
    private final LegTokens legs;
    private final ValueTokens values;

    OperatorTokens(Lexemes lexemes, Lookahead lookahead, Keywords keywords, LegTokens legs, ValueTokens values,
                   TokenWriter out) {
        this.lexemes = lexemes;
        this.lookahead = lookahead;
        this.keywords = keywords;
        this.legs = legs;
        this.values = values;
        this.out = out;
    }

    void operator(int start) {
        out.endExpression();
        out.frame().searching = false;
        out.frame().sql = false;
        out.frame().operandEnd = Integer.MAX_VALUE;
        int declaration = out.place() == Place.PIPELINE ? keywords.declaration(start) : Lookahead.NONE;
        if (declaration != Lookahead.NONE) {
            keyword(declaration, start, Place.NAME);
            return;
        }
        if ((out.place() == Place.PIPELINE || isAfterOpening() || isAfterSource()) && keywords.isSql(start)) {
            out.frame().sql = true;
            keyword(ZedLexer.SELECT, start, Place.VALUE);
            return;
        }
        int keyword = keywords.operator(start);
        if (keyword != Lookahead.NONE) {
            keyword(keyword, start, placeAfter(keyword));
        } else if (lexemes.at(start) == '(' && keywords.declaration(lexemes.skip(start + 1)) != Lookahead.NONE) {
            out.frame().operator = ZedLexer.OPEN;
            out.open(ZedLexer.OPEN, start, start + 1, ZedLexer.RIGHT_PAREN, Place.PIPELINE);
        } else if (isAssignment(start) || isAggregation(start)) {
            out.frame().operator = ZedLexer.SUMMARIZE;
            out.moveTo(Place.VALUE);
        } else if (lookahead.factor(start) != Lookahead.NONE) {
            out.frame().operator = ZedLexer.IMPLIED_SEARCH;
            out.frame().searching = true;
            out.add(ZedLexer.IMPLIED_SEARCH, start, start, Place.TERM);
        } else {
            out.frame().operator = Token.INVALID_TYPE;
            out.moveTo(Place.VALUE);
        }
    }

    private boolean isAfterSource() {
        int operator = out.frame().operator;
        return out.previous() == ZedLexer.PIPE
                && (operator == ZedLexer.FROM || operator == ZedLexer.POOL || operator == ZedLexer.FILE || operator == ZedLexer.GET);
    }

    private boolean isAfterOpening() {
        return out.previous() == Token.INVALID_TYPE || out.previous() == ZedLexer.OPEN || out.previous() == ZedLexer.ARROW;
    }

    private void keyword(int type, int start, Place then) {
        int end = lexemes.wordEnd(start);
        int parenthesis = lexemes.skip(end);
        boolean hasLegs = type == ZedLexer.FROM && lexemes.at(parenthesis) == '(';
        out.frame().operator = type;
        out.frame().searching = type == ZedLexer.SEARCH;
        out.add(hasLegs ? ZedLexer.FROM_LEGS : type, start, end, then);
        boolean opens = switch (type) {
            case ZedLexer.FORK -> true;
            case ZedLexer.SWITCH -> keywords.isCases(parenthesis);
            case ZedLexer.FROM, ZedLexer.JOIN -> lexemes.at(parenthesis) == '(';
            default -> false;
        };
        if (opens) {
            Place inside = switch (type) {
                case ZedLexer.FROM -> Place.LEG;
                case ZedLexer.JOIN -> Place.OPERATOR;
                default -> Place.AFTER_VALUE;
            };
            out.open(ZedLexer.OPEN, parenthesis, parenthesis + 1, ZedLexer.RIGHT_PAREN, inside);
        }
    }

    private Place placeAfter(int keyword) {
        return switch (keyword) {
            case ZedLexer.SEARCH -> Place.TERM;
            case ZedLexer.FROM, ZedLexer.LOAD -> Place.POOL;
            case ZedLexer.FILE, ZedLexer.GET -> Place.PATH;
            case ZedLexer.OUTPUT -> Place.NAME;
            case ZedLexer.INNER, ZedLexer.LEFT, ZedLexer.RIGHT, ZedLexer.ANTI -> Place.OPERATOR;
            case ZedLexer.FORK, ZedLexer.JOIN, ZedLexer.FUSE, ZedLexer.SHAPE, ZedLexer.PASS -> Place.AFTER_VALUE;
            default -> Place.VALUE;
        };
    }

    private boolean isAssignment(int start) {
        int end = lookahead.postfix(start);
        return end != Lookahead.NONE && lexemes.startsWith(":=", lexemes.skip(end));
    }

    /// Returns whether a call begins at `start` that shares its operator with more: `count(), sum(x)`, `count() by x`.
    private boolean isAggregation(int start) {
        int end = lookahead.call(start);
        if (end == Lookahead.NONE) {
            return false;
        }
        int next = lexemes.skip(end);
        return lexemes.at(next) == ',' || next > end && (lexemes.isWord("by", next) || lexemes.isWord("with", next));
    }

    // ----------------------------------------------------------------------------------------------------------- search

    void term(int start) {
        int end = lookahead.factor(start);
        int operand = lookahead.afterNot(start);
        if (operand != Lookahead.NONE && lookahead.factor(operand) != Lookahead.NONE) {
            out.prefix(ZedLexer.TERM_NOT, start, lexemes.at(start) == '!' ? start + 1 : start + 3);
            return;
        }
        if (lexemes.at(start) == '(' && lookahead.group(start) != Lookahead.NONE) {
            out.open(ZedLexer.SEARCH_OPEN, start, start + 1, ZedLexer.RIGHT_PAREN, Place.TERM);
            out.frame().searching = true;
            return;
        }
        out.frame().operandEnd = end == Lookahead.NONE ? Integer.MAX_VALUE : end;
        int term = lookahead.term(start);
        if (term == Lookahead.NONE) {
            out.moveTo(Place.VALUE);
        } else if (lookahead.termKind() == Lookahead.TermKind.LITERAL) {
            out.add(ZedLexer.TERM, start, start, Place.VALUE);
        } else {
            out.add(switch (lookahead.termKind()) {
                case REGEXP -> ZedLexer.REGEXP;
                case GLOB -> ZedLexer.GLOB;
                case EVERYTHING -> ZedLexer.EVERYTHING;
                case WORD, LITERAL -> ZedLexer.WORD;
            }, start, term);
            out.moveTo(Place.AFTER_TERM);
        }
    }

    void afterTerm(int start) {
        out.endPrefixes();
        boolean apart = start > out.position();
        if (apart && lookahead.isAnd(start)) {
            out.add(ZedLexer.TERM_AND, start, start + 3, Place.TERM);
        } else if (apart && lookahead.isOr(start)) {
            out.add(ZedLexer.TERM_OR, start, start + 2, Place.TERM);
        } else if (!legs.begin(start) && apart && lookahead.factor(start) != Lookahead.NONE) {
            out.moveTo(Place.TERM);
        } else if (out.place() == Place.AFTER_TERM) {
            notATerm(start);
        }
    }

    /// Adds what stands behind a term and is no term. Part of an expression (`foo bar-1`, `foo {a}`) is marked as unknown,
    /// because the parser would take it for a comparison, or for more of one.
    private void notATerm(int start) {
        switch (lexemes.match(ZedLexer.OPERATORS, start)) {
            case ZedLexer.PIPE, ZedLexer.ARROW, ZedLexer.RIGHT_PAREN, ZedLexer.RIGHT_BRACKET, ZedLexer.RIGHT_BRACE ->
                    values.afterValueToken(start);
            case ZedLexer.UNKNOWN -> {
                boolean open = start > out.position()
                        && lexemes.match(ZedLexer.DEFAULT_MODE, start) == ZedLexer.OPEN_STRING;
                int end = open ? lexemes.end() : start + 1;
                out.add(open ? ZedLexer.OPEN_STRING : ZedLexer.UNKNOWN, start, end, Place.AFTER_VALUE);
            }
            default -> out.add(ZedLexer.UNKNOWN, start, lexemes.end(), Place.AFTER_VALUE);
        }
    }
}
