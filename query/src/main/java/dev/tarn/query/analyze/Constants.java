package dev.tarn.query.analyze;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.zson.Zson;
import dev.tarn.query.Batch;
import dev.tarn.query.expression.Expr;
import dev.tarn.query.expression.ExpressionCompiler;
import dev.tarn.query.expression.TypeNames;
import dev.tarn.query.plan.Operands;
import java.util.Optional;

/// Computes expressions while a query is compiled.
final class Constants {
    private static final Value MISSING = Zson.parse("error(\"missing\")");

    private Constants() {}

    /// Returns whether an expression has the same value for every row.
    static boolean isConstant(Expr expr) {
        return !Operands.any(expr, part ->
                part instanceof Expr.This || part instanceof Expr.Variable || part instanceof Expr.External);
    }

    /// Returns the value of an expression where `this` is missing; empty if it depends on an aggregate or a subquery.
    static Optional<Value> evaluate(Analysis analysis, Expr expr) {
        if (expr instanceof Expr.Literal(var value)) {
            return Optional.of(value);
        }
        if (Operands.any(expr, part -> part instanceof Expr.Variable || part instanceof Expr.External)) {
            return Optional.empty();
        }
        var compiler = new ExpressionCompiler(analysis.functions, new TypeNames(), (external, _) -> {
            throw new IllegalStateException("not constant: " + external);
        });
        var vector = compiler.compile(expr).evaluate(Batch.of(MISSING.toVector()));
        return Optional.of(Value.of(vector, 0));
    }

    /// Returns the text of an expression that is a constant string.
    static Optional<String> string(Analysis analysis, Expr expr) {
        return isConstant(expr)
                ? evaluate(analysis, expr)
                        .filter(value -> value.type().under() == PrimitiveType.STRING && !value.isNull())
                        .map(Value::asString)
                : Optional.empty();
    }

    /// Returns whether a value is `error("missing")`.
    static boolean isMissing(Value value) {
        if (!value.type().isError() || value.isNull()) {
            return false;
        }
        var wrapped = value.unwrap();
        return wrapped.type() == PrimitiveType.STRING && wrapped.asString().equals("missing");
    }
}
