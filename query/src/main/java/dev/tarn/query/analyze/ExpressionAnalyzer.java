package dev.tarn.query.analyze;

import dev.tarn.model.InputException;
import dev.tarn.model.Path;
import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.query.aggregate.Aggregates;
import dev.tarn.query.aggregate.Arguments;
import dev.tarn.query.ast.Ast;
import dev.tarn.query.ast.Expression;
import dev.tarn.query.ast.Pattern;
import dev.tarn.query.ast.TypeExpression;
import dev.tarn.query.expression.Arithmetic;
import dev.tarn.query.expression.Comparison;
import dev.tarn.query.expression.Expr;
import dev.tarn.query.expression.SearchPattern;
import dev.tarn.query.function.Functions;
import dev.tarn.query.function.Signature;
import dev.tarn.query.plan.Aggregation;
import dev.tarn.query.plan.LateralQuery;
import dev.tarn.query.plan.RunningAggregate;
import dev.tarn.query.plan.Step;
import dev.tarn.query.search.Regexps;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Makes plan expressions of syntax: names become fields, variables or constants, calls are checked.
///
/// Where something is wrong it is reported and a null takes its place, so that the rest is checked too.
final class ExpressionAnalyzer {
    /// Functions whose last argument is a type.
    private static final Set<String> SHAPING = Set.of("cast", "crop", "fill", "fit", "order", "shape");
    private static final Expr BAD = new Expr.Literal(Value.ofNull(PrimitiveType.NULL));

    private final Analysis analysis;
    private final Problems problems;
    private final TypeAnalyzer types;
    private final PipelineAnalyzer pipelines;

    ExpressionAnalyzer(Analysis analysis, PipelineAnalyzer pipelines) {
        this.analysis = analysis;
        this.problems = analysis.problems;
        this.types = new TypeAnalyzer(analysis.problems, analysis.types);
        this.pipelines = pipelines;
    }

    TypeAnalyzer types() {
        return types;
    }

    /// Returns whether an expression stands for one that was reported.
    static boolean isBad(Expr expr) {
        return expr == BAD;
    }

    Expr bad(Ast node, String message) {
        problems.add(node, message);
        return BAD;
    }

    Expr badUnplaced(Ast node, String message, String expectation) {
        problems.addUnplaced(node, message, expectation);
        return BAD;
    }

    private Expr bad(Ast node, String message, String expectation) {
        problems.add(node, message, expectation);
        return BAD;
    }

    List<Expr> expressions(List<Expression> expressions, Names names) {
        var analyzed = new ArrayList<Expr>(expressions.size());
        for (var expression : expressions) {
            analyzed.add(expression(expression, names));
        }
        return analyzed;
    }

    Expr expression(Expression expression, Names names) {
        return switch (expression) {
            case Expression.Primitive primitive -> literal(primitive);
            case Expression.TypeValue typed -> typeValue(typed.type(), typed);
            case Expression.FormattedText text -> formattedText(text, names);
            case Expression.Reference reference -> reference(reference, names);
            case Expression.Dot(var record, var field, _) -> new Expr.Field(record(record, names), field.text());
            case Expression.Index index -> index(index, names);
            case Expression.Slice(var container, var from, var to, _) -> new Expr.Slice(expression(container, names),
                    from.map(e -> expression(e, names)), to.map(e -> expression(e, names)));
            case Expression.Unary(var operator, var operand, _) -> switch (operator) {
                case NOT -> new Expr.Not(expression(operand, names));
                case NEGATE -> new Expr.Negate(expression(operand, names));
            };
            case Expression.Binary binary -> binary(binary, names);
            case Expression.Conditional(var condition, var then, var otherwise, _) -> new Expr.Conditional(
                    expression(condition, names), expression(then, names), expression(otherwise, names));
            case Expression.Call call -> call(call, names);
            case Expression.Cast(var type, var value, _) -> {
                var analyzed = expression(value, names);
                yield new Expr.Call("cast", List.of(analyzed, typeValue(type.type(), type)));
            }
            case Expression.Grep grep -> grep(grep, names);
            case Expression.Term term -> term(term, names);
            case Expression.Record record -> record(record, names);
            case Expression.Array(var items, _) -> new Expr.MakeArray(items(items, names));
            case Expression.Set(var items, _) -> new Expr.MakeSet(items(items, names));
            case Expression.Map(var entries, _) -> new Expr.MakeMap(entries.stream()
                    .map(e -> new Expr.MapEntry(expression(e.key(), names), expression(e.value(), names))).toList());
            case Expression.Subquery subquery -> subquery(subquery, names);
            case Pattern.Glob glob -> new Expr.Search(new SearchPattern.Glob(glob.pattern()), new Expr.This());
            case Pattern.Regexp regexp -> regexpSearch(regexp, new Expr.This());
        };
    }

