package dev.tarn.query.parse;

import dev.tarn.query.parse.grammar.ZedLexer;
import java.util.Locale;
import java.util.Map;

/// Says which words are keywords where: at the start of an operator, and inside of one.
///
/// No word of the language is reserved: `sort` is a keyword where an operator begins, and if what follows can follow the
/// keyword; everywhere else it is a name or a word of a search.
final class Keywords {

    private static final Map<String, Integer> DECLARATIONS = Map.of(
            "const", ZedLexer.CONST, "func", ZedLexer.FUNC, "op", ZedLexer.OP, "type", ZedLexer.TYPE);

    private static final Map<String, Integer> OPERATORS = Map.ofEntries(
            Map.entry("fork", ZedLexer.FORK), Map.entry("switch", ZedLexer.SWITCH), Map.entry("from", ZedLexer.FROM),
            Map.entry("file", ZedLexer.FILE), Map.entry("get", ZedLexer.GET), Map.entry("assert", ZedLexer.ASSERT),
            Map.entry("sort", ZedLexer.SORT), Map.entry("top", ZedLexer.TOP), Map.entry("cut", ZedLexer.CUT),
            Map.entry("drop", ZedLexer.DROP), Map.entry("head", ZedLexer.HEAD), Map.entry("tail", ZedLexer.TAIL),
            Map.entry("where", ZedLexer.WHERE), Map.entry("uniq", ZedLexer.UNIQ), Map.entry("put", ZedLexer.PUT),
            Map.entry("rename", ZedLexer.RENAME), Map.entry("fuse", ZedLexer.FUSE), Map.entry("shape", ZedLexer.SHAPE),
            Map.entry("join", ZedLexer.JOIN), Map.entry("inner", ZedLexer.INNER), Map.entry("left", ZedLexer.LEFT),
            Map.entry("right", ZedLexer.RIGHT), Map.entry("anti", ZedLexer.ANTI), Map.entry("sample", ZedLexer.SAMPLE),
            Map.entry("pass", ZedLexer.PASS), Map.entry("explode", ZedLexer.EXPLODE), Map.entry("merge", ZedLexer.MERGE),
            Map.entry("over", ZedLexer.OVER), Map.entry("yield", ZedLexer.YIELD), Map.entry("load", ZedLexer.LOAD),
            Map.entry("output", ZedLexer.OUTPUT), Map.entry("debug", ZedLexer.DEBUG),
            Map.entry("summarize", ZedLexer.SUMMARIZE), Map.entry("search", ZedLexer.SEARCH), Map.entry("by", ZedLexer.BY));

    private static final Map<String, Integer> LEGS = Map.of(
            "pool", ZedLexer.POOL, "file", ZedLexer.FILE, "get", ZedLexer.GET, "pass", ZedLexer.PASS);

    private final Lexemes lexemes;
    private final Lookahead lookahead;

    Keywords(Lexemes lexemes, Lookahead lookahead) {
        this.lexemes = lexemes;
        this.lookahead = lookahead;
    }

    /// Returns the token type of the keyword of a declaration at `position`, or [Lookahead#NONE].
    int declaration(int position) {
        int end = lexemes.wordEnd(position);
        int type = DECLARATIONS.getOrDefault(lexemes.substring(position, end), Lookahead.NONE);
        int name = lexemes.skip(end);
        int nameEnd = lexemes.wordEnd(name);
        if (type == Lookahead.NONE || name == end || nameEnd == name) {
            return Lookahead.NONE;
        }
        int next = lexemes.skip(nameEnd);
        boolean follows = switch (type) {
            case ZedLexer.CONST, ZedLexer.TYPE -> lexemes.at(next) == '=' && lexemes.at(next + 1) != '=';
            default -> lexemes.at(next) == '(';
        };
        return follows ? type : Lookahead.NONE;
    }

    /// Returns the token type of the keyword of an operator at `position`, or [Lookahead#NONE].
    int operator(int position) {
        int end = lexemes.wordEnd(position);
        int type = OPERATORS.getOrDefault(lexemes.substring(position, end), Lookahead.NONE);
        return type != Lookahead.NONE && canFollow(type, end) ? type : Lookahead.NONE;
    }

