package dev.tarn.query.parse;

import dev.tarn.query.parse.grammar.ZedLexer;
import org.antlr.v4.runtime.Token;

/// Makes the tokens of expressions, of types, and of what stands between them inside of an operator.
final class ValueTokens {

    private final Lexemes lexemes;
    private final Lookahead lookahead;
    private final Keywords keywords;
    private final TokenWriter out;
    private final LegTokens legs;

    ValueTokens(Lexemes lexemes, Lookahead lookahead, Keywords keywords, LegTokens legs, TokenWriter out) {
        this.lexemes = lexemes;
        this.lookahead = lookahead;
        this.keywords = keywords;
        this.legs = legs;
        this.out = out;
    }

    void value(int start) {
        if (option(start)) {
            return;
        }
        if (out.previous() == ZedLexer.SUMMARIZE && keywords.operator(start) == ZedLexer.BY) {
            out.add(ZedLexer.BY, start, start + 2);
            return;
        }
        if (out.frame().function.equals("grep") && out.previous() == ZedLexer.LEFT_PAREN) {
            int glob = lookahead.glob(start);
            if (glob != Lookahead.NONE && ",)".indexOf(lexemes.at(lexemes.skip(glob))) >= 0) {
                out.add(ZedLexer.GLOB, start, glob, Place.AFTER_VALUE);
                return;
            }
        }
        int type = lexemes.match(ZedLexer.DEFAULT_MODE, start);
        int end = lexemes.end();
        switch (type) {
            case ZedLexer.ID -> word(start, end);
            case ZedLexer.IP, ZedLexer.NET -> {
                if (lexemes.isInWord(end) && lexemes.wordEnd(start) > start) {
                    word(start, lexemes.wordEnd(start));
                } else {
                    out.add(type, start, end, Place.AFTER_VALUE);
                }
            }
            case ZedLexer.INT, ZedLexer.FLOAT, ZedLexer.DURATION, ZedLexer.TIME, ZedLexer.BYTES, ZedLexer.STRING,
                    ZedLexer.TRUE, ZedLexer.FALSE, ZedLexer.NULL, ZedLexer.OPEN_STRING, ZedLexer.STAR ->
                    out.add(type, start, end, Place.AFTER_VALUE);
            case ZedLexer.REGEXP ->
                    out.add(lexemes.isTermStart(end) ? ZedLexer.UNKNOWN : type, start, end, Place.AFTER_VALUE);
            case ZedLexer.TEXT_START -> {
                out.open(type, start, end, ZedLexer.TEXT_END, Place.TEXT);
                out.frame().textMode = lexemes.at(start + 1) == '"' ? ZedLexer.DOUBLE_QUOTED : ZedLexer.SINGLE_QUOTED;
            }
            case ZedLexer.TYPE_BEGIN -> out.open(lexemes.skip(end) > end ? ZedLexer.UNKNOWN : type, start, end,
                    ZedLexer.TYPE_END, Place.TYPE);
            case ZedLexer.SET_BEGIN -> out.open(type, start, end, ZedLexer.SET_END, Place.VALUE);
            case ZedLexer.MAP_BEGIN -> out.open(type, start, end, ZedLexer.MAP_END, Place.VALUE);
            case ZedLexer.LEFT_BRACE -> out.open(type, start, end, ZedLexer.RIGHT_BRACE, Place.FIELD);
            case ZedLexer.LEFT_BRACKET -> out.open(type, start, end, ZedLexer.RIGHT_BRACKET, Place.VALUE);
            case ZedLexer.LEFT_PAREN -> parenthesis(type, start, end);
            case ZedLexer.NOT, ZedLexer.NEGATIVE -> out.prefix(type, start, end);
            case ZedLexer.SPREAD, ZedLexer.COLON, ZedLexer.COMMA -> out.add(type, start, end);
            default -> afterValueToken(start);
        }
    }