    private Expr literal(Expression.Primitive primitive) {
        try {
            return new Expr.Literal(Literals.value(primitive.kind(), primitive.text()));
        } catch (InputException e) {
            return bad(primitive, e.getMessage(), "expected " + Literals.expectation(primitive.kind()));
        }
    }

    private Expr typeValue(TypeExpression type, Ast place) {
        // A name that the query does not declare is looked up in the data, and may be missing there.
        return types.undeclaredName(type)
                .<Expr>map(name -> {
                    analysis.namesTypes = true;
                    return new Expr.Call("typename", List.of(new Expr.Literal(Value.ofString(name))));
                })
                .orElseGet(() -> Functions.typeValue(types.type(type, place)));
    }

    private Expr formattedText(Expression.FormattedText text, Names names) {
        var parts = new ArrayList<Expr>();
        for (var part : text.parts()) {
            parts.add(switch (part) {
                case Expression.TextPart.Text(var characters, _) -> new Expr.Literal(Literals.string(characters));
                case Expression.TextPart.Value(var expression, _) -> expression(expression, names);
            });
        }
        return new Expr.FormattedText(parts);
    }

    private Expr reference(Expression.Reference reference, Names names) {
        var meaning = names.find(reference.name());
        if (meaning.isEmpty()) {
            return field(reference.name(), names.rows());
        }
        return switch (meaning.get()) {
            case Names.Meaning.Bound(var expr) -> expr;
            case Names.Meaning.Table(var row, var named) -> named ? row : field(reference.name(), names.rows());
            case Names.Meaning.Function _, Names.Meaning.Operator _ ->
                bad(reference, "symbol \"" + reference.name() + "\" is not bound to an expression");
            case Names.Meaning.Bad _ -> BAD;
        };
    }

    private static Expr field(String name, List<Expr> rows) {
        if (name.equals("this")) {
            return new Expr.This();
        }
        Expr field = new Expr.Field(rows.getLast(), name);
        for (int i = rows.size() - 2; i >= 0; i--) {
            var earlier = new Expr.Field(rows.get(i), name);
            field = new Expr.Conditional(new Expr.Call("missing", List.of(earlier)), field, earlier);
        }
        return field;
    }

    /// Returns what a field is taken of: the row of a table, if it is called so, or a value.
    private Expr record(Expression expression, Names names) {
        if (expression instanceof Expression.Reference(var name, _)
                && names.find(name).orElse(null) instanceof Names.Meaning.Table(var row, _)) {
            return row;
        }
        return expression(expression, names);
    }

    private Expr index(Expression.Index index, Names names) {
        var container = expression(index.container(), names);
        var position = expression(index.index(), names);
        if (container.path().isPresent()) {
            var name = Constants.string(analysis, position);
            if (name.isPresent()) {
                return new Expr.Field(container, name.get());
            }
        }
        return new Expr.Index(container, position);
    }

