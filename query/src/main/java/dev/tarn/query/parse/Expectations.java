package dev.tarn.query.parse;

import dev.tarn.query.ast.Span;
import dev.tarn.query.parse.grammar.ZedLexer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.IntervalSet;

/// Says what a syntax error found and what would have been right, in the user's terms.
///
/// It stops the parser at the first error. On the way it notes at each choice which tokens could follow, so that an error
/// behind several optional parts names them all.
final class Expectations extends BailErrorStrategy {

    private static final String TERM = "a term of a search";
    private static final String OPERATOR = "an operator such as '+' or '=='";

    private int noted = -1;
    private IntervalSet expected = new IntervalSet();

    @Override
    public void sync(Parser parser) {
        int index = parser.getInputStream().index();
        if (index != noted) {
            noted = index;
            expected = new IntervalSet();
        }
        expected.addAll(parser.getExpectedTokens());
    }

    /// Adds what an error of the parser means.
    void report(RecognitionException error, TokenStream tokens, Problems problems) {
        Token found = visible(error.getOffendingToken(), tokens);
        if (found.getType() == ZedLexer.OPEN_STRING) {
            int end = found.getStopIndex() + 1;
            problems.add("expected " + found.getText().charAt(0) + " at the end of the string, or an escape that exists",
                    new Span(end, end));
            return;
        }
        List<String> names = names(expectedAt(error));
        boolean expression = found.getType() == ZedLexer.UNKNOWN && names.contains(TERM)
                && ",\"'".indexOf(found.getText().charAt(0)) < 0;
        String hint = habit(found.getText(), names)
                .or(() -> Optional.of(" (among terms, an expression has to be a comparison or a call)").filter(_ -> expression))
                .orElse("");
        String what = found.getType() == Token.EOF ? "the end of the query" : "'" + found.getText() + "'";
        problems.add(names.isEmpty() ? "unexpected " + what : "expected " + join(names) + ", found " + what + hint,
                Spans.of(found));
    }

    /// Says how this language writes what others write as was found.
    private static Optional<String> habit(String found, List<String> names) {
        boolean operator = names.contains(OPERATOR) || names.contains(TERM);
        return Optional.ofNullable(switch (found) {
            case "`" -> " (a string stands between \" or ')";
            case "=" -> operator ? " (values are compared by '==', and fields are set by ':=')" : null;
            case "&", "&&" -> operator ? " (both conditions are asked for by 'and')" : null;
            case ";" -> operator ? " (operators are separated by '|')" : null;
            default -> null;
        });
    }

    /// Returns the token itself, or the next one if it has no width.
    private static Token visible(Token token, TokenStream tokens) {
        Token result = token;
        while (result.getType() != Token.EOF && result.getStopIndex() < result.getStartIndex()) {
            result = tokens.get(result.getTokenIndex() + 1);
        }
        return result;
    }

    private IntervalSet expectedAt(RecognitionException error) {
        IntervalSet result = new IntervalSet();
        if (noted == error.getOffendingToken().getTokenIndex()) {
            result.addAll(expected);
        }
        if (error.getExpectedTokens() != null) {
            result.addAll(error.getExpectedTokens());
        }
        return result;
    }

    private static List<String> names(IntervalSet types) {
        Set<String> names = new LinkedHashSet<>();
        boolean operator = types.contains(ZedLexer.PLUS) && types.contains(ZedLexer.STAR);
        boolean begin = types.contains(ZedLexer.IMPLIED_SEARCH);
        boolean term = !begin && types.contains(ZedLexer.WORD);
        boolean value = types.contains(ZedLexer.INT) && types.contains(ZedLexer.LEFT_BRACE);
        boolean type = !value && types.contains(ZedLexer.SET_BEGIN) && types.contains(ZedLexer.MAP_BEGIN);
        if (begin) {
            names.add("an operator such as 'where' or 'sort'");
        } else if (term) {
            names.add(TERM);
        } else if (value) {
            names.add("an expression");
        } else if (type) {
            names.add("a type");
        }
        if (operator && !begin) {
            names.add(OPERATOR);
        }
        // The token source decides where these stand; where they could, they do.
        types.remove(ZedLexer.CONDITION);
        types.remove(ZedLexer.ERROR_OPEN);
        if (value && types.contains(ZedLexer.RIGHT_PAREN)) {
            // Only `count` takes it.
            types.remove(ZedLexer.STAR);
        }
        for (int each : types.toList()) {
            boolean covered = (value || type) && isValueStart(each) || operator && isOperator(each)
                    || begin && isOperatorStart(each) || term && isTermStart(each);
            if (!covered) {
                names.add(name(each));
            }
        }
        // What ends an operator is said last.
        for (String end : List.of("'|'", "the end of the query")) {
            if (names.remove(end)) {
                names.add(end);
            }
        }
        return List.copyOf(names);
    }

    private static boolean isOperatorStart(int type) {
        return type >= ZedLexer.CONST && type <= ZedLexer.SEARCH || type == ZedLexer.BY || type == ZedLexer.SELECT
                || type == ZedLexer.IMPLIED_SEARCH || type == ZedLexer.OPEN;
    }

    private static boolean isTermStart(int type) {
        return switch (type) {
            case ZedLexer.WORD, ZedLexer.GLOB, ZedLexer.REGEXP, ZedLexer.EVERYTHING, ZedLexer.TERM, ZedLexer.TERM_NOT,
                    ZedLexer.SEARCH_OPEN -> true;
            default -> false;
        };
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
            case ZedLexer.COMMA, ZedLexer.COMMA_OVER -> "','";
            case ZedLexer.STAR -> "'*'";
            case ZedLexer.AT -> "'@'";
            case ZedLexer.TYPE_END -> "'>'";
            case ZedLexer.SPREAD -> "'...'";
            case ZedLexer.RIGHT_PAREN, ZedLexer.RIGHT_PAREN_WHERE -> "')'";
            case ZedLexer.RIGHT_BRACKET -> "']'";
            case ZedLexer.RIGHT_BRACE -> "'}'";
            case ZedLexer.LEFT_PAREN, ZedLexer.OPEN, ZedLexer.SEARCH_OPEN, ZedLexer.CAST_OPEN, ZedLexer.ERROR_OPEN -> "'('";
            case ZedLexer.LEFT_BRACKET -> "'['";
            case ZedLexer.LEFT_BRACE, ZedLexer.HOLE_BEGIN -> "'{'";
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
