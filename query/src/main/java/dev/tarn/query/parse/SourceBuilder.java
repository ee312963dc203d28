package dev.tarn.query.parse;

import dev.tarn.query.ast.Ast;
import dev.tarn.query.ast.Expression;
import dev.tarn.query.ast.Operator;
import dev.tarn.query.ast.Pattern;
import dev.tarn.query.ast.Source;
import dev.tarn.query.parse.grammar.ZedParser;
import dev.tarn.query.parse.grammar.ZedParserBaseVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/// Makes the nodes of sources, and of `load`, from the parse tree.
final class SourceBuilder extends ZedParserBaseVisitor<Source> {

    private final Problems problems;
    private final ExpressionBuilder expressions;
    private final Function<ZedParser.SortKeysContext, List<Ast.SortKey>> sortKeys;

    SourceBuilder(Problems problems, ExpressionBuilder expressions,
                  Function<ZedParser.SortKeysContext, List<Ast.SortKey>> sortKeys) {
        this.problems = problems;
        this.expressions = expressions;
        this.sortKeys = sortKeys;
    }

    Source source(ZedParser.SourceContext context) {
        return context.accept(this);
    }

    @Override
    public Source visitPoolSource(ZedParser.PoolSourceContext context) {
        return new Source.Pool(Optional.ofNullable(context.poolName()).map(n -> pool(n.start)), revision(context.revision()),
                name(context.POOL_NAME()), context.TAP() != null, Spans.of(context));
    }

    private static Pattern pool(Token name) {
        return switch (name.getType()) {
            case ZedParser.REGEXP -> ExpressionBuilder.regexp(name);
            case ZedParser.GLOB, ZedParser.EVERYTHING -> ExpressionBuilder.glob(name);
            default -> text(name);
        };
    }

    private static Pattern.Text text(Token token) {
        boolean quoted = token.getType() == ZedParser.STRING;
        return new Pattern.Text(quoted ? Escapes.unquote(token.getText()) : token.getText(), quoted, Spans.of(token));
    }

    private static Optional<Source.Revision> revision(ZedParser.RevisionContext context) {
        return Optional.ofNullable(context).map(c -> text(c.start)).map(t -> new Source.Revision(t.text(), t.span()));
    }

    private static Optional<Ast.Name> name(TerminalNode node) {
        return Optional.ofNullable(node).map(n -> Spans.name(n.getSymbol()));
    }

    @Override
    public Source visitFileSource(ZedParser.FileSourceContext context) {
        Options options = options(context.sourceOption());
        if (options.request != null) {
            problems.add("expected an option of 'file': format or order", Spans.of(options.request));
        }
        return new Source.File(text(context.location().start), options.format, options.order, Spans.of(context));
    }

    @Override
    public Source visitGetSource(ZedParser.GetSourceContext context) {
        Options options = options(context.sourceOption());
        return new Source.Get(text(context.location().start), options.format, options.order, options.method, options.headers,
                options.body, Spans.of(context));
    }

    /// What stands behind a path.
    private static final class Options {
        private Optional<Ast.Name> format = Optional.empty();
        private List<Ast.SortKey> order = List.of();
        private Optional<String> method = Optional.empty();
        private Optional<Expression.Record> headers = Optional.empty();
        private Optional<String> body = Optional.empty();
        // The first option that only a request has.
        private Token request;
    }

    private Options options(List<ZedParser.SourceOptionContext> contexts) {
        Options options = new Options();
        List<Integer> seen = new ArrayList<>();
        for (ZedParser.SourceOptionContext context : contexts) {
            int keyword = context.start.getType();
            // The keywords are in the order in which the options have to be written.
            if (!seen.isEmpty() && keyword <= seen.getLast()) {
                problems.add("expected options once and in this order: format, order, method, headers, body",
                        Spans.of(context.start));
            }
            seen.add(keyword);
            if (keyword != ZedParser.FORMAT && keyword != ZedParser.ORDER && options.request == null) {
                options.request = context.start;
            }
            read(context, options);
        }
        return options;
    }

    private void read(ZedParser.SourceOptionContext context, Options options) {
        if (context instanceof ZedParser.FormatOptionContext c) {
            options.format = Optional.of(Spans.name(c.ID().getSymbol()));
        } else if (context instanceof ZedParser.OrderOptionContext c) {
            options.order = sortKeys.apply(c.sortKeys());
        } else if (context instanceof ZedParser.HeadersOptionContext c) {
            options.headers = Optional.of(expressions.record(c.record()));
        } else if (context instanceof ZedParser.MethodOptionContext) {
            options.method = Optional.of(text(context.stop).text());
        } else {
            options.body = Optional.of(text(context.stop).text());
        }
    }

    Operator load(ZedParser.LoadOperatorContext context) {
        Token name = context.poolName().start;
        if (!(pool(name) instanceof Pattern.Text)) {
            problems.add("expected the name of one pool, found a pattern", Spans.of(name));
        }
        return new Operator.Load(text(name), revision(context.revision()), quoted(context, ZedParser.AUTHOR),
                quoted(context, ZedParser.MESSAGE), quoted(context, ZedParser.META), Spans.of(context));
    }

    /// Returns the string behind `keyword`.
    private static Optional<String> quoted(ZedParser.LoadOperatorContext context, int keyword) {
        for (int i = 0; i < context.getChildCount() - 1; i++) {
            if (context.getChild(i) instanceof TerminalNode node && node.getSymbol().getType() == keyword) {
                return Optional.of(Escapes.unquote(context.getChild(i + 1).getText()));
            }
        }
        return Optional.empty();
    }
}