    private Expr binary(Expression.Binary binary, Names names) {
        var left = expression(binary.left(), names);
        if (binary.operator() == Expression.BinaryOperator.MATCH) {
            return binary.right() instanceof Pattern.Regexp regexp
                    ? match(left, regexp)
                    : bad(binary, "right-hand side of ~ expression must be a regular expression",
                            "expected a regular expression such as /^a.c$/ behind '~'");
        }
        var right = expression(binary.right(), names);
        return switch (binary.operator()) {
            case OR -> new Expr.Or(left, right);
            case AND -> new Expr.And(left, right);
            case EQUAL -> new Expr.Compare(Comparison.EQUAL, left, right);
            case NOT_EQUAL -> new Expr.Compare(Comparison.NOT_EQUAL, left, right);
            case LESS -> new Expr.Compare(Comparison.LESS, left, right);
            case LESS_OR_EQUAL -> new Expr.Compare(Comparison.LESS_OR_EQUAL, left, right);
            case GREATER -> new Expr.Compare(Comparison.GREATER, left, right);
            case GREATER_OR_EQUAL -> new Expr.Compare(Comparison.GREATER_OR_EQUAL, left, right);
            case IN -> new Expr.In(left, right);
            case ADD -> new Expr.Calculate(Arithmetic.ADD, left, right);
            case SUBTRACT -> new Expr.Calculate(Arithmetic.SUBTRACT, left, right);
            case MULTIPLY -> new Expr.Calculate(Arithmetic.MULTIPLY, left, right);
            case DIVIDE -> new Expr.Calculate(Arithmetic.DIVIDE, left, right);
            case MODULO -> new Expr.Calculate(Arithmetic.MODULO, left, right);
            case MATCH -> throw new IllegalStateException("handled above");
        };
    }

    private Expr match(Expr value, Pattern.Regexp regexp) {
        return checked(regexp) ? new Expr.Match(value, regexp.pattern()) : BAD;
    }

    private Expr regexpSearch(Pattern.Regexp regexp, Expr value) {
        return checked(regexp) ? new Expr.Search(new SearchPattern.Regexp(regexp.pattern()), value) : BAD;
    }

    private boolean checked(Pattern.Regexp regexp) {
        try {
            Regexps.compile(regexp.pattern());
            return true;
        } catch (com.google.re2j.PatternSyntaxException e) {
            problems.add(regexp, e.getMessage());
            return false;
        }
    }

    private Expr grep(Expression.Grep grep, Names names) {
        Expr value = grep.value().map(e -> expression(e, names)).orElseGet(Expr.This::new);
        return switch (grep.pattern()) {
            case Pattern.Glob glob -> new Expr.Search(new SearchPattern.Glob(glob.pattern()), value);
            case Pattern.Regexp regexp -> regexpSearch(regexp, value);
            case Expression other -> {
                var pattern = expression(other, names);
                var text = Constants.string(analysis, pattern);
                yield text.isPresent()
                        ? new Expr.Search(new SearchPattern.Text(text.get()), value)
                        : new Expr.SearchDynamic(pattern, value);
            }
        };
    }

    private Expr term(Expression.Term term, Names names) {
        var value = expression(term.value(), names);
        return switch (value) {
            case Expr.Literal(var literal) when literal.type() == PrimitiveType.STRING && !literal.isNull() ->
                new Expr.Search(new SearchPattern.Text(literal.asString()), new Expr.This());
            case Expr.Literal(var literal) ->
                new Expr.Search(new SearchPattern.Term(term.text(), literal), new Expr.This());
            default -> new Expr.SearchDynamic(value, new Expr.This());
        };
    }

    private Expr record(Expression.Record record, Names names) {
        Set<String> known = new HashSet<>();
        var items = new ArrayList<Expr.RecordItem>();
        for (var item : record.items()) {
            switch (item) {
                case Expression.RecordItem.Field(var name, var value, _) ->
                    named(item, name.text(), expression(value, names), known, items);
                case Expression.RecordItem.Shorthand(var reference, _) ->
                    named(item, reference.name(), reference(reference, names), known, items);
                case Expression.RecordItem.Spread(var value, _) ->
                    items.add(new Expr.RecordItem.Spread(expression(value, names)));
            }
        }
        return new Expr.MakeRecord(items);
    }

    private void named(Ast node, String name, Expr value, Set<String> known, List<Expr.RecordItem> items) {
        if (known.add(name)) {
            items.add(new Expr.RecordItem.Named(name, value));
        } else {
            problems.add(node, "record expression: duplicate field: \"" + name + "\"");
        }
    }

