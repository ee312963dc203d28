package dev.tarn.query.expression;

/// Makes runnable what the expressions of other parts of the engine stand for.
@FunctionalInterface
public interface ExternalCompiler {
    /// Returns an expression for one that this package does not know.
    ///
    /// @param compiler compiles the expressions inside it
    Expression compile(Expr.External external, ExpressionCompiler compiler);
}