    private void parenthesis(int type, int start, int end) {
        boolean sql = out.frame().sql;
        boolean function = out.frame().operator == ZedLexer.FUNC && out.previous() == ZedLexer.COLON;
        String called = out.previous() == ZedLexer.CALL ? out.previousText() : "";
        out.open(type, start, end, ZedLexer.RIGHT_PAREN, Place.VALUE, function ? Place.PIPELINE : Place.AFTER_VALUE);
        out.frame().sql = sql;
        out.frame().function = called;
    }

    /// Adds an option of an operator (`-r`) if there is one at `start`.
    private boolean option(int start) {
        if (lexemes.at(start) != '-') {
            return false;
        }
        int end = lexemes.wordEnd(start + 1);
        String word = lexemes.substring(start, end);
        int type = Token.INVALID_TYPE;
        if (out.frame().operator == ZedLexer.SORT && word.equals("-nulls") && isFirstInSort()) {
            int order = lexemes.skip(end);
            type = lexemes.isWord("first", order) ? ZedLexer.NULLS_FIRST
                    : lexemes.isWord("last", order) ? ZedLexer.NULLS_LAST : type;
            end = lexemes.wordEnd(order);
        } else if (out.frame().operator == ZedLexer.SORT && word.equals("-r") && isFirstInSort()) {
            type = ZedLexer.REVERSE;
        } else if (out.frame().operator == ZedLexer.TOP && word.equals("-flush")) {
            type = ZedLexer.FLUSH;
        } else if (out.previous() == ZedLexer.UNIQ && word.equals("-c")) {
            type = ZedLexer.COUNTED;
        } else if (out.previous() == ZedLexer.WITH && word.equals("-limit")) {
            type = ZedLexer.LIMIT;
        }
        if (type == Token.INVALID_TYPE) {
            return false;
        }
        out.add(type, start, end, type == ZedLexer.COUNTED ? Place.AFTER_VALUE : Place.VALUE);
        return true;
    }

    private boolean isFirstInSort() {
        return out.previous() == ZedLexer.SORT || out.previous() == ZedLexer.REVERSE || out.previous() == ZedLexer.NULLS_FIRST
                || out.previous() == ZedLexer.NULLS_LAST;
    }

    /// Adds the word at `start`, where a value is expected.
    private void word(int start, int end) {
        if (out.previous() == out.frame().operator && legs.begin(start)) {
            return;
        }
        int next = lexemes.skip(end);
        int type = ZedLexer.ID;
        out.moveTo(Place.AFTER_VALUE);
        if (lookahead.afterNot(start) == next && next > end && keywords.isOperand(next)) {
            out.prefix(ZedLexer.NOT, start, end);
            out.moveTo(Place.VALUE);
            return;
        }
        if (isSubquery(start, next)) {
            type = ZedLexer.OVER;
            if (out.previous() == ZedLexer.COMMA) {
                out.retype(ZedLexer.COMMA_OVER);
            }
            out.frame().operator = ZedLexer.OVER;
            out.moveTo(Place.VALUE);
        } else if (isOldTypeValue(start, next)) {
            out.add(ZedLexer.TYPE_OF, start, end);
            out.open(ZedLexer.LEFT_PAREN, next, next + 1, ZedLexer.RIGHT_PAREN, Place.TYPE);
            return;
        } else if (lexemes.at(next) == '(' && !lookahead.isNoFunction(start) && !opensCases(next, end)) {
            type = ZedLexer.CALL;
        }
        out.add(type, start, end);
    }

    /// Returns whether a type value is written the older way: `is(type(exec))`. Elsewhere `type(x)` is a conversion.
    private boolean isOldTypeValue(int start, int next) {
        int type = lexemes.skip(next + 1);
        return out.frame().function.equals("is") && (out.previous() == ZedLexer.LEFT_PAREN || out.previous() == ZedLexer.COMMA)
                && lexemes.at(next) == '(' && lexemes.isWord("type", start) && "\"'".indexOf(lexemes.at(type)) < 0
                && lexemes.at(lexemes.skip(Math.max(type, lookahead.type(type)))) == ')';
    }

