package dev.tarn.query.parse;

import dev.tarn.query.ast.Ast;
import dev.tarn.query.ast.Declaration;
import dev.tarn.query.ast.Expression;
import dev.tarn.query.ast.Operator;
import dev.tarn.query.ast.Source;
import dev.tarn.query.ast.Span;
import dev.tarn.query.parse.grammar.ZedParser;
import dev.tarn.query.parse.grammar.ZedParserBaseVisitor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/// Makes the nodes of programs, declarations and operators from the parse tree.
final class OperatorBuilder extends ZedParserBaseVisitor<Operator> {
    /// The aggregates that may have a second argument.
    private static final Set<String> WITH_PARAMETER = Set.of("approx_top", "histogram", "quantile");


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
        return context.accept(this);
    }

    @Override
    public Operator visitImpliedSearch(ZedParser.ImpliedSearchContext context) {
        return new Operator.ImpliedExpression(expressions.search(context.search()), Spans.of(context));
    }

    @Override
    public Operator visitSearchOperator(ZedParser.SearchOperatorContext context) {
        return new Operator.Search(expressions.search(context.search()), Spans.of(context));
    }

    @Override
    public Operator visitForkOperator(ZedParser.ForkOperatorContext context) {
        return new Operator.Fork(Spans.each(context.leg(), l -> sequence(l.sequence())), Spans.of(context));
    }

    @Override
    public Operator visitSwitchOperator(ZedParser.SwitchOperatorContext context) {
        return new Operator.Switch(expressions.optional(context.expression()),
                Spans.each(context.switchCase(), this::switchCase), Spans.of(context));
    }

    @Override
    public Operator visitFromOperator(ZedParser.FromOperatorContext context) {
        return new Operator.From(Spans.each(context.fromLeg(), this::fromLeg), Spans.of(context));
    }

    @Override
    public Operator visitSourceOperator(ZedParser.SourceOperatorContext context) {
        return new Operator.Read(sources.source(context.source()), Spans.of(context));
    }

    @Override
    public Operator visitBlockOperator(ZedParser.BlockOperatorContext context) {
        return new Operator.Block(pipeline(context.pipeline()), Spans.of(context));
    }

    @Override
    public Operator visitOverOperator(ZedParser.OverOperatorContext context) {
        return new Operator.Over(expressions.expressions(context.expressions()), expressions.locals(context.handed()),
                Optional.ofNullable(context.pipeline()).map(this::pipeline), Spans.of(context));
    }

    @Override
    public Operator visitJoinOperator(ZedParser.JoinOperatorContext context) {
        return join(context, Spans.of(context));
    }

    @Override
    public Operator visitSortOperator(ZedParser.SortOperatorContext context) {
        checkOptions(context);
        return new Operator.Sort(hasOption(context, ZedParser.REVERSE), hasOption(context, ZedParser.NULLS_FIRST),
                sortKeys(context.sortKeys()), Spans.of(context));
    }

    @Override
    public Operator visitTopOperator(ZedParser.TopOperatorContext context) {
        return new Operator.Top(expressions.optional(context.expression()), context.FLUSH() != null,
                fields(context.expressions()), Spans.of(context));
    }

    @Override
    public Operator visitHeadOperator(ZedParser.HeadOperatorContext context) {
        return new Operator.Head(expressions.optional(context.expression()), Spans.of(context));
    }

    @Override
    public Operator visitTailOperator(ZedParser.TailOperatorContext context) {
        return new Operator.Tail(expressions.optional(context.expression()), Spans.of(context));
    }

    @Override
    public Operator visitUniqOperator(ZedParser.UniqOperatorContext context) {
        return new Operator.Uniq(context.COUNTED() != null, Spans.of(context));
    }

    @Override
    public Operator visitCutOperator(ZedParser.CutOperatorContext context) {
        return new Operator.Cut(assignments(context.assignments()), Spans.of(context));
    }

    @Override
    public Operator visitDropOperator(ZedParser.DropOperatorContext context) {
        return new Operator.Drop(fields(context.expressions()), Spans.of(context));
    }

    @Override
    public Operator visitPutOperator(ZedParser.PutOperatorContext context) {
        return new Operator.Put(fullAssignments(context.assignments()), Spans.of(context));
    }

    @Override
    public Operator visitRenameOperator(ZedParser.RenameOperatorContext context) {
        return new Operator.Rename(fullAssignments(context.assignments()), Spans.of(context));
    }

    @Override
    public Operator visitWhereOperator(ZedParser.WhereOperatorContext context) {
        return new Operator.Where(expressions.expression(context.expression()), Spans.of(context));
    }

    @Override
    public Operator visitYieldOperator(ZedParser.YieldOperatorContext context) {
        return new Operator.Yield(expressions.expressions(context.expressions()), Spans.of(context));
    }

    @Override
    public Operator visitAssertOperator(ZedParser.AssertOperatorContext context) {
        return new Operator.Assert(expressions.expression(context.expression()),
                problems.source(Spans.of(context.expression())), Spans.of(context));
    }

    @Override
    public Operator visitMergeOperator(ZedParser.MergeOperatorContext context) {
        return new Operator.Merge(expressions.expression(context.expression()), Spans.of(context));
    }

    @Override
    public Operator visitExplodeOperator(ZedParser.ExplodeOperatorContext context) {
        return new Operator.Explode(expressions.expressions(context.expressions()), types.type(context.type()),
                Optional.ofNullable(context.expression()).map(this::field), Spans.of(context));
    }

    @Override
    public Operator visitSampleOperator(ZedParser.SampleOperatorContext context) {
        return new Operator.Sample(Optional.ofNullable(context.expression()).map(this::field), Spans.of(context));
    }

    @Override
    public Operator visitFuseOperator(ZedParser.FuseOperatorContext context) {
        return new Operator.Fuse(Spans.of(context));
    }

    @Override
    public Operator visitShapeOperator(ZedParser.ShapeOperatorContext context) {
        return new Operator.Shape(Spans.of(context));
    }

    @Override
    public Operator visitPassOperator(ZedParser.PassOperatorContext context) {
        return new Operator.Pass(Spans.of(context));
    }

    @Override
    public Operator visitLoadOperator(ZedParser.LoadOperatorContext context) {
        return sources.load(context);
    }

    @Override
    public Operator visitOutputOperator(ZedParser.OutputOperatorContext context) {
        return new Operator.Output(name(context.ID()), Spans.of(context));
    }

    @Override
    public Operator visitDebugOperator(ZedParser.DebugOperatorContext context) {
        return new Operator.Debug(expressions.optional(context.expression()), Spans.of(context));
    }

    @Override
    public Operator visitSqlOperator(ZedParser.SqlOperatorContext context) {
        return new Operator.SqlQuery(sql.select(context.select()), Spans.of(context));
    }

    @Override
    public Operator visitSummarizeOperator(ZedParser.SummarizeOperatorContext context) {
        return summarize(context.assignments(), context.grouping(), Spans.of(context));
    }

    @Override
    public Operator visitImpliedOperator(ZedParser.ImpliedOperatorContext context) {
        return implied(context, Spans.of(context));
    }

    @Override
    public Operator visitImpliedGrouping(ZedParser.ImpliedGroupingContext context) {
        return new Operator.Summarize(List.of(), assignments(context.assignments()), limit(context.limit()),
                Spans.of(context));
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

    /// Refuses two directions, or two places for nulls: where the reference does, behind the name of the operator.
    private void checkOptions(ZedParser.SortOperatorContext context) {
        var options = context.sortOption();
        long reverses = options.stream().filter(option -> option.start.getType() == ZedParser.REVERSE).count();
        if (reverses > 1 || options.size() - reverses > 1) {
            int place = context.SORT().getSymbol().getStopIndex() + 1;
            problems.add("expected one -r and one -nulls at most", new Span(place, place));
        }
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
        ParserRuleContext part = context;
        while (!(part instanceof ZedParser.PathContext)) {
            if (part.getChildCount() > 1) {
                refuseOperator(part.getChild(part instanceof ZedParser.PrefixedContext ? 0 : 1));
                break;
            }
            part = (ParserRuleContext) part.getChild(0);
        }
        return expressions.expression(context);
    }

    private void refuseOperator(ParseTree operator) {
        Token token = operator instanceof ParserRuleContext c ? c.start : ((TerminalNode) operator).getSymbol();
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
        boolean call = assignment.value() instanceof Expression.Call(var name, List<Expression> arguments, _, _)
                && (arguments.size() <= 1 || WITH_PARAMETER.contains(name.text()));
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
