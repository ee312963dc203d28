package dev.tarn.query.parse;

import dev.tarn.query.parse.grammar.ZedLexer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Token;

/// Makes the tokens of a query for [ZedParser].
///
/// What a character means depends on its place (see ZedLexer.g4). This class knows the place: whether an operator, a value,
/// what follows a value, a term of a search, a type, a path or a name is expected. It keeps a stack of the open brackets,
/// each with the operator it belongs to, and it moves from place to place by the tokens themselves; the parser
/// never steers it, so that the parser may look ahead as far as it wants, and a syntax error leaves the tokens behind it sound.
final class ContextTokens {

    /// What is expected next.
    private enum Place {
        PIPELINE, OPERATOR, VALUE, AFTER_VALUE, TERM, AFTER_TERM, FIELD, NAME, TYPE, TEXT, PATH, POOL, AFTER_POOL, REVISION, META,
        LEG, TABLE
    }

    /// An open bracket, or the whole query: the token that closes it and what is known about the operator in it.
    private static final class Frame {
        private final int opener;
        private final int closer;
        private final Place placeAfter;
        // The keyword of the current operator.
        private int operator = Token.INVALID_TYPE;
        private boolean searching;
        private boolean sql;
        // Where the current operand of a search, the value of a constant or a type without brackets of its own ends.
        private int operandEnd = Integer.MAX_VALUE;
        private Place placeAfterType = Place.AFTER_VALUE;
        // The quoting mode of a text with expressions; the function whose arguments are in this bracket.
        private int textMode;
        private String function = "";
        // How many prefix operators wait for their operand, and how many parts of the expression nest to its right.
        private int prefixes;
        private int tails;

        private Frame(int opener, int closer, Place placeAfter) {
            this.opener = opener;
            this.closer = closer;
            this.placeAfter = placeAfter;
        }
    }

    private final Lexemes lexemes;
    private final Nesting nesting = new Nesting();
    private final Lookahead lookahead;
    private final Keywords keywords;
    private final List<CommonToken> tokens = new ArrayList<>();
    private final Deque<Frame> frames = new ArrayDeque<>();
    private Frame frame = new Frame(Token.INVALID_TYPE, Token.EOF, Place.PIPELINE);
    private Place place = Place.PIPELINE;
    private int position;
    private int previous = Token.INVALID_TYPE;
    // Whether the last bracket that was closed held the arguments of a call.
    private boolean closedCall;

    private ContextTokens(String text) {
        lexemes = new Lexemes(text);
        lookahead = new Lookahead(lexemes, nesting);
        keywords = new Keywords(lexemes, lookahead);
    }

    /// Returns the tokens of a query.
    ///
    /// @throws Nesting.TooDeepException if brackets are nested too deep
    static ListTokenSource of(String text) {
        return new ListTokenSource(new ContextTokens(text).all());
    }

    private List<CommonToken> all() {
        while (previous != Token.EOF) {
            int start = place == Place.TEXT ? position : lexemes.skip(position);
            if (start >= lexemes.length()) {
                add(Token.EOF, lexemes.length(), lexemes.length());
            } else {
                next(start);
            }
        }
        return tokens;
    }

    /// Adds the token at `start` or moves to another place.
    private void next(int start) {
        switch (place) {
            case PIPELINE, OPERATOR -> operator(start);
            case VALUE -> value(start);
            case AFTER_VALUE -> afterValue(start);
            case TERM -> term(start);
            case AFTER_TERM -> afterTerm(start);
            case FIELD -> field(start);
            case NAME -> name(start, Place.AFTER_VALUE);
            case TYPE -> type(start);
            case TEXT -> text(start);
            case PATH -> path(start);
            case POOL -> pool(start);
            case AFTER_POOL -> afterPool(start);
            case REVISION -> attached(start, Place.AFTER_POOL);
            case META -> attached(start, Place.AFTER_VALUE);
            case LEG -> leg(start);
            case TABLE -> poolName(start, Place.AFTER_VALUE);
        }
    }

    // -------------------------------------------------------------------------------------------------------- operators

