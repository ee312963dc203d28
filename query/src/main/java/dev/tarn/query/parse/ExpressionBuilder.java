package dev.tarn.query.parse;

import dev.tarn.query.ast.Ast;
import dev.tarn.query.ast.Expression.BinaryOperator;
import dev.tarn.query.ast.Expression.UnaryOperator;
import dev.tarn.query.ast.Expression;
import dev.tarn.query.ast.Pattern;
import dev.tarn.query.ast.Span;
import dev.tarn.query.parse.grammar.ZedParser;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/// Makes the nodes of expressions from the parse tree.
final class ExpressionBuilder {

    private static final int MAX_LEFT_DEEP = 32;
    private static final int MAX_CHAIN = 1000;

    private final Problems problems;
    private final TypeBuilder types;
    private final Function<ZedParser.SequenceContext, Ast.Pipeline> sequences;

    /// @param sequences makes the pipeline of a lateral scope
    ExpressionBuilder(Problems problems, TypeBuilder types, Function<ZedParser.SequenceContext, Ast.Pipeline> sequences) {
        this.problems = problems;
        this.types = types;
        this.sequences = sequences;
    }

    List<Expression> expressions(ZedParser.ExpressionsContext context) {
        return context == null ? List.of() : Spans.each(context.expression(), this::expression);
    }

    Optional<Expression> optional(ZedParser.ExpressionContext context) {
        return Optional.ofNullable(context).map(this::expression);
    }

    /// Returns the node of an expression. The parse tree of a chain such as `a + b + c` is as deep as it is long on its left
    /// side, so that side is walked in a loop.
    Expression expression(ZedParser.ExpressionContext context) {
        ZedParser.ExpressionContext left = leftOperand(context);
        if (left == null) {
            return operand(context);
        }
        Deque<ZedParser.ExpressionContext> chain = new ArrayDeque<>();
        chain.push(context);
        ZedParser.ExpressionContext innermost = left;
        for (left = leftOperand(innermost); left != null; left = leftOperand(innermost)) {
            chain.push(innermost);
            innermost = left;
        }
        return combine(operand(innermost), chain);
    }

    private Expression combine(Expression first, Deque<ZedParser.ExpressionContext> chain) {
        Expression result = first;
        int depth = 0;
        while (!chain.isEmpty()) {
            ZedParser.ExpressionContext context = chain.pop();
            if (joins(context)) {
                BinaryOperator operator = operator(context.getChild(1));
                List<Expression> operands = new ArrayList<>(List.of(result));
                operands.add(expression(((ZedParser.BinaryContext) context).expression(1)));
                while (!chain.isEmpty() && joins(chain.peek()) && operator(chain.peek().getChild(1)) == operator) {
                    operands.add(expression(((ZedParser.BinaryContext) chain.pop()).expression(1)));
                }
                result = joined(operator, operands);
            } else if (depth++ == MAX_CHAIN) {
                problems.add("expected at most " + MAX_CHAIN + " operators in a row", Spans.of(context.stop));
                return result;
            } else {
                result = combine(result, context);
            }
        }
        return result;
    }

    private static boolean joins(ZedParser.ExpressionContext context) {
        return context instanceof ZedParser.BinaryContext && switch (operator(context.getChild(1))) {
            case AND, OR -> true;
            default -> false;
        };
    }

    /// Joins operands by `and` or `or`. Few make a chain to the left; many, as programs write them, a balanced tree, whose depth
    /// nobody who walks it has to fear.
    private static Expression joined(BinaryOperator operator, List<Expression> operands) {
        if (operands.size() > MAX_LEFT_DEEP) {
            int middle = operands.size() / 2;
            return binary(operator, joined(operator, operands.subList(0, middle)),
                    joined(operator, operands.subList(middle, operands.size())));
        }
        Expression result = operands.getFirst();
        for (Expression operand : operands.subList(1, operands.size())) {
            result = binary(operator, result, operand);
        }
        return result;
    }

    private static Expression.Binary binary(BinaryOperator operator, Expression left, Expression right) {
        return new Expression.Binary(operator, left, right, left.span().to(right.span()));
    }

    private static ZedParser.ExpressionContext leftOperand(ZedParser.ExpressionContext context) {
        return switch (context) {
            case ZedParser.DotContext c -> c.expression();
            case ZedParser.IndexContext c -> c.expression();
            case ZedParser.BinaryContext c -> c.expression(0);
            case ZedParser.ComparisonContext c -> c.expression(0);
            case ZedParser.MatchContext c -> c.expression();
            default -> null;
        };
    }

