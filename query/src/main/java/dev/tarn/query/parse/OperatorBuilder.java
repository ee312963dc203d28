package dev.tarn.query.parse;

import dev.tarn.query.ast.Ast;
import dev.tarn.query.ast.Declaration;
import dev.tarn.query.ast.Expression;
import dev.tarn.query.ast.Operator;
import dev.tarn.query.ast.Source;
import dev.tarn.query.ast.Span;
import dev.tarn.query.parse.grammar.ZedParser;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/// Makes the nodes of programs, declarations and operators from the parse tree.
final class OperatorBuilder {

    private final Problems problems;
    private final TypeBuilder types;
    private final ExpressionBuilder expressions;
    private final SourceBuilder sources;
    private final SqlBuilder sql;

    OperatorBuilder(Problems problems) {
        this.problems = problems;
        types = new TypeBuilder(problems);
        expressions = new ExpressionBuilder(problems, types, this::sequence);
        sources = new SourceBuilder(problems, expressions, this::sortKeys);
        sql = new SqlBuilder(problems, expressions, this::sortKeys);
    }

    Ast.Program program(ZedParser.ProgramContext context) {
        Ast.Pipeline body = pipeline(context.pipeline());
        return new Ast.Program(body, body.span());
    }

    private Ast.Pipeline pipeline(ZedParser.PipelineContext context) {
        return new Ast.Pipeline(Spans.each(context.declaration(), this::declaration),
                Spans.each(context.operator(), this::operator), Spans.of(context));
    }

    private Ast.Pipeline sequence(ZedParser.SequenceContext context) {
        return new Ast.Pipeline(List.of(), Spans.each(context.operator(), this::operator), Spans.of(context));
    }

    private Declaration declaration(ZedParser.DeclarationContext context) {
        Span span = Spans.of(context);
        return switch (context) {
            case ZedParser.ConstDeclarationContext c ->
                    new Declaration.Const(name(c.ID()), expressions.expression(c.expression()), span);
            case ZedParser.FuncDeclarationContext c ->
                    new Declaration.Func(name(c.ID()), names(c.names()), expressions.expression(c.expression()), span);
            case ZedParser.OpDeclarationContext c ->
                    new Declaration.Op(name(c.ID()), names(c.names()), pipeline(c.pipeline()), span);
            case ZedParser.TypeDeclarationContext c -> new Declaration.Type(name(c.ID()), types.type(c.type()), span);
            default -> throw new IllegalStateException("no declaration: " + context.getClass());
        };
    }

    private static Ast.Name name(TerminalNode identifier) {
        return Spans.name(identifier.getSymbol());
    }

    private static List<Ast.Name> names(ZedParser.NamesContext context) {
        return context == null ? List.of() : Spans.each(context.ID(), OperatorBuilder::name);
    }

