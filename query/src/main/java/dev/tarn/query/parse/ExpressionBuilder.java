package dev.tarn.query.parse;

import dev.tarn.query.ast.Ast;
import dev.tarn.query.ast.Expression.BinaryOperator;
import dev.tarn.query.ast.Expression.UnaryOperator;
import dev.tarn.query.ast.Expression;
import dev.tarn.query.ast.Pattern;
import dev.tarn.query.ast.Span;
import dev.tarn.query.parse.grammar.ZedParser;
import dev.tarn.query.parse.grammar.ZedParserBaseVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/// Makes the nodes of expressions from the parse tree.
final class ExpressionBuilder extends ZedParserBaseVisitor<Expression> {

    private static final int MAX_LEFT_DEEP = 32;
    private static final int MAX_CHAIN = 1000;

    private final Problems problems;
    private final TypeBuilder types;
    private final Function<ZedParser.SequenceContext, Ast.Pipeline> sequences;
    // The condition that waits for its call; null if none does.
    private Expression condition;

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

    /// Returns the node of an expression. The conditions in it are made from the last to the first, because each belongs to
    /// the last call of what stands before it.
    Expression expression(ZedParser.ExpressionContext context) {
        Expression outer = condition;
        List<ZedParser.DisjunctionContext> parts = context.disjunction();
        condition = null;
        for (ZedParser.DisjunctionContext part : parts.reversed()) {
            condition = disjunction(part);
        }
        Expression result = condition;
        condition = outer;
        if (context.QUESTION() == null) {
            return result;
        }
        return new Expression.Conditional(result, expression(context.expression(0)), expression(context.expression(1)),
                Spans.of(context));
    }

    private Expression disjunction(ZedParser.DisjunctionContext context) {
        return joined(context, BinaryOperator.OR, context.conjunction(), this::conjunction);
    }

    private Expression conjunction(ZedParser.ConjunctionContext context) {
        return joined(context, BinaryOperator.AND, context.comparison(), this::comparison);
    }

    private static <T> Expression joined(ParserRuleContext context, BinaryOperator operator, List<T> operands,
                                         Function<T, Expression> build) {
        if (operands.size() == 1) {
            return build.apply(operands.getFirst());
        }
        Expression.Binary joined = (Expression.Binary) joined(operator, Spans.each(operands, build));
        return new Expression.Binary(operator, joined.left(), joined.right(), Spans.of(context).to(joined.right().span()));
    }

    private Expression comparison(ZedParser.ComparisonContext context) {
        Expression left = sum(context.sum(0));
        if (context.getChildCount() == 1) {
            return left;
        }
        if (context.getChildCount() > 3) {
            Token second = context.getChild(3) instanceof ZedParser.ComparatorContext c ? c.start
                    : ((TerminalNode) context.getChild(3)).getSymbol();
            problems.add("expected 'and', 'or' or parentheses between two comparisons, found '" + second.getText() + "'",
                    Spans.of(second));
        }
        if (context.getChild(1) instanceof ZedParser.ComparatorContext comparator) {
            Expression right = sum(context.sum(1));
            return new Expression.Binary(operator(comparator.start), left, right, Spans.of(context).to(right.span()));
        }
        return new Expression.Binary(BinaryOperator.MATCH, left, regexp(context.REGEXP(0).getSymbol()), Spans.of(context));
    }

    private Expression sum(ZedParser.SumContext context) {
        return chain(context, context.product(), this::product);
    }

    private Expression product(ZedParser.ProductContext context) {
        return chain(context, context.prefixed(), this::prefixed);
    }

    /// Returns the node of operands with an operator between any two of them, grouped from the left.
    private <T extends ParserRuleContext> Expression chain(ParserRuleContext context, List<T> operands,
                                                           Function<T, Expression> build) {
        Expression result = build.apply(operands.getFirst());
        checkLength(context, operands.size() - 1);
        for (int i = 1; i < operands.size(); i++) {
            Token operator = ((TerminalNode) context.getChild(2 * i - 1)).getSymbol();
            Expression right = build.apply(operands.get(i));
            Span span = Spans.of(context.start).to(Spans.of(operands.get(i))).to(right.span());
            result = new Expression.Binary(operator(operator), result, right, span);
        }
        return result;
    }

    private void checkLength(ParserRuleContext context, int operators) {
        if (operators > MAX_CHAIN) {
            problems.add("expected at most " + MAX_CHAIN + " operators in a row", Spans.of(context.stop));
        }
    }

    private Expression prefixed(ZedParser.PrefixedContext context) {
        if (context.path() != null) {
            return path(context.path());
        }
        UnaryOperator operator = context.NOT() != null ? UnaryOperator.NOT : UnaryOperator.NEGATE;
        Expression operand = prefixed(context.prefixed());
        return new Expression.Unary(operator, operand, Spans.of(context).to(operand.span()));
    }

