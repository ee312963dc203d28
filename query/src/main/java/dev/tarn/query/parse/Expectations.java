package dev.tarn.query.parse;

import dev.tarn.query.ast.Span;
import dev.tarn.query.parse.grammar.ZedLexer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.IntervalSet;

/// Says what a syntax error found and what would have been right, in the user's terms.
final class Expectations {

    private Expectations() {}

    /// Adds what an error of the parser means.
    static void report(RecognitionException error, TokenStream tokens, Problems problems) {
        Token found = visible(error.getOffendingToken(), tokens);
        if (found.getType() == ZedLexer.OPEN_STRING) {
            int end = found.getStopIndex() + 1;
            problems.add("expected " + found.getText().charAt(0) + " at the end of the string, or an escape that exists",
                    new Span(end, end));
            return;
        }
        List<String> expected = expected(error);
        String what = found.getType() == Token.EOF ? "the end of the query" : "'" + found.getText() + "'";
        problems.add(expected.isEmpty() ? "unexpected " + what : "expected " + join(expected) + ", found " + what,
                Spans.of(found));
    }

    /// Returns the token itself, or the next one if it has no width.
    private static Token visible(Token token, TokenStream tokens) {
        Token result = token;
        while (result.getType() != Token.EOF && result.getStopIndex() < result.getStartIndex()) {
            result = tokens.get(result.getTokenIndex() + 1);
        }
        return result;
    }

    private static List<String> expected(RecognitionException error) {
        IntervalSet types = error.getExpectedTokens();
        Set<String> expected = new LinkedHashSet<>();
        if (types == null) {
            return List.of();
        }
        boolean value = types.contains(ZedLexer.INT) && types.contains(ZedLexer.LEFT_BRACE);
        boolean operator = types.contains(ZedLexer.PLUS) && types.contains(ZedLexer.STAR);
        if (types.contains(Token.EOF)) {
            expected.add("'|'");
        }
        boolean begin = types.contains(ZedLexer.IMPLIED_SEARCH);
        boolean type = !value && types.contains(ZedLexer.SET_BEGIN) && types.contains(ZedLexer.MAP_BEGIN);
        if (type) {
            expected.add("a type");
        }
        if (begin) {
            expected.add("an operator");
        } else if (value) {
            expected.add("an expression");
        }
        if (operator) {
            expected.add("an operator such as '+' or '=='");
        }
        if (begin || types.contains(ZedLexer.WORD)) {
            return List.copyOf(expected.isEmpty() ? Set.of("a term of a search") : expected);
        }
        for (int each : types.toList()) {
            boolean covered = (value || type) && isValueStart(each) || operator && isOperator(each);
            if (!covered) {
                expected.add(name(each));
            }
        }
        return new ArrayList<>(expected);
    }

    private static boolean isValueStart(int type) {
        return switch (type) {
            case ZedLexer.ID, ZedLexer.INT, ZedLexer.FLOAT, ZedLexer.DURATION, ZedLexer.TIME, ZedLexer.IP, ZedLexer.NET,
                    ZedLexer.BYTES, ZedLexer.STRING, ZedLexer.TRUE, ZedLexer.FALSE, ZedLexer.NULL, ZedLexer.CALL,
                    ZedLexer.TYPE_BEGIN, ZedLexer.TYPE_OF, ZedLexer.TEXT_START, ZedLexer.LEFT_PAREN, ZedLexer.LEFT_BRACE,
                    ZedLexer.LEFT_BRACKET, ZedLexer.SET_BEGIN, ZedLexer.MAP_BEGIN, ZedLexer.NOT, ZedLexer.NEGATIVE,
                    ZedLexer.OVER, ZedLexer.REGEXP, ZedLexer.GLOB -> true;
            default -> false;
        };
    }

    private static boolean isOperator(int type) {
        return switch (type) {
            case ZedLexer.PLUS, ZedLexer.MINUS, ZedLexer.STAR, ZedLexer.SLASH, ZedLexer.PERCENT, ZedLexer.EQUAL,
                    ZedLexer.NOT_EQUAL, ZedLexer.LESS, ZedLexer.LESS_OR_EQUAL, ZedLexer.GREATER,
                    ZedLexer.GREATER_OR_EQUAL, ZedLexer.IN, ZedLexer.TILDE, ZedLexer.AND, ZedLexer.OR, ZedLexer.QUESTION,
                    ZedLexer.DOT, ZedLexer.INDEX_OPEN -> true;
            default -> false;
        };
    }

    private static String name(int type) {
        return switch (type) {
            case Token.EOF -> "the end of the query";
            case ZedLexer.PIPE -> "'|'";
            case ZedLexer.ARROW, ZedLexer.SCOPE_ARROW -> "'=>'";
            case ZedLexer.DEFINE -> "':='";
            case ZedLexer.ASSIGN -> "'='";
            case ZedLexer.COLON -> "':'";
            case ZedLexer.COMMA -> "','";
            case ZedLexer.STAR -> "'*'";
            case ZedLexer.AT -> "'@'";
            case ZedLexer.TYPE_END -> "'>'";
            case ZedLexer.SPREAD -> "'...'";
            case ZedLexer.RIGHT_PAREN, ZedLexer.RIGHT_PAREN_WHERE -> "')'";
            case ZedLexer.RIGHT_BRACKET -> "']'";
            case ZedLexer.RIGHT_BRACE -> "'}'";
            case ZedLexer.LEFT_PAREN, ZedLexer.OPEN, ZedLexer.SEARCH_OPEN, ZedLexer.CAST_OPEN -> "'('";
            case ZedLexer.LEFT_BRACKET -> "'['";
            case ZedLexer.LEFT_BRACE -> "'{'";
            case ZedLexer.SET_BEGIN -> "'|['";
            case ZedLexer.MAP_BEGIN -> "'|{'";
            case ZedLexer.ID, ZedLexer.CALL -> "a name";
            case ZedLexer.POOL_NAME -> "a name";
            case ZedLexer.PATH -> "a path";
            case ZedLexer.STRING -> "a string";
            case ZedLexer.REGEXP -> "a regular expression";
            case ZedLexer.GLOB, ZedLexer.EVERYTHING -> "a glob";
            case ZedLexer.INT -> "a number";
            case ZedLexer.TEXT, ZedLexer.TEXT_END -> "the end of the string";
            case ZedLexer.SET_END -> "']|'";
            case ZedLexer.MAP_END -> "'}|'";
            case ZedLexer.TERM_AND -> "'and'";
            case ZedLexer.TERM_OR -> "'or'";
            case ZedLexer.REVERSE -> "'-r'";
            case ZedLexer.NULLS_FIRST, ZedLexer.NULLS_LAST -> "'-nulls'";
            case ZedLexer.FLUSH -> "'-flush'";
            case ZedLexer.COUNTED -> "'-c'";
            case ZedLexer.LIMIT -> "'-limit'";
            case ZedLexer.SQL_FROM -> "FROM";
            case ZedLexer.SQL_WHERE -> "WHERE";
            case ZedLexer.GROUP_BY -> "GROUP BY";
            case ZedLexer.ORDER_BY -> "ORDER BY";
            case ZedLexer.HAVING -> "HAVING";
            case ZedLexer.SQL_LIMIT -> "LIMIT";
            // What is left are the keywords, which are named as they are written.
            default -> "'" + ZedLexer.VOCABULARY.getSymbolicName(type).toLowerCase(Locale.ROOT) + "'";
        };
    }

    private static String join(List<String> names) {
        if (names.size() == 1) {
            return names.getFirst();
        }
        return String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
    }
}