    private void operator(int start) {
        endExpression();
        frame.searching = false;
        frame.sql = false;
        frame.operandEnd = Integer.MAX_VALUE;
        int declaration = place == Place.PIPELINE ? keywords.declaration(start) : Lookahead.NONE;
        if (declaration != Lookahead.NONE) {
            keyword(declaration, start, Place.NAME);
            return;
        }
        if (place == Place.PIPELINE && keywords.isSql(start) || isAfterOpening() && keywords.isSql(start)) {
            frame.sql = true;
            keyword(ZedLexer.SELECT, start, Place.VALUE);
            return;
        }
        int keyword = keywords.operator(start);
        if (keyword != Lookahead.NONE) {
            keyword(keyword, start, placeAfter(keyword));
        } else if (lexemes.at(start) == '(' && keywords.declaration(lexemes.skip(start + 1)) != Lookahead.NONE) {
            frame.operator = ZedLexer.OPEN;
            open(ZedLexer.OPEN, start, start + 1, ZedLexer.RIGHT_PAREN, Place.PIPELINE);
        } else if (isAssignment(start) || isAggregation(start)) {
            frame.operator = ZedLexer.SUMMARIZE;
            place = Place.VALUE;
        } else if (lookahead.factor(start) != Lookahead.NONE) {
            frame.operator = ZedLexer.IMPLIED_SEARCH;
            frame.searching = true;
            add(ZedLexer.IMPLIED_SEARCH, start, start);
            place = Place.TERM;
        } else {
            frame.operator = Token.INVALID_TYPE;
            place = Place.VALUE;
        }
    }

    private boolean isAfterOpening() {
        return previous == Token.INVALID_TYPE || previous == ZedLexer.OPEN || previous == ZedLexer.ARROW;
    }