    private List<Expr.ListItem> items(List<Expression.ListItem> items, Names names) {
        var analyzed = new ArrayList<Expr.ListItem>();
        for (var item : items) {
            analyzed.add(switch (item) {
                case Expression.ListItem.Element(var value, _) -> new Expr.ListItem(expression(value, names), false);
                case Expression.ListItem.Spread(var list, _) -> new Expr.ListItem(expression(list, names), true);
            });
        }
        return analyzed;
    }

    private Expr subquery(Expression.Subquery subquery, Names names) {
        var inner = names.inner();
        // Unlike those of the operator, what is taken apart here does not see the variables.
        var expressions = expressions(subquery.expressions(), names);
        var locals = locals(subquery.locals(), inner);
        inner.setRows(List.of(new Expr.This()));
        var body = pipelines.scope(subquery.body(), inner);
        return new LateralQuery(new Step.Over(expressions, locals, Optional.of(body)));
    }

    /// Makes variables of what is handed into a lateral scope; each may be said by those before it.
    List<Expr> locals(List<Ast.Local> locals, Names inner) {
        var values = new ArrayList<Expr>();
        for (var local : locals) {
            values.add(expression(local.value(), inner));
            if (!inner.defineVariable(local.name())) {
                problems.add(local, "symbol \"" + local.name().text() + "\" redefined");
            }
        }
        return values;
    }

    private Expr call(Expression.Call call, Names names) {
        var aggregate = aggregate(call, names);
        if (aggregate.isPresent()) {
            return new RunningAggregate(analysis.nextRunningAggregate(), aggregate.get());
        }
        if (call.where().isPresent()) {
            return bad(call, "'where' clause on non-aggregation function",
                    Nearest.expectation("an aggregate", call.name().text(), Aggregates.names()));
        }
        String name = call.name().text();
        var meaning = names.find(name);
        if (meaning.isPresent()) {
            return userCall(call, meaning.get(), names);
        }
        if (name.equals("map")) {
            return map(call, names);
        }
        var function = Functions.find(name);
        if (function.isEmpty()) {
            if (name.equals("grep")) {
                // The parser knows it, unless it has a wrong number of arguments.
                return bad(call, call.arguments().isEmpty() ? "too few arguments" : "too many arguments");
            }
            var known = new TreeSet<>(Functions.names());
            known.addAll(Aggregates.names());
            known.addAll(names.functions());
            return bad(call, "no such function", Nearest.expectation("the name of a function", name, known));
        }
        int count = call.arguments().size();
        if (function.get().tooFew(count)) {
            return bad(call, "too few arguments", argumentCount(function.get()));
        }
        if (function.get().tooMany(count)) {
            return bad(call, "too many arguments", argumentCount(function.get()));
        }
        boolean namedTypes = analysis.namesTypes;
        var arguments = expressions(call.arguments(), names);
        // Whether a value has a type of a certain name is told by its own type.
        analysis.namesTypes = name.equals("is") ? namedTypes : analysis.namesTypes || name.equals("typename");
        if (SHAPING.contains(name) && arguments.getLast() != BAD && arguments.getLast() instanceof Expr.Literal(var wanted)
                && wanted.type() != PrimitiveType.TYPE && !(name.equals("cast") && wanted.type() == PrimitiveType.STRING)) {
            return badUnplaced(call.arguments().getLast(), "shaper type argument is not a type: " + wanted, "expected a type such as <{a:int64}>");
        }
        var primitive = PrimitiveType.ofName(name);
        return primitive.isPresent()
                ? Functions.cast(arguments.getFirst(), primitive.get())
                : function.get().call(arguments);
    }

    private static String argumentCount(Signature function) {
        int least = 0;
        while (function.tooFew(least)) {
            least++;
        }
        // More than any function has that does not take as many as are given.
        int most = 10;
        while (most > least && function.tooMany(most)) {
            most--;
        }
        String count = most == 10 ? "at least " + least : least == most ? "" + least : least + " to " + most;
        return "expected " + count + (count.equals("1") || count.equals("at least 1") ? " argument" : " arguments");
    }