    private Operator operator(ZedParser.OperatorContext context) {
        Span span = Spans.of(context);
        return switch (context) {
            case ZedParser.ImpliedSearchContext c -> new Operator.ImpliedExpression(expressions.search(c.search()), span);
            case ZedParser.SearchOperatorContext c -> new Operator.Search(expressions.search(c.search()), span);
            case ZedParser.ForkOperatorContext c ->
                    new Operator.Fork(Spans.each(c.leg(), l -> sequence(l.sequence())), span);
            case ZedParser.SwitchOperatorContext c -> new Operator.Switch(expressions.optional(c.expression()),
                    Spans.each(c.switchCase(), this::switchCase), span);
            case ZedParser.FromOperatorContext c ->
                    new Operator.From(Spans.each(c.fromLeg(), this::fromLeg), span);
            case ZedParser.SourceOperatorContext c -> new Operator.Read(sources.source(c.source()), span);
            case ZedParser.BlockOperatorContext c -> new Operator.Block(pipeline(c.pipeline()), span);
            case ZedParser.OverOperatorContext c -> new Operator.Over(expressions.expressions(c.expressions()),
                    expressions.locals(c.handed()), Optional.ofNullable(c.pipeline()).map(this::pipeline), span);
            case ZedParser.JoinOperatorContext c -> join(c, span);
            case ZedParser.SortOperatorContext c -> new Operator.Sort(hasOption(c, ZedParser.REVERSE),
                    hasOption(c, ZedParser.NULLS_FIRST), sortKeys(c.sortKeys()), span);
            case ZedParser.TopOperatorContext c -> new Operator.Top(expressions.optional(c.expression()),
                    c.FLUSH() != null, fields(c.expressions()), span);
            case ZedParser.HeadOperatorContext c -> new Operator.Head(expressions.optional(c.expression()), span);
            case ZedParser.TailOperatorContext c -> new Operator.Tail(expressions.optional(c.expression()), span);
            case ZedParser.UniqOperatorContext c -> new Operator.Uniq(c.COUNTED() != null, span);
            case ZedParser.CutOperatorContext c -> new Operator.Cut(assignments(c.assignments()), span);
            case ZedParser.DropOperatorContext c -> new Operator.Drop(fields(c.expressions()), span);
            case ZedParser.PutOperatorContext c -> new Operator.Put(fullAssignments(c.assignments()), span);
            case ZedParser.RenameOperatorContext c -> new Operator.Rename(fullAssignments(c.assignments()), span);
            case ZedParser.WhereOperatorContext c -> new Operator.Where(expressions.expression(c.expression()), span);
            case ZedParser.YieldOperatorContext c -> new Operator.Yield(expressions.expressions(c.expressions()), span);
            case ZedParser.AssertOperatorContext c -> new Operator.Assert(expressions.expression(c.expression()),
                    problems.source(Spans.of(c.expression())), span);
            case ZedParser.MergeOperatorContext c -> new Operator.Merge(expressions.expression(c.expression()), span);
            case ZedParser.ExplodeOperatorContext c -> new Operator.Explode(expressions.expressions(c.expressions()),
                    types.type(c.type()), Optional.ofNullable(c.expression()).map(this::field), span);
            case ZedParser.SampleOperatorContext c ->
                    new Operator.Sample(Optional.ofNullable(c.expression()).map(this::field), span);
            case ZedParser.FuseOperatorContext _ -> new Operator.Fuse(span);
            case ZedParser.ShapeOperatorContext _ -> new Operator.Shape(span);
            case ZedParser.PassOperatorContext _ -> new Operator.Pass(span);
            case ZedParser.LoadOperatorContext c -> sources.load(c);
            case ZedParser.OutputOperatorContext c -> new Operator.Output(name(c.ID()), span);
            case ZedParser.DebugOperatorContext c -> new Operator.Debug(expressions.optional(c.expression()), span);
            case ZedParser.SqlOperatorContext c -> new Operator.SqlQuery(sql.select(c.select()), span);
            case ZedParser.SummarizeOperatorContext c -> summarize(c.assignments(), c.grouping(), span);
            case ZedParser.ImpliedOperatorContext c -> implied(c, span);
            case ZedParser.ImpliedGroupingContext c ->
                    new Operator.Summarize(List.of(), assignments(c.assignments()), limit(c.limit()), span);
            default -> throw new IllegalStateException("no operator: " + context.getClass());
        };
    }

    private Operator.Case switchCase(ZedParser.SwitchCaseContext context) {
        return new Operator.Case(expressions.optional(context.expression()), sequence(context.sequence()),
                Spans.of(context));
    }

    private Operator.FromLeg fromLeg(ZedParser.FromLegContext context) {
        Source source = context.source() != null ? sources.source(context.source())
                : new Source.Pass(Spans.of(context.PASS().getSymbol()));
        return new Operator.FromLeg(source, Optional.ofNullable(context.sequence()).map(this::sequence),
                Spans.of(context));
    }

    private Operator join(ZedParser.JoinOperatorContext context, Span span) {
        List<Expression> keys = Spans.each(context.joinKey(), this::joinKey);
        return new Operator.Join(SqlBuilder.style(context.start),
                Optional.ofNullable(context.sequence()).map(this::sequence), keys.getFirst(),
                keys.stream().skip(1).findFirst(), assignments(context.assignments()), span);
    }

    /// A key of a join is a field, or any expression in parentheses.
    private Expression joinKey(ZedParser.JoinKeyContext context) {
        return field(context.expression());
    }

    private static boolean hasOption(ZedParser.SortOperatorContext context, int type) {
        return context.sortOption().stream().anyMatch(o -> o.start.getType() == type);
    }

    private List<Ast.SortKey> sortKeys(ZedParser.SortKeysContext context) {
        return context == null ? List.of() : Spans.each(context.sortKey(), this::sortKey);
    }

    private Ast.SortKey sortKey(ZedParser.SortKeyContext context) {
        Optional<Ast.Direction> direction = context.ASC() != null ? Optional.of(Ast.Direction.ASCENDING)
                : context.DESC() != null ? Optional.of(Ast.Direction.DESCENDING) : Optional.empty();
        return new Ast.SortKey(expressions.expression(context.expression()), direction, Spans.of(context));
    }