    private void keyword(int type, int start, Place then) {
        frame.operator = type;
        add(type, start, lexemes.wordEnd(start));
        place = then;
        if (type == ZedLexer.SEARCH) {
            frame.searching = true;
        }
        int parenthesis = lexemes.skip(position);
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
            open(ZedLexer.OPEN, parenthesis, parenthesis + 1, ZedLexer.RIGHT_PAREN, inside);
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

    private void leg(int start) {
        int type = keywords.leg(start);
        if (type == Lookahead.NONE) {
            afterValueToken(start);
            return;
        }
        endExpression();
        frame.searching = false;
        frame.operandEnd = Integer.MAX_VALUE;
        frame.operator = type;
        add(type, start, lexemes.wordEnd(start));
        place = switch (type) {
            case ZedLexer.POOL -> Place.POOL;
            case ZedLexer.PASS -> Place.AFTER_VALUE;
            default -> Place.PATH;
        };
    }

    // ----------------------------------------------------------------------------------------------------------- search

    private void term(int start) {
        int end = lookahead.factor(start);
        int operand = lookahead.afterNot(start);
        if (operand != Lookahead.NONE && lookahead.factor(operand) != Lookahead.NONE) {
            prefix(ZedLexer.TERM_NOT, start, lexemes.at(start) == '!' ? start + 1 : start + 3);
            return;
        }
        if (lexemes.at(start) == '(' && lookahead.group(start) != Lookahead.NONE) {
            open(ZedLexer.SEARCH_OPEN, start, start + 1, ZedLexer.RIGHT_PAREN, Place.TERM);
            frame.searching = true;
            return;
        }
        frame.operandEnd = end == Lookahead.NONE ? Integer.MAX_VALUE : end;
        int term = lookahead.term(start);
        if (term == Lookahead.NONE) {
            place = Place.VALUE;
        } else if (lookahead.termKind() == Lookahead.TermKind.LITERAL) {
            add(ZedLexer.TERM, start, start);
            place = Place.VALUE;
        } else {
            add(switch (lookahead.termKind()) {
                case REGEXP -> ZedLexer.REGEXP;
                case GLOB -> ZedLexer.GLOB;
                case EVERYTHING -> ZedLexer.EVERYTHING;
                case WORD, LITERAL -> ZedLexer.WORD;
            }, start, term);
            place = Place.AFTER_TERM;
        }
    }

    private void afterTerm(int start) {
        endPrefixes();
        boolean apart = start > position;
        if (apart && lookahead.isAnd(start)) {
            add(ZedLexer.TERM_AND, start, start + 3);
            place = Place.TERM;
        } else if (apart && lookahead.isOr(start)) {
            add(ZedLexer.TERM_OR, start, start + 2);
            place = Place.TERM;
        } else if (!legOrCase(start) && apart && lookahead.factor(start) != Lookahead.NONE) {
            place = Place.TERM;
        } else if (place == Place.AFTER_TERM) {
            notATerm(start);
        }
    }

    /// Adds what stands behind a term and is no term. Part of an expression (`foo bar-1`, `foo {a}`) is marked as unknown,
    /// because the parser would take it for a comparison, or for more of one.
    private void notATerm(int start) {
        switch (lexemes.match(ZedLexer.OPERATORS, start)) {
            case ZedLexer.PIPE, ZedLexer.ARROW, ZedLexer.RIGHT_PAREN, ZedLexer.RIGHT_BRACKET, ZedLexer.RIGHT_BRACE ->
                    afterValueToken(start);
            default -> {
                add(ZedLexer.UNKNOWN, start, lexemes.end());
                place = Place.AFTER_VALUE;
            }
        }
    }

    /// Begins the next leg or case if there is one at `start`.
    private boolean legOrCase(int start) {
        if (frame.opener != ZedLexer.OPEN) {
            return false;
        }
        int word = keywords.caseWord(start);
        if (word != Lookahead.NONE && isOpenBy(ZedLexer.SWITCH)) {
            frame.searching = false;
            frame.operandEnd = Integer.MAX_VALUE;
            endExpression();
            add(word, start, lexemes.wordEnd(start));
            place = word == ZedLexer.CASE ? Place.VALUE : Place.AFTER_VALUE;
            return true;
        }
        boolean leg = isOpenBy(ZedLexer.FROM) && keywords.leg(start) != Lookahead.NONE
                && (!frame.searching || keywords.isLegWithArrow(start));
        if (leg) {
            leg(start);
        }
        return leg;
    }

    /// Returns whether the innermost bracket was opened by an operator with this keyword.
    private boolean isOpenBy(int keyword) {
        return frames.peek() != null && frames.peek().operator == keyword;
    }

    // ----------------------------------------------------------------------------------------------------------- values

    private void value(int start) {
        if (option(start)) {
            return;
        }
        if (previous == ZedLexer.SUMMARIZE && keywords.operator(start) == ZedLexer.BY) {
            add(ZedLexer.BY, start, start + 2);
            return;
        }
        if (frame.function.equals("grep") && previous == ZedLexer.LEFT_PAREN) {
            int glob = lookahead.glob(start);
            if (glob != Lookahead.NONE && ",)".indexOf(lexemes.at(lexemes.skip(glob))) >= 0) {
                add(ZedLexer.GLOB, start, glob);
                place = Place.AFTER_VALUE;
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
                    add(type, start, end);
                    place = Place.AFTER_VALUE;
                }
            }
            case ZedLexer.INT, ZedLexer.FLOAT, ZedLexer.DURATION, ZedLexer.TIME, ZedLexer.BYTES, ZedLexer.STRING,
                    ZedLexer.TRUE, ZedLexer.FALSE, ZedLexer.NULL, ZedLexer.OPEN_STRING, ZedLexer.STAR -> {
                add(type, start, end);
                place = Place.AFTER_VALUE;
            }
            case ZedLexer.REGEXP -> {
                add(lexemes.isTermStart(end) ? ZedLexer.UNKNOWN : type, start, end);
                place = Place.AFTER_VALUE;
            }
            case ZedLexer.TEXT_START -> {
                open(type, start, end, ZedLexer.TEXT_END, Place.TEXT);
                frame.textMode = lexemes.at(start + 1) == '"' ? ZedLexer.DOUBLE_QUOTED : ZedLexer.SINGLE_QUOTED;
            }
            case ZedLexer.TYPE_BEGIN -> open(lexemes.skip(end) > end ? ZedLexer.UNKNOWN : type, start, end,
                    ZedLexer.TYPE_END, Place.TYPE);
            case ZedLexer.SET_BEGIN -> open(type, start, end, ZedLexer.SET_END, Place.VALUE);
            case ZedLexer.MAP_BEGIN -> open(type, start, end, ZedLexer.MAP_END, Place.VALUE);
            case ZedLexer.LEFT_BRACE -> open(type, start, end, ZedLexer.RIGHT_BRACE, Place.FIELD);
            case ZedLexer.LEFT_BRACKET -> open(type, start, end, ZedLexer.RIGHT_BRACKET, Place.VALUE);
            case ZedLexer.LEFT_PAREN -> parenthesis(type, start, end);
            case ZedLexer.NOT, ZedLexer.NEGATIVE -> prefix(type, start, end);
            case ZedLexer.SPREAD, ZedLexer.COLON, ZedLexer.COMMA -> add(type, start, end);
            default -> afterValueToken(start);
        }
    }