    /// Returns whether what stands behind a word makes it the keyword of an operator.
    private boolean canFollow(int type, int end) {
        int next = lexemes.skip(end);
        boolean apart = next > end;
        char c = lexemes.at(next);
        return switch (type) {
            case ZedLexer.FORK -> c == '(' && lexemes.startsWith("=>", lexemes.skip(next + 1));
            case ZedLexer.SWITCH -> isCases(next) || apart && isOperand(next) && isSwitch(next);
            case ZedLexer.FROM -> c == '(' && leg(lexemes.skip(next + 1)) != Lookahead.NONE
                    || apart && (isName(next) || "\"'/*".indexOf(c) >= 0 || c == ':' && isName(next + 1));
            case ZedLexer.FILE, ZedLexer.GET -> apart
                    && (c == '"' || c == '\'' || lexemes.match(ZedLexer.PATHS, next) == ZedLexer.PATH);
            case ZedLexer.LOAD -> apart && (isName(next) || c == '"' || c == '\'');
            case ZedLexer.OUTPUT -> apart && lexemes.wordEnd(next) > next;
            case ZedLexer.SORT, ZedLexer.TOP, ZedLexer.SAMPLE, ZedLexer.DEBUG -> !lexemes.isTermStart(end);
            case ZedLexer.HEAD, ZedLexer.TAIL -> !lexemes.isTermStart(end) && (apart || c != '(');
            case ZedLexer.UNIQ, ZedLexer.FUSE, ZedLexer.SHAPE, ZedLexer.PASS -> !lexemes.isTermStart(end) && c != '(';
            case ZedLexer.INNER, ZedLexer.LEFT, ZedLexer.RIGHT, ZedLexer.ANTI ->
                    apart && lexemes.isWord("join", next) && isJoin(next + 4);
            case ZedLexer.JOIN -> isJoin(end);
            case ZedLexer.PUT, ZedLexer.RENAME -> apart && isOperand(next) && isAssignment(next);
            case ZedLexer.SEARCH -> apart && lookahead.factor(next) != Lookahead.NONE;
            case ZedLexer.SUMMARIZE -> apart && isOperand(next);
            default -> apart && isOperand(next);
        };
    }

    /// Returns whether an expression could begin at `position`.
    boolean isOperand(int position) {
        char c = lexemes.at(position);
        return switch (c) {
            case '(', '[', '{', '"', '\'', '\\' -> true;
            case '.' -> lexemes.at(position + 1) >= '0' && lexemes.at(position + 1) <= '9';
            case '!' -> lexemes.at(position + 1) != '=';
            case ':' -> lexemes.at(position + 1) == ':';
            case '|' -> lexemes.at(position + 1) == '[' || lexemes.at(position + 1) == '{';
            case '<' -> lookahead.type(position + 1) != Lookahead.NONE;
            case '-' -> true;
            case '+' -> lexemes.startsWith("+Inf", position);
            default -> c >= '0' && c <= '9' || lexemes.wordEnd(position) > position;
        };
    }

    private boolean isName(int position) {
        char c = lexemes.at(position);
        return c == '.' || c == '\\' || c >= '0' && c <= '9' || lexemes.wordEnd(position) > position;
    }

    /// Returns whether `:=` follows the operand at `position`, or a bracket there is not closed.
    private boolean isAssignment(int position) {
        int end = lookahead.postfix(position);
        return end == Lookahead.NONE || lexemes.startsWith(":=", lexemes.skip(end));
    }

    private boolean isJoin(int end) {
        int next = lexemes.skip(end);
        if (lexemes.at(next) == '(') {
            int close = lookahead.brackets(next);
            return close == Lookahead.NONE || lexemes.isWord("on", lexemes.skip(close));
        }
        return next > end && lexemes.isWord("on", next) && lexemes.skip(next + 2) > next + 2;
    }