    // ------------------------------------------------------------------------------------------- assignments and grouping

    private List<Expression> fields(ZedParser.ExpressionsContext context) {
        return context == null ? List.of() : Spans.each(context.expression(), this::field);
    }

    /// Returns an expression that has to be an operand without operators, as fields are.
    private Expression field(ZedParser.ExpressionContext context) {
        switch (context) {
            case ZedParser.BinaryContext c -> refuseOperator(c.getChild(1));
            case ZedParser.ComparisonContext c -> refuseOperator(c.getChild(1));
            case ZedParser.MatchContext c -> refuseOperator(c.getChild(1));
            case ZedParser.ConditionalContext c -> refuseOperator(c.getChild(1));
            case ZedParser.NegateContext c -> refuseOperator(c.getChild(0));
            case ZedParser.NotContext c -> refuseOperator(c.getChild(0));
            default -> { }
        }
        return expressions.expression(context);
    }

    private void refuseOperator(ParseTree operator) {
        Token token = ((TerminalNode) operator).getSymbol();
        problems.add("expected a field, found an expression with '" + token.getText() + "'", Spans.of(token));
    }

    private List<Ast.Assignment> assignments(ZedParser.AssignmentsContext context) {
        return context == null ? List.of() : Spans.each(context.assignment(), this::assignment);
    }

    private Ast.Assignment assignment(ZedParser.AssignmentContext context) {
        Span span = Spans.of(context);
        if (context.DEFINE() == null) {
            return new Ast.Assignment(Optional.empty(), expressions.expression(context.expression(0)), span);
        }
        return new Ast.Assignment(Optional.of(field(context.expression(0))), expressions.expression(context.expression(1)),
                span);
    }

    private List<Ast.Assignment> fullAssignments(ZedParser.AssignmentsContext context) {
        List<Ast.Assignment> assignments = assignments(context);
        assignments.stream().filter(a -> a.target().isEmpty()).findFirst().ifPresent(a ->
                problems.add("expected ':=' and a value", new Span(a.span().end(), a.span().end())));
        return assignments;
    }

    private Operator summarize(ZedParser.AssignmentsContext aggregates, ZedParser.GroupingContext grouping, Span span) {
        List<Ast.Assignment> keys = grouping == null ? List.of() : assignments(grouping.assignments());
        List<Ast.Assignment> values = assignments(aggregates);
        values.forEach(this::checkAggregate);
        if (values.isEmpty() && keys.isEmpty()) {
            problems.add("expected an aggregate such as count() or 'by' and a key", new Span(span.end(), span.end()));
        }
        return new Operator.Summarize(values, keys, grouping == null ? OptionalLong.empty() : limit(grouping.limit()), span);
    }

    private void checkAggregate(Ast.Assignment assignment) {
        boolean call = assignment.value() instanceof Expression.Call(_, List<Expression> arguments, _, _)
                && arguments.size() <= 1;
        if (!call) {
            problems.add("expected an aggregate such as count() or sum(x)", assignment.value().span());
        }
    }

    private OptionalLong limit(ZedParser.LimitContext context) {
        if (context == null) {
            return OptionalLong.empty();
        }
        Token number = context.INT().getSymbol();
        try {
            long limit = Long.parseLong(number.getText());
            if (limit >= 0) {
                return OptionalLong.of(limit);
            }
        } catch (NumberFormatException e) {
            // More digits than a long has: the problem below says so.
        }
        problems.add("expected a limit of 0 to " + Long.MAX_VALUE + ", found " + number.getText(), Spans.of(number));
        return OptionalLong.empty();
    }

    /// Says what an operator without a keyword is, as far as its form does: an expression, assignments, or aggregates.
    private Operator implied(ZedParser.ImpliedOperatorContext context, Span span) {
        List<ZedParser.AssignmentContext> items = context.assignments().assignment();
        if (context.grouping() == null) {
            if (items.size() == 1 && items.getFirst().DEFINE() == null) {
                return new Operator.ImpliedExpression(expressions.expression(items.getFirst().expression(0)), span);
            }
            if (items.stream().allMatch(i -> i.DEFINE() != null)) {
                return new Operator.ImpliedAssignment(assignments(context.assignments()), span);
            }
        }
        return summarize(context.assignments(), context.grouping(), span);
    }
}