    private void prefix(int type, int start, int end) {
        nesting.enter(start);
        frame.prefixes++;
        add(type, start, end);
    }

    /// Notes that what follows `start` is nested in what stands before it, up to the end of the expression.
    private void tail(int start) {
        nesting.enter(start);
        frame.tails++;
    }

    private void endPrefixes() {
        nesting.leave(frame.prefixes);
        frame.prefixes = 0;
    }

    private void endExpression() {
        endPrefixes();
        nesting.leave(frame.tails);
        frame.tails = 0;
    }

    private void parenthesis(int type, int start, int end) {
        boolean sql = frame.sql;
        boolean function = frame.operator == ZedLexer.FUNC && previous == ZedLexer.COLON;
        String called = previous == ZedLexer.CALL ? tokens.getLast().getText() : "";
        open(type, start, end, ZedLexer.RIGHT_PAREN, Place.VALUE, function ? Place.PIPELINE : Place.AFTER_VALUE);
        frame.sql = sql;
        frame.function = called;
    }

    /// Adds an option of an operator (`-r`) if there is one at `start`.
    private boolean option(int start) {
        if (lexemes.at(start) != '-') {
            return false;
        }
        int end = lexemes.wordEnd(start + 1);
        String word = lexemes.substring(start, end);
        int type = Token.INVALID_TYPE;
        if (frame.operator == ZedLexer.SORT && word.equals("-nulls") && isFirstInSort()) {
            int order = lexemes.skip(end);
            type = lexemes.isWord("first", order) ? ZedLexer.NULLS_FIRST
                    : lexemes.isWord("last", order) ? ZedLexer.NULLS_LAST : type;
            end = lexemes.wordEnd(order);
        } else if (frame.operator == ZedLexer.SORT && word.equals("-r") && isFirstInSort()) {
            type = ZedLexer.REVERSE;
        } else if (frame.operator == ZedLexer.TOP && word.equals("-flush")) {
            type = ZedLexer.FLUSH;
        } else if (previous == ZedLexer.UNIQ && word.equals("-c")) {
            type = ZedLexer.COUNTED;
        } else if (previous == ZedLexer.WITH && word.equals("-limit")) {
            type = ZedLexer.LIMIT;
        }
        if (type == Token.INVALID_TYPE) {
            return false;
        }
        add(type, start, end);
        place = type == ZedLexer.COUNTED ? Place.AFTER_VALUE : Place.VALUE;
        return true;
    }

    private boolean isFirstInSort() {
        return previous == ZedLexer.SORT || previous == ZedLexer.REVERSE || previous == ZedLexer.NULLS_FIRST
                || previous == ZedLexer.NULLS_LAST;
    }

    /// Adds the word at `start`, where a value is expected.
    private void word(int start, int end) {
        if (previous == frame.operator && legOrCase(start)) {
            return;
        }
        int next = lexemes.skip(end);
        int type = ZedLexer.ID;
        place = Place.AFTER_VALUE;
        if (lookahead.afterNot(start) == next && next > end && keywords.isOperand(next)) {
            prefix(ZedLexer.NOT, start, end);
            place = Place.VALUE;
            return;
        }
        if (isSubquery(start, next)) {
            type = ZedLexer.OVER;
            frame.operator = ZedLexer.OVER;
            place = Place.VALUE;
        } else if (isOldTypeValue(start, next)) {
            add(ZedLexer.TYPE_OF, start, end);
            open(ZedLexer.LEFT_PAREN, next, next + 1, ZedLexer.RIGHT_PAREN, Place.TYPE);
            return;
        } else if (lexemes.at(next) == '(' && !lookahead.isNoFunction(start) && !opensCases(next, end)) {
            type = ZedLexer.CALL;
        }
        add(type, start, end);
    }

    /// Returns whether a type value is written the older way: `is(type(exec))`. Elsewhere `type(x)` is a conversion.
    private boolean isOldTypeValue(int start, int next) {
        int type = lexemes.skip(next + 1);
        return frame.function.equals("is") && (previous == ZedLexer.LEFT_PAREN || previous == ZedLexer.COMMA)
                && lexemes.at(next) == '(' && lexemes.isWord("type", start) && "\"'".indexOf(lexemes.at(type)) < 0
                && lexemes.at(lexemes.skip(Math.max(type, lookahead.type(type)))) == ')';
    }