    private Expr userCall(Expression.Call call, Names.Meaning meaning, Names names) {
        return switch (meaning) {
            case Names.Meaning.Function(var key, var parameters) ->
                parameters == call.arguments().size()
                        ? new Expr.UserCall(key, expressions(call.arguments(), names))
                        : bad(call, "call expects " + parameters + " argument(s)");
            case Names.Meaning.Bound _, Names.Meaning.Table _ -> bad(call.name(), "not a function");
            case Names.Meaning.Operator _ ->
                bad(call, "symbol \"" + call.name().text() + "\" is not bound to an expression");
            case Names.Meaning.Bad _ -> BAD;
        };
    }

    private Expr map(Expression.Call call, Names names) {
        if (call.arguments().size() != 2) {
            return bad(call, call.arguments().size() < 2 ? "too few arguments" : "too many arguments");
        }
        var list = expression(call.arguments().getFirst(), names);
        if (!(call.arguments().getLast() instanceof Expression.Reference(var function, var span))) {
            return bad(call.arguments().getLast(), "second argument must be the identifier of a function",
                    "expected the name of a function, which gets each element");
        }
        Expression element = new Expression.Reference("this", span);
        var inner = new Expression.Call(new Ast.Name(function, span), List.of(element), Optional.empty(), call.span());
        return new Expr.MapElements(list, call(inner, names));
    }

    /// Returns the aggregate that a call is; empty if it calls something else.
    Optional<Aggregation.Call> aggregate(Expression.Call call, Names names) {
        // As in the reference a declared function does not hide an aggregate.
        String name = call.name().text();
        if (!Aggregates.isAggregate(name)) {
            return Optional.empty();
        }
        int count = call.arguments().size();
        if (count > Aggregates.mostArguments(name)) {
            if (name.equals("min") || name.equals("max")) {
                return Optional.empty();
            }
            problems.add(call, "too many arguments");
        } else if (count == 0 && !name.equals("count")) {
            problems.addUnplaced(call, name + ": argument required", "expected what is aggregated, as in: " + name + "(x)");
        } else if (count < Aggregates.leastArguments(name) && !name.equals("count")) {
            problems.add(call, "too few arguments");
        }
        var arguments = expressions(call.arguments(), names);
        return Optional.of(new Aggregation.Call(name,
                Aggregates.mostArguments(name) == 1 ? arguments.stream().findFirst() : Optional.of(Arguments.pack(arguments)),
                call.where().map(e -> expression(e, names))));
    }

    /// Returns whether an expression that stands for an operator is a condition and not a value.
    boolean isCondition(Expr expr) {
        return switch (expr) {
            case Expr.Literal(var value) -> value.type() == PrimitiveType.BOOL && !value.isNull();
            case Expr.Not(var operand) -> isCondition(operand);
            case Expr.Negate(var operand) -> isCondition(operand);
            case Expr.And _, Expr.Or _, Expr.In _, Expr.Compare _, Expr.Match _, Expr.Search _, Expr.SearchDynamic _ -> true;
            case Expr.Conditional(_, var then, var otherwise) -> isCondition(then) && isCondition(otherwise);
            case Expr.UserCall(var key, _) -> {
                var function = analysis.functions.get(key);
                yield function != null && isCondition(function.body());
            }
            case Expr.Call(var function, _) -> Functions.find(function).map(f -> f.isPredicate()).orElse(false);
            default -> false;
        };
    }

    /// Returns the path that a value gets which is assigned to nothing; empty if it cannot be told.
    static Optional<Path> derivedName(Expr expr) {
        return switch (expr) {
            case RunningAggregate aggregate -> Optional.of(Path.of(aggregate.call().name()));
            case Expr.Call(var function, _) when function.equals("every") -> Optional.of(Path.of("ts"));
            case Expr.Call(var function, var arguments) when function.equals("quiet") ->
                arguments.getFirst().path().or(() -> Optional.of(Path.of(function)));
            case Expr.Call(var function, _) -> Optional.of(Path.of(function));
            case Expr.UserCall(var function, _) -> Optional.of(Path.of(function));
            case Expr.Variable(_, var name) -> Optional.of(Path.of(name));
            case Expr.This _, Expr.Field _ -> expr.path();
            default -> Optional.empty();
        };
    }
}
