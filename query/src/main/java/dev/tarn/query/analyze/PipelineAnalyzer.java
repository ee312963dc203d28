package dev.tarn.query.analyze;

import dev.tarn.model.Value;
import dev.tarn.model.type.NamedType;
import dev.tarn.query.ast.Ast;
import dev.tarn.query.ast.Declaration;
import dev.tarn.query.ast.Expression;
import dev.tarn.query.ast.Operator;
import dev.tarn.query.expression.Expr;
import dev.tarn.query.expression.UserFunction;
import dev.tarn.query.function.Functions;
import dev.tarn.query.plan.Pipeline;
import dev.tarn.query.plan.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes steps of pipelines: handles declarations, blocks, legs and calls of declared operators; the steps of single
/// operators are [OperatorAnalyzer]'s.
final class PipelineAnalyzer {
    private final Analysis analysis;
    private final Problems problems;
    private final ExpressionAnalyzer expressions;
    private final OperatorAnalyzer operators;

    PipelineAnalyzer(Analysis analysis) {
        this.analysis = analysis;
        this.problems = analysis.problems;
        this.expressions = new ExpressionAnalyzer(analysis, this);
        this.operators = new OperatorAnalyzer(analysis, expressions, this);
    }

    /// Returns the steps of a pipeline, in a scope of its own.
    List<Step> steps(Ast.Pipeline pipeline, Names names) {
        var inner = names.inner();
        declare(pipeline.declarations(), inner);
        return operators(pipeline.operators(), inner);
    }

    private List<Step> operators(List<Operator> operatorList, Names names) {
        var steps = new ArrayList<Step>();
        for (var operator : operatorList) {
            operators.add(operator, names, steps);
        }
        return steps;
    }

    /// Returns what a query reads that does not say where from.
    Step defaultSource() {
        return operators.sources().defaultSource();
    }

    /// Returns the pipeline of a leg.
    Pipeline leg(Ast.Pipeline pipeline, Names names) {
        return new Pipeline(steps(pipeline, names));
    }

    /// Returns the body of a lateral scope, which ends in a single output.
    Pipeline scope(Ast.Pipeline pipeline, Names names) {
        var steps = steps(pipeline, names);
        Flow.join(steps);
        if (Flow.hasSource(steps)) {
            problems.add(pipeline, "from operator cannot be used in a lateral scope");
        }
        operators.reportOutputs(steps);
        operators.reportDebug(steps, pipeline);
        return new Pipeline(steps);
    }

    private void declare(List<Declaration> declarations, Names names) {
        List<Declaration.Func> functions = new ArrayList<>();
        for (var declaration : declarations) {
            switch (declaration) {
                case Declaration.Const constant -> declareConst(constant, names);
                case Declaration.Func function -> functions.add(function);
                case Declaration.Op operator -> declareOperator(operator, names);
                case Declaration.Type type -> declareType(type, names);
            }
        }
        declareFunctions(functions, names);
    }

    private void define(Declaration declaration, Ast place, Names names, Names.Meaning meaning) {
        if (!names.define(declaration.name().text(), meaning)) {
            problems.add(place, "symbol \"" + declaration.name().text() + "\" redefined");
        }
    }

    private void declareConst(Declaration.Const declaration, Names names) {
        var expr = expressions.expression(declaration.value(), names);
        var value = Constants.evaluate(analysis, expr);
        String subject = "const \"" + declaration.name().text() + "\": ";
        Names.Meaning meaning = new Names.Meaning.Bad();
        if (value.isEmpty() || Constants.isMissing(value.get())) {
            problems.add(declaration, subject + "cannot have variable dependency");
        } else if (value.get().type().isError()) {
            problems.add(declaration, subject + message(value.get()));
        } else {
            meaning = new Names.Meaning.Bound(new Expr.Literal(value.get()));
        }
        define(declaration, declaration, names, meaning);
    }

    private static String message(Value error) {
        var wrapped = error.unwrap();
        return wrapped.field("message").map(Value::asString)
                .orElseGet(() -> new Expr.Literal(wrapped).toString());
    }

    private void declareType(Declaration.Type declaration, Names names) {
        var type = expressions.types().type(declaration.type());
        var named = new NamedType(declaration.name().text(), type);
        analysis.types.put(declaration.name().text(), named);
        define(declaration, declaration.name(), names,
                new Names.Meaning.Bound(Functions.typeValue(named)));
    }