    private boolean isSubquery(int start, int next) {
        boolean first = previous == ZedLexer.LEFT_PAREN || previous == ZedLexer.CAST_OPEN
                || frame.function.equals("grep") && previous == ZedLexer.COMMA;
        return first && lexemes.isWord("over", start) && next > start + 4
                && lookahead.expression(next) != Lookahead.NONE;
    }

    private boolean opensCases(int parenthesis, int end) {
        return frame.operator == ZedLexer.SWITCH && parenthesis > end && keywords.isCases(parenthesis);
    }

    private void field(int start) {
        int type = lexemes.match(ZedLexer.DEFAULT_MODE, start);
        int word = lexemes.wordEnd(start);
        if (type == ZedLexer.SPREAD) {
            add(type, start, lexemes.end());
            place = Place.VALUE;
        } else if (type == ZedLexer.STRING) {
            add(type, start, lexemes.end());
            place = Place.AFTER_VALUE;
        } else if (word > start || lexemes.at(start) == '\\') {
            name(start, Place.AFTER_VALUE);
        } else {
            afterValueToken(start);
        }
    }

    /// Adds a name; the words of literals are none.
    private void name(int start, Place then) {
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
        add(type, start, end);
        place = then;
    }

    private void text(int start) {
        int type = lexemes.match(frame.textMode, start);
        int end = lexemes.end();
        switch (type) {
            case ZedLexer.HOLE_BEGIN -> open(type, start, end, ZedLexer.RIGHT_BRACE, Place.VALUE, Place.TEXT);
            case ZedLexer.TEXT_END -> close(type, start, end);
            default -> add(type, start, end);
        }
    }

    // ------------------------------------------------------------------------------------------------ what follows a value

    private void afterValue(int start) {
        endPrefixes();
        if (start < frame.operandEnd || frame.operandEnd == Integer.MAX_VALUE) {
            if (!(frame.opener == ZedLexer.OPEN && legOrCase(start))) {
                afterValueToken(start);
            }
        } else if (frame.searching) {
            place = Place.AFTER_TERM;
        } else {
            frame.operandEnd = Integer.MAX_VALUE;
            place = Place.PIPELINE;
        }
    }

    private void afterValueToken(int start) {
        int type = lexemes.match(ZedLexer.OPERATORS, start);
        int end = lexemes.end();
        switch (type) {
            case ZedLexer.ID -> wordAfterValue(start, end);
            case ZedLexer.DOT -> {
                boolean apart = start > position || lexemes.skip(end) > end;
                add(apart ? ZedLexer.UNKNOWN : type, start, end);
                place = Place.NAME;
            }
            case ZedLexer.INDEX_OPEN -> open(start > position ? ZedLexer.LEFT_BRACKET : type, start, end,
                    ZedLexer.RIGHT_BRACKET, Place.VALUE);
            case ZedLexer.SET_BEGIN -> open(type, start, end, ZedLexer.SET_END, Place.VALUE);
            case ZedLexer.MAP_BEGIN -> open(type, start, end, ZedLexer.MAP_END, Place.VALUE);
            case ZedLexer.LEFT_BRACE -> open(type, start, end, ZedLexer.RIGHT_BRACE, Place.FIELD);
            case ZedLexer.LEFT_PAREN -> parenthesisAfterValue(start, end);
            case ZedLexer.RIGHT_PAREN, ZedLexer.RIGHT_BRACKET, ZedLexer.RIGHT_BRACE -> close(type, start, end);
            case ZedLexer.PIPE -> {
                add(type, start, end);
                place = Place.OPERATOR;
            }
            case ZedLexer.ARROW -> arrow(start, end);
            case ZedLexer.COMMA -> {
                endExpression();
                add(type, start, end);
                place = frame.opener == ZedLexer.LEFT_BRACE ? Place.FIELD : Place.VALUE;
            }
            case ZedLexer.COLON -> colon(start, end);
            case ZedLexer.QUESTION -> {
                tail(start);
                add(type, start, end);
                place = Place.VALUE;
            }
            case ZedLexer.ASSIGN -> assign(start, end);
            case ZedLexer.MINUS -> {
                place = Place.VALUE;
                if (frame.operator != ZedLexer.TOP || !option(start)) {
                    add(type, start, end);
                }
            }
            case ZedLexer.INT, ZedLexer.STRING, ZedLexer.UNKNOWN -> {
                add(type, start, end);
                place = Place.AFTER_VALUE;
            }
            default -> {
                add(type, start, end);
                place = Place.VALUE;
            }
        }
    }

