package dev.tarn.query.parse;

import dev.tarn.query.QueryException;
import dev.tarn.query.ast.Ast;
import dev.tarn.query.ast.Expression;
import dev.tarn.query.ast.Operator;
import dev.tarn.query.ast.Span;
import dev.tarn.query.parse.grammar.ZedLexer;
import dev.tarn.query.parse.grammar.ZedParser;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.antlr.v4.runtime.ANTLRErrorStrategy;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/// Turns the text of a query into its syntax tree.
///
/// It has no state and can be used by any number of threads.
public final class Parser {

    private static final int MAX_PROBLEMS = 20;

    private Parser() {}

    /// Returns the syntax tree of a query.
    ///
    /// @throws QueryException if the text is no query, with one problem for each operator that has one
    public static Ast.Program parse(String query) {
        return parse(QueryText.of(query));
    }

    /// Returns the syntax tree of a query and the files included before it.
    ///
    /// @throws QueryException if the text is no query, with one problem for each operator that has one
    public static Ast.Program parse(QueryText query) {
        if (query.text().isEmpty()) {
            return everything();
        }
        Problems problems = new Problems(query);
        try {
            ListTokenSource source = ContextTokens.of(query.text());
            CommonTokenStream tokens = new CommonTokenStream(source);
            tokens.fill();
            Optional<Ast.Program> program = tree(tokens, problems).map(new OperatorBuilder(problems)::program);
            problems.throwIfAny();
            return program.orElseThrow(() -> new IllegalStateException("neither a syntax tree nor a problem"));
        } catch (Nesting.TooDeepException e) {
            problems.add("expected at most " + Nesting.MAX_DEPTH + " levels of nesting", new Span(e.position(), e.position()));
            problems.throwIfAny();
            throw new IllegalStateException("a problem was added", e);
        }
    }

    /// Returns what no text at all means.
    private static Ast.Program everything() {
        Span span = new Span(0, 0);
        Expression all = new Expression.Primitive(Expression.Primitive.Kind.BOOL, "true", span);
        return new Ast.Program(new Ast.Pipeline(List.of(), List.of(new Operator.Where(all, span)), span), span);
    }

    private static Optional<ZedParser.ProgramContext> tree(CommonTokenStream tokens, Problems problems) {
        try {
            return Optional.of(parser(tokens, PredictionMode.SLL, new BailErrorStrategy()).program());
        } catch (ParseCancellationException e) {
            // SLL may refuse what LL accepts, so that only the second attempt says what is wrong.
            tokens.seek(0);
        }
        Optional<ZedParser.ProgramContext> program = attempt(tokens, problems, ZedParser::program);
        int count = 1;
        while (program.isEmpty() && skipOperator(tokens) && count++ < MAX_PROBLEMS) {
            attempt(tokens, problems, ZedParser::rest);
        }
        return program;
    }

    private static ZedParser parser(CommonTokenStream tokens, PredictionMode mode, ANTLRErrorStrategy errors) {
        ZedParser parser = new ZedParser(tokens);
        parser.removeErrorListeners();
        parser.setErrorHandler(errors);
        parser.getInterpreter().setPredictionMode(mode);
        return parser;
    }

    /// Returns what `rule` makes of the tokens from here on. If they do not fit, reports where and leaves the stream there.
    private static <T> Optional<T> attempt(CommonTokenStream tokens, Problems problems, Function<ZedParser, T> rule) {
        Expectations expectations = new Expectations();
        try {
            return Optional.of(rule.apply(parser(tokens, PredictionMode.LL, expectations)));
        } catch (ParseCancellationException e) {
            RecognitionException error = (RecognitionException) e.getCause();
            expectations.report(error, tokens, problems);
            tokens.seek(error.getOffendingToken().getTokenIndex());
            return Optional.empty();
        }
    }

    /// Moves the stream behind the next pipe outside of brackets; returns whether there is one.
    private static boolean skipOperator(CommonTokenStream tokens) {
        int here = tokens.index();
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            switch (tokens.get(i).getType()) {
                case ZedLexer.LEFT_PAREN, ZedLexer.OPEN, ZedLexer.SEARCH_OPEN, ZedLexer.CAST_OPEN, ZedLexer.ERROR_OPEN, ZedLexer.LEFT_BRACE,
                        ZedLexer.LEFT_BRACKET, ZedLexer.INDEX_OPEN, ZedLexer.SET_BEGIN, ZedLexer.MAP_BEGIN,
                        ZedLexer.HOLE_BEGIN -> depth++;
                case ZedLexer.RIGHT_PAREN, ZedLexer.RIGHT_PAREN_WHERE, ZedLexer.RIGHT_BRACE, ZedLexer.RIGHT_BRACKET, ZedLexer.SET_END,
                        ZedLexer.MAP_END -> depth--;
                case ZedLexer.PIPE -> {
                    if (depth == 0 && i >= here) {
                        tokens.seek(i + 1);
                        return true;
                    }
                }
                case Token.EOF -> {
                    return false;
                }
                default -> { }
            }
        }
        return false;
    }
}