    /// Returns whether a parenthesis with cases opens behind what stands at `position`.
    private boolean isSwitch(int position) {
        int p = position;
        while (p < lexemes.length()) {
            if (isCases(p)) {
                return true;
            }
            if (isOperatorEnd(p)) {
                return false;
            }
            p = lookahead.passOver(p);
            if (p == Lookahead.NONE) {
                return false;
            }
        }
        return false;
    }

    /// Returns whether an operator cannot go on at `position`: a pipe or a parenthesis that was opened before it.
    private boolean isOperatorEnd(int position) {
        char c = lexemes.at(position);
        char next = lexemes.at(position + 1);
        return c == ')' || c == '|' && next != '[' && next != '{';
    }

    /// Returns whether a parenthesis with cases opens at `position`.
    boolean isCases(int position) {
        int next = lexemes.skip(position + 1);
        return lexemes.at(position) == '(' && caseWord(next) != Lookahead.NONE;
    }

    /// Returns the token type of the keyword of a case at `position`, or [Lookahead#NONE].
    int caseWord(int position) {
        if (lexemes.isWord("case", position)) {
            return lexemes.skip(position + 4) > position + 4 ? ZedLexer.CASE : Lookahead.NONE;
        }
        return lexemes.isWord("default", position) ? ZedLexer.DEFAULT : Lookahead.NONE;
    }

    /// Returns the token type of the keyword of a leg of `from (…)` at `position`, or [Lookahead#NONE].
    int leg(int position) {
        int end = lexemes.wordEnd(position);
        int type = LEGS.getOrDefault(lexemes.substring(position, end), Lookahead.NONE);
        return type == ZedLexer.PASS || lexemes.skip(end) > end ? type : Lookahead.NONE;
    }

    /// Returns whether the leg at `position` has an arrow before anything ends it; in a search only that makes it a leg.
    boolean isLegWithArrow(int position) {
        if (leg(position) == Lookahead.NONE) {
            return false;
        }
        int p = lexemes.wordEnd(position);
        while (p < lexemes.length() && "|()".indexOf(lexemes.at(p)) < 0) {
            if (lexemes.startsWith("=>", p)) {
                return true;
            }
            int quoted = "\"'".indexOf(lexemes.at(p)) >= 0 ? lookahead.literal(p) : Lookahead.NONE;
            p = quoted != Lookahead.NONE ? quoted : p + 1;
        }
        return false;
    }

    /// Returns whether a `SELECT … FROM` begins at `position`.
    boolean isSql(int position) {
        if (!isWordOfAnyCase("select", position) || lexemes.skip(position + 6) == position + 6) {
            return false;
        }
        int p = position + 6;
        while (p < lexemes.length() && !isOperatorEnd(p)) {
            if (isWordOfAnyCase("from", p)) {
                return true;
            }
            p = lookahead.passOver(p);
            if (p == Lookahead.NONE) {
                return false;
            }
        }
        return false;
    }

    /// Returns whether `word` stands at `position`, in any case, and ends there.
    boolean isWordOfAnyCase(String word, int position) {
        return lexemes.wordEnd(position) == position + word.length()
                && lexemes.substring(position, position + word.length()).equalsIgnoreCase(word);
    }

    /// Returns the token type of a word behind a value.
    int afterValue(int start, int end, TokenWriter out) {
        int operator = out.frame().operator;
        boolean source = operator == ZedLexer.FILE || operator == ZedLexer.GET;
        return switch (lexemes.substring(start, end)) {
            case "and", "AND" -> ZedLexer.AND;
            case "or", "OR" -> ZedLexer.OR;
            case "in" -> ZedLexer.IN;
            case "by" -> operator == ZedLexer.JOIN ? ZedLexer.ID : ZedLexer.BY;
            case "where" -> out.previous() == ZedLexer.RIGHT_PAREN && out.closedCall() ? ZedLexer.CONDITION : ZedLexer.ID;
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
    int inSql(int start, int end) {
        boolean by = isWordOfAnyCase("by", lexemes.skip(end));
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
}