    private void parenthesisAfterValue(int start, int end) {
        if (opensCases(start, position)) {
            open(ZedLexer.OPEN, start, end, ZedLexer.RIGHT_PAREN, Place.AFTER_VALUE);
        } else if (frame.operator == ZedLexer.OP && previous == ZedLexer.COLON) {
            open(ZedLexer.OPEN, start, end, ZedLexer.RIGHT_PAREN, Place.PIPELINE, Place.PIPELINE);
        } else {
            parenthesis(previous == ZedLexer.TYPE_END ? ZedLexer.CAST_OPEN : ZedLexer.LEFT_PAREN, start, end);
        }
    }

    private void arrow(int start, int end) {
        int parenthesis = lexemes.skip(end);
        boolean scope = frame.operator == ZedLexer.OVER && lexemes.at(parenthesis) == '(';
        add(scope ? ZedLexer.SCOPE_ARROW : ZedLexer.ARROW, start, end);
        place = Place.OPERATOR;
        if (scope) {
            open(ZedLexer.OPEN, parenthesis, parenthesis + 1, ZedLexer.RIGHT_PAREN, Place.PIPELINE);
        }
    }

    private void colon(int start, int end) {
        add(ZedLexer.COLON, start, end);
        place = frame.operator == ZedLexer.OP ? Place.AFTER_VALUE : Place.VALUE;
    }

    private void assign(int start, int end) {
        add(frame.sql ? ZedLexer.EQUAL : ZedLexer.ASSIGN, start, end);
        place = Place.VALUE;
        int value = lexemes.skip(end);
        if (frame.operator == ZedLexer.CONST) {
            int valueEnd = lookahead.expression(value);
            frame.operandEnd = valueEnd == Lookahead.NONE ? Integer.MAX_VALUE : valueEnd;
        } else if (frame.operator == ZedLexer.TYPE) {
            bareType(value, Place.PIPELINE);
        }
    }

    private void wordAfterValue(int start, int end) {
        int type = frame.sql ? sqlWord(start, end) : wordType(start, end);
        int tokenEnd = end;
        if (type == ZedLexer.WHERE) {
            tail(start);
            tokens.getLast().setType(ZedLexer.RIGHT_PAREN_WHERE);
        }
        if (type == ZedLexer.GROUP_BY || type == ZedLexer.ORDER_BY) {
            tokenEnd = lexemes.skip(end) + 2;
        }
        add(type, start, tokenEnd);
        place = switch (type) {
            case ZedLexer.ID, ZedLexer.ASC, ZedLexer.DESC, ZedLexer.TAP, ZedLexer.INNER, ZedLexer.LEFT, ZedLexer.RIGHT,
                    ZedLexer.ANTI -> Place.AFTER_VALUE;
            case ZedLexer.SQL_FROM, ZedLexer.JOIN -> Place.TABLE;
            case ZedLexer.FORMAT -> Place.NAME;
            case ZedLexer.AS -> frame.sql ? Place.NAME : Place.VALUE;
            default -> Place.VALUE;
        };
        if (type == ZedLexer.BY && frame.operator == ZedLexer.EXPLODE) {
            bareType(lexemes.skip(tokenEnd), Place.AFTER_VALUE);
        }
    }

