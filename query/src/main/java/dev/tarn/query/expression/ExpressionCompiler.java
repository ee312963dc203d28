package dev.tarn.query.expression;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.function.Functions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Makes expressions and conditions of a plan ready to run. What it makes belongs to one thread; it itself to any.
public final class ExpressionCompiler {
    private final Map<String, UserFunction> functions;
    private final TypeNames typeNames;
    private final ExternalCompiler external;

    /// Creates a compiler.
    ///
    /// @param functions the functions that the query declares, by the name that [Expr.UserCall] has
    /// @param typeNames the names of types in what the query has read
    /// @param external compiles [Expr.External]
    public ExpressionCompiler(Map<String, UserFunction> functions, TypeNames typeNames, ExternalCompiler external) {
        this.functions = Map.copyOf(functions);
        this.typeNames = typeNames;
        this.external = external;
    }

    /// Returns the expression, ready to run.
    public Expression compile(Expr expr) {
        return new Compilation().compile(expr);
    }

    /// Returns the expression as a condition, ready to run.
    public Predicate compilePredicate(Expr expr) {
        var general = expr instanceof Expr.And(var left, var right)
                ? new Conditions.Both(compilePredicate(left), compilePredicate(right))
                : new Conditions.OfExpression(compile(expr));
        return ColumnCondition.of(expr, this::compile)
                .<Predicate>map(ofColumns -> new Conditions.OfColumns(ofColumns, general))
                .orElse(general);
    }

    /// Returns a condition whose value for a row depends on nothing but the row, ready to run.
    ///
    /// Rows of different types are taken apart once, before everything else, instead of in each step of the expression.
    public Predicate compileRowPredicate(Expr expr) {
        return new Conditions.OfRows(compilePredicate(expr));
    }

    /// One compilation: user functions are compiled once, when first called, and may call themselves.
    private final class Compilation {
        private final Map<String, UserCalls> calls = new HashMap<>();
        private int externals;
        private boolean insideLiteral;

        Expression compile(Expr expr) {
            return switch (expr) {
                case Expr.Literal(var value) -> {
                    var one = value.toVector();
                    yield batch -> new Constant(one, batch.length());
                }
                case Expr.This _ -> batch -> batch.values();
                case Expr.Field(var record, var name) -> {
                    var records = compile(record);
                    yield batch -> FieldAccess.of(records.evaluate(batch), name);
                }
                case Expr.Variable(var slot, _) -> batch -> batch.scope().variables().get(slot);
                case Expr.Not(var operand) -> ofColumns(expr, Logic.not(compile(operand)));
                case Expr.And(var left, var right) -> ofColumns(expr, Logic.and(compile(left), compile(right)));
                case Expr.Or(var left, var right) -> ofColumns(expr, Logic.or(compile(left), compile(right)));
                case Expr.Conditional conditional -> compileConditional(conditional);
                case Expr.Negate(var operand) -> call(new NegateFunction(), operand);
                case Expr.Compare(var comparison, var left, var right) ->
                    call(new CompareFunction(comparison), left, right);
                case Expr.Calculate(var arithmetic, var left, var right) ->
                    call(new CalculateFunction(arithmetic), left, right);
                case Expr.In(var item, var container) -> call(new InFunction(), item, container);
                case Expr.Call(var name, var arguments) -> callBuiltIn(name, arguments);
                case Expr.UserCall(var name, var arguments) -> callUser(name, arguments);
                case Expr.MapElements(var list, var body) -> new MapExpression(compile(list), compile(body));
                case Expr.Index(var container, var index) -> call(new IndexFunction(), container, index);
                case Expr.Slice slice -> compileSlice(slice);
                case Expr.MakeRecord(var items) ->
                    onceIfLiteral(expr, () -> Constructors.record(items, compileAll(items.stream().map(Expr.RecordItem::value).toList())));
                case Expr.MakeArray(var items) ->
                    onceIfLiteral(expr, () -> Constructors.array(items, compileAll(items.stream().map(Expr.ListItem::value).toList())));
                case Expr.MakeSet(var items) ->
                    onceIfLiteral(expr, () -> Constructors.set(items, compileAll(items.stream().map(Expr.ListItem::value).toList())));
                case Expr.MakeMap(var entries) -> onceIfLiteral(expr, () -> compileMap(entries));
                case Expr.FormattedText(var parts) -> call(new FormatFunction(), parts);
                case Expr.Match(var value, var regexp) -> call(MatchFunction.of(regexp), value);
                case Expr.Search(var pattern, var value) -> call(SearchFunction.of(pattern), value);
                case Expr.SearchDynamic(var pattern, var value) -> call(new DynamicSearch(), pattern, value);
                case Expr.External other -> {
                    externals++;
                    yield external.compile(other, ExpressionCompiler.this);
                }
            };
        }

