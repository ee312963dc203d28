package dev.tarn.query.expression;

import java.util.Map;

/// Makes expressions and conditions of a plan ready to run. What it makes belongs to one thread; it itself to any.
public final class ExpressionCompiler {
    private final Map<String, UserFunction> functions;
    private final ExternalCompiler external;

    /// Creates a compiler.
    ///
    /// @param functions the functions that the query declares, by the name that [Expr.UserCall] has
    /// @param external compiles [Expr.External]
    public ExpressionCompiler(Map<String, UserFunction> functions, ExternalCompiler external) {
        this.functions = Map.copyOf(functions);
        this.external = external;
    }

    /// Returns the expression, ready to run.
    public Expression compile(Expr expr) {
        throw new dev.tarn.model.UnsupportedException("expressions cannot be run yet: " + expr + functions + external);
    }

    /// Returns the expression as a condition, ready to run.
    public Predicate compilePredicate(Expr expr) {
        throw new dev.tarn.model.UnsupportedException("expressions cannot be run yet: " + expr);
    }
}
