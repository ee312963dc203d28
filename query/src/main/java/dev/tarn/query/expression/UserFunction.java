package dev.tarn.query.expression;

/// A function that a query declares. It may call itself.
///
/// @param name its name, to be printed
/// @param parameters the number of its parameters
/// @param outerVariables the number of variables in scope where it is declared
/// @param body its expression: parameter i is the [Expr.Variable] in slot `outerVariables + i`, and `this` is null
public record UserFunction(String name, int parameters, int outerVariables, Expr body) {}