    /// Returns the token type of a word behind a value.
    private int wordType(int start, int end) {
        int operator = frame.operator;
        boolean source = operator == ZedLexer.FILE || operator == ZedLexer.GET;
        return switch (lexemes.substring(start, end)) {
            case "and", "AND" -> ZedLexer.AND;
            case "or", "OR" -> ZedLexer.OR;
            case "in" -> ZedLexer.IN;
            case "by" -> operator == ZedLexer.JOIN ? ZedLexer.ID : ZedLexer.BY;
            case "where" -> previous == ZedLexer.RIGHT_PAREN && closedCall ? ZedLexer.WHERE : ZedLexer.ID;
            case "with" -> operator == ZedLexer.JOIN ? ZedLexer.ID : ZedLexer.WITH;
            case "asc" -> ZedLexer.ASC;
            case "desc" -> ZedLexer.DESC;
            case "on" -> operator == ZedLexer.JOIN ? ZedLexer.ON : ZedLexer.ID;
            case "as" -> operator == ZedLexer.EXPLODE ? ZedLexer.AS : ZedLexer.ID;
            case "format" -> source ? ZedLexer.FORMAT : ZedLexer.ID;
            case "order" -> source ? ZedLexer.ORDER : ZedLexer.ID;
            case "method" -> source ? ZedLexer.METHOD : ZedLexer.ID;
            case "headers" -> source ? ZedLexer.HEADERS : ZedLexer.ID;
            case "body" -> source ? ZedLexer.BODY : ZedLexer.ID;
            case "author" -> operator == ZedLexer.LOAD ? ZedLexer.AUTHOR : ZedLexer.ID;
            case "message" -> operator == ZedLexer.LOAD ? ZedLexer.MESSAGE : ZedLexer.ID;
            case "meta" -> operator == ZedLexer.LOAD ? ZedLexer.META : ZedLexer.ID;
            case "tap" -> operator == ZedLexer.FROM || operator == ZedLexer.POOL ? ZedLexer.TAP : ZedLexer.ID;
            default -> ZedLexer.ID;
        };
    }

    /// Returns the token type of a word behind a value in SQL.
    private int sqlWord(int start, int end) {
        boolean by = keywords.isWordOfAnyCase("by", lexemes.skip(end));
        return switch (lexemes.substring(start, end).toLowerCase(Locale.ROOT)) {
            case "and" -> ZedLexer.AND;
            case "or" -> ZedLexer.OR;
            case "in" -> ZedLexer.IN;
            case "as" -> ZedLexer.AS;
            case "from" -> ZedLexer.SQL_FROM;
            case "join" -> ZedLexer.JOIN;
            case "inner" -> ZedLexer.INNER;
            case "left" -> ZedLexer.LEFT;
            case "right" -> ZedLexer.RIGHT;
            case "anti" -> ZedLexer.ANTI;
            case "on" -> ZedLexer.ON;
            case "where" -> ZedLexer.SQL_WHERE;
            case "group" -> by ? ZedLexer.GROUP_BY : ZedLexer.ID;
            case "having" -> ZedLexer.HAVING;
            case "order" -> by ? ZedLexer.ORDER_BY : ZedLexer.ID;
            case "limit" -> ZedLexer.SQL_LIMIT;
            case "asc" -> ZedLexer.ASC;
            case "desc" -> ZedLexer.DESC;
            default -> ZedLexer.ID;
        };
    }

    // ------------------------------------------------------------------------------------------------------------ types

    /// Begins a type that has no brackets of its own around it.
    private void bareType(int start, Place after) {
        int end = lookahead.type(start);
        frame.operandEnd = end == Lookahead.NONE ? Integer.MAX_VALUE : end;
        frame.placeAfterType = after;
        place = Place.TYPE;
    }

    private void type(int start) {
        if (start >= frame.operandEnd) {
            frame.operandEnd = Integer.MAX_VALUE;
            place = frame.placeAfterType;
            return;
        }
        int type = lexemes.match(ZedLexer.TYPES, start);
        int end = lexemes.end();
        switch (type) {
            case ZedLexer.LEFT_PAREN -> open(type, start, end, ZedLexer.RIGHT_PAREN, Place.TYPE, Place.TYPE);
            case ZedLexer.LEFT_BRACKET -> open(type, start, end, ZedLexer.RIGHT_BRACKET, Place.TYPE, Place.TYPE);
            case ZedLexer.LEFT_BRACE -> open(type, start, end, ZedLexer.RIGHT_BRACE, Place.TYPE, Place.TYPE);
            case ZedLexer.SET_BEGIN -> open(type, start, end, ZedLexer.SET_END, Place.TYPE, Place.TYPE);
            case ZedLexer.MAP_BEGIN -> open(type, start, end, ZedLexer.MAP_END, Place.TYPE, Place.TYPE);
            case ZedLexer.TYPE_END -> close(start > position ? ZedLexer.UNKNOWN : type, start, end);
            case ZedLexer.RIGHT_PAREN, ZedLexer.RIGHT_BRACKET, ZedLexer.RIGHT_BRACE -> close(type, start, end);
            case ZedLexer.ID -> {
                // 'null' is the name of a type, unlike the other words of literals.
                if (lexemes.isWord("null", start)) {
                    add(type, start, end);
                } else {
                    name(start, Place.TYPE);
                }
            }
            case ZedLexer.UNKNOWN -> afterValueToken(start);
            case ZedLexer.ASSIGN -> {
                tail(start);
                add(type, start, end);
            }
            default -> add(type, start, end);
        }
    }