    private boolean isSubquery(int start, int next) {
        boolean first = out.previous() == ZedLexer.LEFT_PAREN || out.previous() == ZedLexer.CAST_OPEN
                || out.frame().function.equals("grep") && out.previous() == ZedLexer.COMMA;
        return first && lexemes.isWord("over", start) && next > start + 4
                && lookahead.expression(next) != Lookahead.NONE;
    }

    private boolean opensCases(int parenthesis, int end) {
        return out.frame().operator == ZedLexer.SWITCH && parenthesis > end && keywords.isCases(parenthesis);
    }

    void field(int start) {
        int type = lexemes.match(ZedLexer.DEFAULT_MODE, start);
        int word = lexemes.wordEnd(start);
        if (type == ZedLexer.SPREAD) {
            out.add(type, start, lexemes.end(), Place.VALUE);
        } else if (type == ZedLexer.STRING) {
            out.add(type, start, lexemes.end(), Place.AFTER_VALUE);
        } else if (word > start || lexemes.at(start) == '\\') {
            name(start, Place.AFTER_VALUE);
        } else {
            afterValueToken(start);
        }
    }

    /// Adds a name; the words of literals are none.
    void name(int start, Place then) {
        int end = lexemes.wordEnd(start);
        int type = lexemes.match(ZedLexer.DEFAULT_MODE, start);
        if (type == ZedLexer.ID && lexemes.at(start) == '\\') {
            end = lexemes.end();
        } else if (end == start) {
            afterValueToken(start);
            return;
        } else {
            boolean literal = lexemes.end() == end && (type == ZedLexer.TRUE || type == ZedLexer.FALSE || type == ZedLexer.NULL
                    || type == ZedLexer.FLOAT);
            type = literal ? type : ZedLexer.ID;
        }
        out.add(type, start, end, then);
    }

    void text(int start) {
        int type = lexemes.match(out.frame().textMode, start);
        int end = lexemes.end();
        switch (type) {
            case ZedLexer.HOLE_BEGIN -> out.open(type, start, end, ZedLexer.RIGHT_BRACE, Place.VALUE, Place.TEXT);
            case ZedLexer.TEXT_END -> out.close(type, start, end);
            default -> out.add(type, start, end);
        }
    }

    // ------------------------------------------------------------------------------------------------ what follows a value

    void afterValue(int start) {
        out.endPrefixes();
        if (start < out.frame().operandEnd || out.frame().operandEnd == Integer.MAX_VALUE) {
            if (!(out.frame().opener == ZedLexer.OPEN && legs.begin(start))) {
                afterValueToken(start);
            }
        } else if (out.frame().searching) {
            out.moveTo(Place.AFTER_TERM);
        } else {
            out.frame().operandEnd = Integer.MAX_VALUE;
            out.moveTo(Place.PIPELINE);
        }
    }