    private Expression combine(Expression left, ZedParser.ExpressionContext context) {
        Span span = Spans.of(context);
        return switch (context) {
            case ZedParser.DotContext c -> new Expression.Dot(left, Spans.name(c.ID().getSymbol()), span);
            case ZedParser.IndexContext c -> subscript(left, c.subscript(), span);
            case ZedParser.BinaryContext c ->
                    new Expression.Binary(operator(c.getChild(1)), left, expression(c.expression(1)), span);
            case ZedParser.ComparisonContext c -> {
                checkComparedOnce(c.expression(0), c.getChild(1));
                checkComparedOnce(c.expression(1), c.getChild(1));
                yield new Expression.Binary(operator(c.getChild(1)), left, expression(c.expression(1)), span);
            }
            case ZedParser.MatchContext c -> {
                checkComparedOnce(c.expression(), c.TILDE());
                yield new Expression.Binary(BinaryOperator.MATCH, left, regexp(c.REGEXP().getSymbol()), span);
            }
            default -> throw new IllegalStateException("no left operand: " + context.getClass());
        };
    }

    private void checkComparedOnce(ZedParser.ExpressionContext operand, ParseTree operator) {
        if (operand instanceof ZedParser.ComparisonContext || operand instanceof ZedParser.MatchContext) {
            Token token = ((TerminalNode) operator).getSymbol();
            problems.add("expected 'and', 'or' or parentheses between two comparisons, found '" + token.getText() + "'",
                    Spans.of(token));
        }
    }

    private static BinaryOperator operator(ParseTree node) {
        return switch (((TerminalNode) node).getSymbol().getType()) {
            case ZedParser.STAR -> BinaryOperator.MULTIPLY;
            case ZedParser.SLASH -> BinaryOperator.DIVIDE;
            case ZedParser.PERCENT -> BinaryOperator.MODULO;
            case ZedParser.PLUS -> BinaryOperator.ADD;
            case ZedParser.MINUS -> BinaryOperator.SUBTRACT;
            case ZedParser.EQUAL -> BinaryOperator.EQUAL;
            case ZedParser.NOT_EQUAL -> BinaryOperator.NOT_EQUAL;
            case ZedParser.LESS -> BinaryOperator.LESS;
            case ZedParser.LESS_OR_EQUAL -> BinaryOperator.LESS_OR_EQUAL;
            case ZedParser.GREATER -> BinaryOperator.GREATER;
            case ZedParser.GREATER_OR_EQUAL -> BinaryOperator.GREATER_OR_EQUAL;
            case ZedParser.IN -> BinaryOperator.IN;
            case ZedParser.AND -> BinaryOperator.AND;
            case ZedParser.OR -> BinaryOperator.OR;
            default -> throw new IllegalStateException("no binary operator: " + node.getText());
        };
    }

    private Expression subscript(Expression container, ZedParser.SubscriptContext context, Span span) {
        if (context.colon == null) {
            return new Expression.Index(container, expression(context.from), span);
        }
        return new Expression.Slice(container, optional(context.from), optional(context.to), span);
    }

    private Expression operand(ZedParser.ExpressionContext context) {
        Span span = Spans.of(context);
        return switch (context) {
            case ZedParser.ReferenceContext c -> new Expression.Reference(Spans.identifier(c.start), span);
            case ZedParser.LiteralValueContext c -> literal(c.literal());
            case ZedParser.CallValueContext c -> call(c.call());
            case ZedParser.TypeOrCastContext c -> typeOrCast(c, span);
            case ZedParser.SubqueryValueContext c -> subquery(c.subquery());
            case ZedParser.ParenthesizedContext c -> expression(c.expression());
            case ZedParser.RecordValueContext c -> record(c.record());
            case ZedParser.ArrayContext c -> new Expression.Array(listItems(c.listItems()), span);
            case ZedParser.SetContext c -> new Expression.Set(listItems(c.listItems()), span);
            case ZedParser.MapContext c -> new Expression.Map(Spans.each(c.mapEntry(), this::mapEntry), span);
            case ZedParser.NegateContext c -> new Expression.Unary(UnaryOperator.NEGATE, expression(c.expression()), span);
            case ZedParser.NotContext c -> new Expression.Unary(UnaryOperator.NOT, expression(c.expression()), span);
            case ZedParser.ConditionalContext c -> new Expression.Conditional(expression(c.expression(0)),
                    expression(c.expression(1)), expression(c.expression(2)), span);
            default -> throw new IllegalStateException("no operand: " + context.getClass());
        };
    }