        /// Makes a value that is written out but once: it may be large.
        private Expression onceIfLiteral(Expr expr, Supplier<Expression> compiled) {
            if (insideLiteral || !isLiteral(expr)) {
                return compiled.get();
            }
            insideLiteral = true;
            var general = compiled.get();
            insideLiteral = false;
            var one = TypeCombinations.typed(general.evaluate(Batch.of(Constant.nulls(PrimitiveType.NULL, 1)))).flat();
            return batch -> new Constant(one, batch.length());
        }

        private Expression ofColumns(Expr expr, Expression general) {
            return ColumnCondition.of(expr, this::compile)
                    .<Expression>map(ofColumns -> batch -> ofColumns.bools(batch).orElseGet(() -> general.evaluate(batch)))
                    .orElse(general);
        }

        private Expression compileConditional(Expr.Conditional conditional) {
            var then = compile(conditional.then());
            var otherwise = compile(conditional.otherwise());
            var general = Logic.conditional(compile(conditional.condition()), then, otherwise);
            return ColumnCondition.isCheap(conditional.then()) && ColumnCondition.isCheap(conditional.otherwise())
                    ? ColumnCondition.of(conditional.condition(), this::compile)
                            .map(condition -> Logic.conditional(condition, then, otherwise, general))
                            .orElse(general)
                    : general;
        }

        private List<Expression> compileAll(List<Expr> exprs) {
            var compiled = new ArrayList<Expression>(exprs.size());
            for (var expr : exprs) {
                compiled.add(compile(expr));
            }
            return compiled;
        }

        private Expression call(Function function, Expr... arguments) {
            return call(function, List.of(arguments));
        }

        private Expression call(Function function, List<Expr> arguments) {
            var operands = compileAll(arguments).toArray(Expression[]::new);
            return batch -> Evaluator.call(function, batch.length(), evaluateAll(operands, batch));
        }

        private Expression callBuiltIn(String name, List<Expr> arguments) {
            if (name.equals("typename") && arguments.size() == 1) {
                return new TypeNameExpression(compile(arguments.getFirst()), typeNames);
            }
            return call(Functions.create(name), arguments);
        }

        private Expression callUser(String name, List<Expr> arguments) {
            var called = calls.get(name);
            if (called == null) {
                called = new UserCalls(functions.get(name));
                // Before the body is compiled, because it may call the function.
                calls.put(name, called);
                int before = externals;
                called.complete(compile(functions.get(name).body()));
                if (externals > before) {
                    // An aggregate in it counts for each call by itself.
                    calls.remove(name);
                }
            }
            return called.call(compileAll(arguments).toArray(Expression[]::new));
        }

        private Expression compileSlice(Expr.Slice slice) {
            var arguments = new ArrayList<Expr>();
            arguments.add(slice.container());
            slice.from().ifPresent(arguments::add);
            slice.to().ifPresent(arguments::add);
            return call(new SliceFunction(slice.from().isPresent(), slice.to().isPresent()), arguments);
        }

        private Expression compileMap(List<Expr.MapEntry> entries) {
            var keysAndValues = new ArrayList<Expression>();
            for (var entry : entries) {
                keysAndValues.add(compile(entry.key()));
                keysAndValues.add(compile(entry.value()));
            }
            return Constructors.map(keysAndValues);
        }
    }

    /// Returns whether a value is written out in the query.
    private static boolean isLiteral(Expr expr) {
        return switch (expr) {
            case Expr.Literal _ -> true;
            case Expr.MakeRecord(var items) -> items.stream().allMatch(item -> isLiteral(item.value()));
            case Expr.MakeArray(var items) -> items.stream().allMatch(item -> isLiteral(item.value()));
            case Expr.MakeSet(var items) -> items.stream().allMatch(item -> isLiteral(item.value()));
            case Expr.MakeMap(var entries) -> entries.stream().allMatch(entry -> isLiteral(entry.key()) && isLiteral(entry.value()));
            default -> false;
        };
    }

    private static Vector[] evaluateAll(Expression[] expressions, Batch batch) {
        var values = new Vector[expressions.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = expressions[i].evaluate(batch);
        }
        return values;
    }
}