    private void declareOperator(Declaration.Op declaration, Names names) {
        Set<String> known = new HashSet<>();
        Names.Meaning meaning = new Names.Meaning.Operator(declaration, names);
        for (var parameter : declaration.parameters()) {
            if (!known.add(parameter.text())) {
                problems.add(parameter, "duplicate parameter \"" + parameter.text() + "\"");
                meaning = new Names.Meaning.Bad();
            }
        }
        define(declaration, declaration, names, meaning);
    }

    /// Functions can call each other, so all their names are known before the first body is looked at.
    private void declareFunctions(List<Declaration.Func> declarations, Names names) {
        var keys = new ArrayList<String>();
        for (var declaration : declarations) {
            String key = analysis.functionKey(declaration.name().text());
            keys.add(key);
            int parameters = declaration.parameters().size();
            define(declaration, declaration.name(), names, new Names.Meaning.Function(key, parameters));
            analysis.functions.put(key, new UserFunction(key, parameters, names.variables(), new Expr.This()));
        }
        for (int i = 0; i < declarations.size(); i++) {
            var declaration = declarations.get(i);
            var inner = names.inner();
            for (var parameter : declaration.parameters()) {
                if (!inner.defineVariable(parameter)) {
                    problems.add(declaration, "symbol \"" + parameter.text() + "\" redefined");
                }
            }
            var body = expressions.expression(declaration.body(), inner);
            analysis.functions.put(keys.get(i),
                    new UserFunction(keys.get(i), declaration.parameters().size(), names.variables(), body));
        }
    }

    /// Adds the steps of a declared operator if that is what a call calls, and returns whether it is.
    boolean addDeclared(Expression.Call call, Names names, List<Step> steps) {
        var meaning = names.find(call.name().text());
        if (meaning.isEmpty() || !(meaning.get() instanceof Names.Meaning.Operator(var declaration, var declaredIn))) {
            return meaning.isPresent() && meaning.get() instanceof Names.Meaning.Bad;
        }
        if (call.where().isPresent()) {
            problems.add(call, "user defined operators cannot have a where clause");
            return true;
        }
        int expected = declaration.parameters().size();
        int given = call.arguments().size();
        if (expected != given) {
            problems.add(call, arguments(given) + " provided when operator expects " + arguments(expected));
            return true;
        }
        if (analysis.expanding.contains(declaration)) {
            problems.add(call, "operator cycle found: " + cycle(declaration));
            return true;
        }
        var inner = declaredIn.innerAt(names);
        for (int i = 0; i < expected; i++) {
            inner.define(declaration.parameters().get(i).text(), argument(call.arguments().get(i), names));
        }
        analysis.expanding.add(declaration);
        steps.addAll(steps(declaration.body(), inner));
        analysis.expanding.removeLast();
        return true;
    }

    private static String arguments(int count) {
        return count + (count == 1 ? " arg" : " args");
    }

    private String cycle(Declaration.Op last) {
        var text = new StringBuilder();
        for (var operator : analysis.expanding) {
            text.append(operator.name().text()).append(" -> ");
        }
        return text.append(last.name().text()).toString();
    }

    private Names.Meaning argument(Expression argument, Names names) {
        var expr = expressions.expression(argument, names);
        if (expr.path().isPresent()) {
            return new Names.Meaning.Bound(expr);
        }
        var value = Constants.evaluate(analysis, expr);
        if (value.isEmpty() || Constants.isMissing(value.get())) {
            problems.add(argument, "non-path arguments cannot have variable dependency");
            return new Names.Meaning.Bad();
        }
        if (value.get().type().isError()) {
            problems.add(argument, message(value.get()));
            return new Names.Meaning.Bad();
        }
        return new Names.Meaning.Bound(new Expr.Literal(value.get()));
    }

    /// Returns the value of a constant expression; reports it and returns nothing if it has none.
    Optional<Value> constant(Expression expression, Names names) {
        var value = Constants.evaluate(analysis, expressions.expression(expression, names));
        if (value.isEmpty()) {
            problems.add(expression, "cannot have variable dependency");
        }
        return value;
    }
}