    /// Returns the node of a literal.
    Expression literal(ZedParser.LiteralContext context) {
        return switch (context) {
            case ZedParser.PrimitiveContext c -> primitive(c.start);
            case ZedParser.FormattedTextContext c -> formattedText(c);
            default -> throw new IllegalStateException("no literal: " + context.getClass());
        };
    }

    private static Expression.Primitive primitive(Token token) {
        Expression.Primitive.Kind kind = switch (token.getType()) {
            case ZedParser.INT -> Expression.Primitive.Kind.INT64;
            case ZedParser.FLOAT -> Expression.Primitive.Kind.FLOAT64;
            case ZedParser.DURATION -> Expression.Primitive.Kind.DURATION;
            case ZedParser.TIME -> Expression.Primitive.Kind.TIME;
            case ZedParser.IP -> Expression.Primitive.Kind.IP;
            case ZedParser.NET -> Expression.Primitive.Kind.NET;
            case ZedParser.BYTES -> Expression.Primitive.Kind.BYTES;
            case ZedParser.STRING -> Expression.Primitive.Kind.STRING;
            case ZedParser.TRUE, ZedParser.FALSE -> Expression.Primitive.Kind.BOOL;
            case ZedParser.NULL -> Expression.Primitive.Kind.NULL;
            default -> throw new IllegalStateException("no literal: " + token.getText());
        };
        String text = switch (kind) {
            case STRING -> Escapes.unquote(token.getText());
            case NULL -> "";
            default -> token.getText();
        };
        return new Expression.Primitive(kind, text, Spans.of(token));
    }

    private Expression.FormattedText formattedText(ZedParser.FormattedTextContext context) {
        List<Expression.TextPart> parts = new ArrayList<>();
        for (int i = 1; i < context.getChildCount() - 1; i++) {
            if (context.getChild(i) instanceof TerminalNode text && text.getSymbol().getType() == ZedParser.TEXT) {
                parts.add(new Expression.TextPart.Text(Escapes.resolve(text.getText()), Spans.of(text.getSymbol())));
            } else if (context.getChild(i) instanceof ZedParser.ExpressionContext value) {
                Token open = ((TerminalNode) context.getChild(i - 1)).getSymbol();
                Token close = ((TerminalNode) context.getChild(i + 1)).getSymbol();
                parts.add(new Expression.TextPart.Value(expression(value), Spans.of(open).to(Spans.of(close))));
            }
        }
        return new Expression.FormattedText(parts, Spans.of(context));
    }

    private Expression typeOrCast(ZedParser.TypeOrCastContext context, Span span) {
        Expression.TypeValue type = types.typeValue(context.typeValue());
        if (context.CAST_OPEN() == null) {
            return type;
        }
        return new Expression.Cast(type,
                context.subquery() != null ? subquery(context.subquery()) : expression(context.expression()), span);
    }

    private Expression call(ZedParser.CallContext context) {
        Ast.Name name = Spans.name(context.CALL().getSymbol());
        List<Expression> arguments = context.arguments() == null ? List.of() : arguments(context.arguments(), name.text());
        Optional<Expression> where = optional(context.expression());
        Span span = Spans.of(context);
        if (name.text().equals("grep") && where.isEmpty() && (arguments.size() == 1 || arguments.size() == 2)) {
            return new Expression.Grep(arguments.getFirst(), arguments.stream().skip(1).findFirst(), span);
        }
        return new Expression.Call(name, arguments, where, span);
    }

    private List<Expression> arguments(ZedParser.ArgumentsContext context, String function) {
        List<Expression> arguments = new ArrayList<>();
        List<ZedParser.ArgumentContext> contexts = context.argument();
        for (int i = 0; i < contexts.size(); i++) {
            arguments.add(argument(contexts.get(i), function, i));
        }
        if (context.subquery() != null) {
            arguments.add(subquery(context.subquery()));
        }
        return arguments;
    }

    /// Returns an argument; a regular expression is one of three functions only, and for two of them it is a string.
    private Expression argument(ZedParser.ArgumentContext context, String function, int index) {
        if (context.GLOB() != null) {
            return glob(context.GLOB().getSymbol());
        }
        if (context.REGEXP() == null) {
            return expression(context.expression());
        }
        Pattern.Regexp regexp = regexp(context.REGEXP().getSymbol());
        switch (function) {
            case "grep" -> {
                return regexp;
            }
            case "regexp", "regexp_replace" -> {
                if (index == (function.equals("regexp") ? 0 : 1)) {
                    return new Expression.Primitive(Expression.Primitive.Kind.STRING, regexp.pattern(), regexp.span());
                }
            }
            default -> { }
        }
        problems.add("expected an expression, found a regular expression", regexp.span());
        return regexp;
    }

