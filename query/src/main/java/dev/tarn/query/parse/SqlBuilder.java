package dev.tarn.query.parse;

import dev.tarn.query.ast.Ast;
import dev.tarn.query.ast.Expression.BinaryOperator;
import dev.tarn.query.ast.Expression;
import dev.tarn.query.ast.Operator;
import dev.tarn.query.ast.Pattern;
import dev.tarn.query.ast.Span;
import dev.tarn.query.ast.Sql;
import dev.tarn.query.parse.grammar.ZedParser;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/// Makes the nodes of SQL from the parse tree.
final class SqlBuilder {

    private final Problems problems;
    private final ExpressionBuilder expressions;
    private final Function<ZedParser.SortKeysContext, List<Ast.SortKey>> sortKeys;

    SqlBuilder(Problems problems, ExpressionBuilder expressions,
               Function<ZedParser.SortKeysContext, List<Ast.SortKey>> sortKeys) {
        this.problems = problems;
        this.expressions = expressions;
        this.sortKeys = sortKeys;
    }

    Sql.Select select(ZedParser.SelectContext context) {
        return new Sql.Select(Spans.each(context.selectItem(), this::item), table(context.table()),
                Spans.each(context.tableJoin(), this::join), expressions.optional(context.where),
                expressions.expressions(context.groupBy), expressions.optional(context.having),
                sortKeys.apply(context.sortKeys()), expressions.optional(context.count), Spans.of(context));
    }

    private Sql.Item item(ZedParser.SelectItemContext context) {
        return new Sql.Item(expressions.expression(context.expression()), alias(context.ID()), Spans.of(context));
    }

    private static Optional<Ast.Name> alias(TerminalNode alias) {
        return Optional.ofNullable(alias).map(a -> Spans.name(a.getSymbol()));
    }

    private static Sql.Table table(ZedParser.TableContext context) {
        Token name = context.start;
        boolean quoted = context.STRING() != null;
        String text = quoted ? Escapes.unquote(name.getText()) : name.getText();
        return new Sql.Table(new Pattern.Text(text, quoted, Spans.of(name)), alias(context.ID()), Spans.of(context));
    }

    private Sql.Join join(ZedParser.TableJoinContext context) {
        Expression condition = expressions.expression(context.expression());
        Span span = Spans.of(context);
        if (condition instanceof Expression.Binary(BinaryOperator operator, Expression left, Expression right, Span _)
                && operator == BinaryOperator.EQUAL) {
            return new Sql.Join(style(context.start), table(context.table()), left, right, span);
        }
        problems.add("expected two keys with '=' between them after ON", condition.span());
        return new Sql.Join(style(context.start), table(context.table()), condition, condition, span);
    }

    /// Returns what kind of join begins with `token`.
    static Operator.JoinStyle style(Token token) {
        return switch (token.getType()) {
            case ZedParser.LEFT -> Operator.JoinStyle.LEFT;
            case ZedParser.RIGHT -> Operator.JoinStyle.RIGHT;
            case ZedParser.ANTI -> Operator.JoinStyle.ANTI;
            default -> Operator.JoinStyle.INNER;
        };
    }
}