    // ---------------------------------------------------------------------------------------------------------- sources

    private void path(int start) {
        char c = lexemes.at(start);
        int mode = c == '"' || c == '\'' ? ZedLexer.DEFAULT_MODE : ZedLexer.PATHS;
        addMatched(mode, start, Place.AFTER_VALUE);
    }

    private void pool(int start) {
        int regexp = lookahead.regexp(start);
        int glob = regexp != Lookahead.NONE ? Lookahead.NONE : lookahead.glob(start);
        if (regexp != Lookahead.NONE) {
            add(ZedLexer.REGEXP, start, regexp);
            place = Place.AFTER_POOL;
        } else if (glob != Lookahead.NONE) {
            add(ZedLexer.GLOB, start, glob);
            place = Place.AFTER_POOL;
        } else if (lexemes.at(start) == '*') {
            add(ZedLexer.EVERYTHING, start, start + 1);
            place = Place.AFTER_POOL;
        } else if (lexemes.at(start) == ':') {
            add(ZedLexer.COLON, start, start + 1);
            place = Place.META;
        } else {
            poolName(start, Place.AFTER_POOL);
        }
    }

    private void poolName(int start, Place then) {
        char c = lexemes.at(start);
        int mode = c == '"' || c == '\'' ? ZedLexer.DEFAULT_MODE : ZedLexer.POOLS;
        addMatched(mode, start, then);
    }

    /// Adds a name that has to follow the sign before it without space.
    private void attached(int start, Place then) {
        if (start > position) {
            add(ZedLexer.UNKNOWN, start, Math.max(start + 1, lexemes.wordEnd(start)));
            place = then;
        } else {
            poolName(start, then);
        }
    }

    private void afterPool(int start) {
        char c = start == position ? lexemes.at(start) : 0;
        if (c == '@') {
            add(ZedLexer.AT, start, start + 1);
            place = Place.REVISION;
        } else if (c == ':') {
            add(ZedLexer.COLON, start, start + 1);
            place = Place.META;
        } else {
            place = Place.AFTER_VALUE;
        }
    }

    /// Adds the token that matches in `mode`; if none does, whatever else stands there, so that the parser can say what it is.
    private void addMatched(int mode, int start, Place then) {
        place = then;
        int type = lexemes.match(mode, start);
        if (type == ZedLexer.UNKNOWN) {
            afterValueToken(start);
        } else {
            add(type, start, lexemes.end());
        }
    }

    // -------------------------------------------------------------------------------------------------- brackets and tokens

    private void open(int type, int start, int end, int closer, Place inside) {
        open(type, start, end, closer, inside, frame.searching && type == ZedLexer.SEARCH_OPEN ? Place.AFTER_TERM
                : Place.AFTER_VALUE);
    }

    private void open(int type, int start, int end, int closer, Place inside, Place after) {
        nesting.enter(start);
        add(type, start, end);
        frames.push(frame);
        frame = new Frame(type, closer, after);
        place = inside;
    }

    /// Adds a closing bracket and leaves what it closes. One that closes nothing is left to the parser to refuse.
    private void close(int type, int start, int end) {
        boolean bar = lexemes.at(end) == '|';
        boolean set = bar && type == ZedLexer.RIGHT_BRACKET && frame.closer == ZedLexer.SET_END;
        boolean map = bar && type == ZedLexer.RIGHT_BRACE && frame.closer == ZedLexer.MAP_END;
        int closer = set || map ? frame.closer : type;
        add(closer, start, set || map ? end + 1 : end);
        if (frame.closer == closer) {
            endExpression();
            place = frame.placeAfter;
            closedCall = !frame.function.isEmpty();
            frame = frames.pop();
            nesting.leave();
        } else {
            place = Place.AFTER_VALUE;
        }
    }

    private void add(int type, int start, int end) {
        CommonToken token = new CommonToken(type, type == Token.EOF ? "end of query" : lexemes.substring(start, end));
        token.setStartIndex(start);
        token.setStopIndex(end - 1);
        token.setTokenIndex(tokens.size());
        tokens.add(token);
        position = end;
        previous = type;
    }
}