    static Pattern.Regexp regexp(Token token) {
        String text = token.getText();
        return new Pattern.Regexp(text.substring(1, text.length() - 1), Spans.of(token));
    }

    static Pattern.Glob glob(Token token) {
        return new Pattern.Glob(Escapes.resolveGlob(token.getText()), Spans.of(token));
    }

    private Expression.Subquery subquery(ZedParser.SubqueryContext context) {
        return new Expression.Subquery(expressions(context.expressions()), locals(context.handed()),
                sequences.apply(context.sequence()), Spans.of(context));
    }

    /// Returns the values after `with`.
    List<Ast.Local> locals(ZedParser.HandedContext context) {
        return context == null ? List.of() : Spans.each(context.local(), this::local);
    }

    private Ast.Local local(ZedParser.LocalContext context) {
        Ast.Name name = Spans.name(context.ID().getSymbol());
        Expression value = optional(context.expression()).orElseGet(() -> new Expression.Reference(name.text(), name.span()));
        return new Ast.Local(name, value, Spans.of(context));
    }

    Expression.Record record(ZedParser.RecordContext context) {
        return new Expression.Record(Spans.each(context.recordItem(), this::recordItem), Spans.of(context));
    }

    private Expression.RecordItem recordItem(ZedParser.RecordItemContext context) {
        Span span = Spans.of(context);
        if (context.SPREAD() != null) {
            return new Expression.RecordItem.Spread(expression(context.expression()), span);
        }
        if (context.COLON() == null) {
            return new Expression.RecordItem.Shorthand(new Expression.Reference(Spans.identifier(context.start), span), span);
        }
        String name = context.STRING() != null ? Escapes.unquote(context.start.getText()) : Spans.identifier(context.start);
        return new Expression.RecordItem.Field(new Ast.Name(name, Spans.of(context.start)), expression(context.expression()),
                span);
    }

    private List<Expression.ListItem> listItems(ZedParser.ListItemsContext context) {
        return context == null ? List.of() : Spans.each(context.listItem(), this::listItem);
    }

    private Expression.ListItem listItem(ZedParser.ListItemContext context) {
        Expression value = expression(context.expression());
        return context.SPREAD() != null ? new Expression.ListItem.Spread(value, Spans.of(context))
                : new Expression.ListItem.Element(value, Spans.of(context));
    }

    private Expression.MapEntry mapEntry(ZedParser.MapEntryContext context) {
        return new Expression.MapEntry(expression(context.expression(0)), expression(context.expression(1)),
                Spans.of(context));
    }

    // ----------------------------------------------------------------------------------------------------------- search

    /// Returns the node of a search.
    Expression search(ZedParser.SearchContext context) {
        if (context.searchAnd().size() == 1) {
            return searchAnd(context.searchAnd(0));
        }
        return joined(BinaryOperator.OR, Spans.each(context.searchAnd(), this::searchAnd));
    }

    private Expression searchAnd(ZedParser.SearchAndContext context) {
        if (context.searchFactor().size() == 1) {
            return factor(context.searchFactor(0));
        }
        return joined(BinaryOperator.AND, Spans.each(context.searchFactor(), this::factor));
    }

    private Expression factor(ZedParser.SearchFactorContext context) {
        Span span = Spans.of(context);
        return switch (context) {
            case ZedParser.SearchNotContext c -> new Expression.Unary(UnaryOperator.NOT, factor(c.searchFactor()), span);
            case ZedParser.SearchGroupContext c -> search(c.search());
            case ZedParser.SearchWordContext c -> new Expression.Term(c.getText(),
                    new Expression.Primitive(Expression.Primitive.Kind.STRING, Escapes.resolve(c.getText()), span), span);
            case ZedParser.SearchGlobContext c -> glob(c.start);
            case ZedParser.SearchRegexpContext c -> regexp(c.start);
            case ZedParser.SearchEverythingContext _ ->
                    new Expression.Primitive(Expression.Primitive.Kind.BOOL, "true", span);
            case ZedParser.SearchLiteralContext c -> {
                Expression value = c.literal() != null ? literal(c.literal()) : types.typeValue(c.typeValue());
                yield new Expression.Term(problems.source(value.span()), value, value.span());
            }
            case ZedParser.SearchPredicateContext c -> expression(c.expression());
            default -> throw new IllegalStateException("no operand of a search: " + context.getClass());
        };
    }
}