    void afterValueToken(int start) {
        int type = lexemes.match(ZedLexer.OPERATORS, start);
        int end = lexemes.end();
        switch (type) {
            case ZedLexer.ID -> wordAfterValue(start, end);
            case ZedLexer.DOT -> {
                boolean apart = start > out.position() || lexemes.skip(end) > end;
                out.add(apart ? ZedLexer.UNKNOWN : type, start, end, Place.NAME);
            }
            case ZedLexer.INDEX_OPEN -> out.open(start > out.position() ? ZedLexer.LEFT_BRACKET : type, start, end,
                    ZedLexer.RIGHT_BRACKET, Place.VALUE);
            case ZedLexer.SET_BEGIN -> out.open(type, start, end, ZedLexer.SET_END, Place.VALUE);
            case ZedLexer.MAP_BEGIN -> out.open(type, start, end, ZedLexer.MAP_END, Place.VALUE);
            case ZedLexer.LEFT_BRACE -> out.open(type, start, end, ZedLexer.RIGHT_BRACE, Place.FIELD);
            case ZedLexer.LEFT_PAREN -> parenthesisAfterValue(start, end);
            case ZedLexer.RIGHT_PAREN, ZedLexer.RIGHT_BRACKET, ZedLexer.RIGHT_BRACE -> out.close(type, start, end);
            case ZedLexer.PIPE -> {
                out.add(type, start, end, Place.OPERATOR);
            }
            case ZedLexer.ARROW -> arrow(start, end);
            case ZedLexer.COMMA -> {
                out.endExpression();
                out.add(type, start, end, out.frame().opener == ZedLexer.LEFT_BRACE ? Place.FIELD : Place.VALUE);
            }
            case ZedLexer.COLON -> colon(start, end);
            case ZedLexer.QUESTION -> {
                out.tail(start);
                out.add(type, start, end, Place.VALUE);
            }
            case ZedLexer.ASSIGN -> assign(start, end);
            case ZedLexer.MINUS -> {
                out.moveTo(Place.VALUE);
                if (out.frame().operator != ZedLexer.TOP || !option(start)) {
                    out.add(type, start, end);
                }
            }
            case ZedLexer.INT, ZedLexer.STRING, ZedLexer.UNKNOWN -> {
                out.add(type, start, end, Place.AFTER_VALUE);
            }
            default -> {
                out.add(type, start, end, Place.VALUE);
            }
        }
    }

    private void parenthesisAfterValue(int start, int end) {
        if (opensCases(start, out.position())) {
            out.open(ZedLexer.OPEN, start, end, ZedLexer.RIGHT_PAREN, Place.AFTER_VALUE);
        } else if (out.frame().operator == ZedLexer.OP && out.previous() == ZedLexer.COLON) {
            out.open(ZedLexer.OPEN, start, end, ZedLexer.RIGHT_PAREN, Place.PIPELINE, Place.PIPELINE);
        } else {
            parenthesis(out.previous() == ZedLexer.TYPE_END ? ZedLexer.CAST_OPEN : ZedLexer.LEFT_PAREN, start, end);
        }
    }

    private void arrow(int start, int end) {
        int parenthesis = lexemes.skip(end);
        boolean inLegs = out.isOpenedBy(ZedLexer.FORK) || out.isOpenedBy(ZedLexer.SWITCH) || out.isOpenedBy(ZedLexer.FROM);
        boolean opens = lexemes.at(parenthesis) == '(';
        boolean scope = out.frame().operator == ZedLexer.OVER && (opens || !inLegs);
        out.add(scope ? ZedLexer.SCOPE_ARROW : ZedLexer.ARROW, start, end, Place.OPERATOR);
        if (scope && opens) {
            out.open(ZedLexer.OPEN, parenthesis, parenthesis + 1, ZedLexer.RIGHT_PAREN, Place.PIPELINE);
        }
    }

    private void colon(int start, int end) {
        out.add(ZedLexer.COLON, start, end, out.frame().operator == ZedLexer.OP ? Place.AFTER_VALUE : Place.VALUE);
    }

    private void assign(int start, int end) {
        out.add(out.frame().sql ? ZedLexer.EQUAL : ZedLexer.ASSIGN, start, end, Place.VALUE);
        int value = lexemes.skip(end);
        if (out.frame().operator == ZedLexer.CONST) {
            int valueEnd = lookahead.expression(value);
            out.frame().operandEnd = valueEnd == Lookahead.NONE ? Integer.MAX_VALUE : valueEnd;
        } else if (out.frame().operator == ZedLexer.TYPE) {
            bareType(value, Place.PIPELINE);
        }
    }