    private Expression path(ZedParser.PathContext context) {
        Expression result = context.operand().accept(this);
        List<ZedParser.StepContext> steps = context.step();
        checkLength(context, steps.size());
        for (ZedParser.StepContext step : steps) {
            Span span = Spans.of(context.start).to(Spans.of(step));
            result = step instanceof ZedParser.DotContext dot
                    ? new Expression.Dot(result, Spans.name(dot.ID().getSymbol()), span)
                    : subscript(result, ((ZedParser.IndexContext) step).subscript(), span);
        }
        return result;
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

    private static BinaryOperator operator(Token token) {
        return switch (token.getType()) {
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
            default -> throw new IllegalStateException("no binary operator: " + token.getText());
        };
    }

    private Expression subscript(Expression container, ZedParser.SubscriptContext context, Span span) {
        if (context.colon == null) {
            return new Expression.Index(container, expression(context.from), span);
        }
        return new Expression.Slice(container, optional(context.from), optional(context.to), span);
    }

    @Override
    public Expression visitReference(ZedParser.ReferenceContext context) {
        return new Expression.Reference(Spans.identifier(context.start), Spans.of(context));
    }

    @Override
    public Expression visitLiteralValue(ZedParser.LiteralValueContext context) {
        return context.literal().accept(this);
    }

    @Override
    public Expression visitCallValue(ZedParser.CallValueContext context) {
        return call(context.call());
    }

    @Override
    public Expression visitParenthesized(ZedParser.ParenthesizedContext context) {
        return context.subquery() != null ? subquery(context.subquery()) : expression(context.expression());
    }

    @Override
    public Expression visitRecordValue(ZedParser.RecordValueContext context) {
        return record(context.record());
    }

    @Override
    public Expression visitArray(ZedParser.ArrayContext context) {
        return new Expression.Array(listItems(context.listItems()), Spans.of(context));
    }

    @Override
    public Expression visitSet(ZedParser.SetContext context) {
        return new Expression.Set(listItems(context.listItems()), Spans.of(context));
    }

    @Override
    public Expression visitMap(ZedParser.MapContext context) {
        return new Expression.Map(Spans.each(context.mapEntry(), this::mapEntry), Spans.of(context));
    }

    @Override
    public Expression visitPrimitive(ZedParser.PrimitiveContext context) {
        return primitive(context.start);
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

    @Override
    public Expression visitFormattedText(ZedParser.FormattedTextContext context) {
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

    @Override
    public Expression visitTypeOrCast(ZedParser.TypeOrCastContext context) {
        Expression.TypeValue type = types.typeValue(context.typeValue());
        if (context.CAST_OPEN() == null) {
            return type;
        }
        return new Expression.Cast(type,
                context.subquery() != null ? subquery(context.subquery()) : expression(context.expression()),
                Spans.of(context));
    }

    private Expression call(ZedParser.CallContext context) {
        Ast.Name name = Spans.name(context.CALL().getSymbol());
        List<Expression> arguments = context.arguments() == null ? List.of() : arguments(context.arguments(), name.text());
        Optional<Expression> where = context.RIGHT_PAREN_WHERE() == null ? Optional.empty() : Optional.of(condition);
        Span span = where.isEmpty() ? Spans.of(context) : Spans.of(context).to(where.get().span());
        // The way to count rows in SQL.
        if (context.STAR() != null && !name.text().equals("count")) {
            problems.add("expected an expression, found '*'", Spans.of(context.STAR().getSymbol()));
        }
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
        return context.accept(this);
    }

    @Override
    public Expression visitSearchNot(ZedParser.SearchNotContext context) {
        return new Expression.Unary(UnaryOperator.NOT, factor(context.searchFactor()), Spans.of(context));
    }

    @Override
    public Expression visitSearchGroup(ZedParser.SearchGroupContext context) {
        return search(context.search());
    }

    @Override
    public Expression visitSearchWord(ZedParser.SearchWordContext context) {
        Span span = Spans.of(context);
        String word = context.getText();
        return new Expression.Term(word, new Expression.Primitive(Expression.Primitive.Kind.STRING, Escapes.resolve(word), span),
                span);
    }

    @Override
    public Expression visitSearchGlob(ZedParser.SearchGlobContext context) {
        return glob(context.start);
    }

    @Override
    public Expression visitSearchRegexp(ZedParser.SearchRegexpContext context) {
        return regexp(context.start);
    }

    @Override
    public Expression visitSearchEverything(ZedParser.SearchEverythingContext context) {
        return new Expression.Primitive(Expression.Primitive.Kind.BOOL, "true", Spans.of(context));
    }

    @Override
    public Expression visitSearchLiteral(ZedParser.SearchLiteralContext context) {
        Expression value = context.literal() != null ? context.literal().accept(this) : types.typeValue(context.typeValue());
        return new Expression.Term(problems.source(value.span()), value, value.span());
    }

    @Override
    public Expression visitSearchPredicate(ZedParser.SearchPredicateContext context) {
        return expression(context.expression());
    }
}