    private void wordAfterValue(int start, int end) {
        int type = out.frame().sql ? keywords.inSql(start, end) : keywords.afterValue(start, end, out);
        int tokenEnd = end;
        if (type == ZedLexer.ID && (out.frame().operator == ZedLexer.TOP || out.frame().operator == ZedLexer.JOIN)) {
            // The first key stands right behind the limit, what is added right behind the keys.
            value(start);
            return;
        }
        if (type == ZedLexer.CONDITION) {
            out.tail(start);
            out.retype(ZedLexer.RIGHT_PAREN_WHERE);
        }
        if (type == ZedLexer.GROUP_BY || type == ZedLexer.ORDER_BY) {
            tokenEnd = lexemes.skip(end) + 2;
        }
        out.add(type, start, tokenEnd);
        out.moveTo(switch (type) {
            case ZedLexer.ID, ZedLexer.ASC, ZedLexer.DESC, ZedLexer.TAP, ZedLexer.INNER, ZedLexer.LEFT, ZedLexer.RIGHT,
                    ZedLexer.ANTI -> Place.AFTER_VALUE;
            case ZedLexer.SQL_FROM, ZedLexer.JOIN -> Place.TABLE;
            case ZedLexer.FORMAT -> Place.NAME;
            case ZedLexer.AS -> out.frame().sql ? Place.NAME : Place.VALUE;
            default -> Place.VALUE;
        });
        if (type == ZedLexer.BY && out.frame().operator == ZedLexer.EXPLODE) {
            bareType(lexemes.skip(tokenEnd), Place.AFTER_VALUE);
        }
    }

    // ------------------------------------------------------------------------------------------------------------ types

    /// Begins a type that has no brackets of its own around it.
    private void bareType(int start, Place after) {
        int end = lookahead.type(start);
        out.frame().operandEnd = end == Lookahead.NONE ? Integer.MAX_VALUE : end;
        out.frame().placeAfterType = after;
        out.moveTo(Place.TYPE);
    }

    void type(int start) {
        if (start >= out.frame().operandEnd) {
            out.frame().operandEnd = Integer.MAX_VALUE;
            out.moveTo(out.frame().placeAfterType);
            return;
        }
        int type = lexemes.match(ZedLexer.TYPES, start);
        int end = lexemes.end();
        switch (type) {
            case ZedLexer.LEFT_PAREN -> out.open(out.previous() == ZedLexer.ID ? ZedLexer.ERROR_OPEN : type, start, end,
                    ZedLexer.RIGHT_PAREN, Place.TYPE, Place.TYPE);
            case ZedLexer.LEFT_BRACKET -> out.open(type, start, end, ZedLexer.RIGHT_BRACKET, Place.TYPE, Place.TYPE);
            case ZedLexer.LEFT_BRACE -> out.open(type, start, end, ZedLexer.RIGHT_BRACE, Place.TYPE, Place.TYPE);
            case ZedLexer.SET_BEGIN -> out.open(type, start, end, ZedLexer.SET_END, Place.TYPE, Place.TYPE);
            case ZedLexer.MAP_BEGIN -> out.open(type, start, end, ZedLexer.MAP_END, Place.TYPE, Place.TYPE);
            case ZedLexer.TYPE_END -> out.close(start > out.position() ? ZedLexer.UNKNOWN : type, start, end);
            case ZedLexer.RIGHT_PAREN, ZedLexer.RIGHT_BRACKET, ZedLexer.RIGHT_BRACE -> out.close(type, start, end);
            case ZedLexer.ID -> {
                // 'null' is the name of a type, unlike the other words of literals.
                if (lexemes.isWord("null", start)) {
                    out.add(type, start, end);
                } else {
                    name(start, Place.TYPE);
                }
            }
            case ZedLexer.UNKNOWN -> afterValueToken(start);
            case ZedLexer.ASSIGN -> {
                out.tail(start);
                out.add(type, start, end);
            }
            default -> out.add(type, start, end);
        }
    }
}
