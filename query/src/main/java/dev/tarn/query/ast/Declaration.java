package dev.tarn.query.ast;

import java.util.List;

/// A declaration: it stands before the first operator of a pipeline and is visible in all of it.
public sealed interface Declaration extends Ast {

    /// Returns the name that is declared.
    Ast.Name name();

    /// A constant: `const x = 1 + 2`.
    record Const(Ast.Name name, Expression value, Span span) implements Declaration {}

    /// A function: `func add(a, b): (a + b)`.
    record Func(Ast.Name name, List<Ast.Name> parameters, Expression body, Span span) implements Declaration {

        /// Copies the parameters.
        public Func {
            parameters = List.copyOf(parameters);
        }
    }

    /// An operator: `op top3(key): (sort -r key | head 3)`. It is used like a call: `top3(size)`.
    record Op(Ast.Name name, List<Ast.Name> parameters, Ast.Pipeline body, Span span) implements Declaration {

        /// Copies the parameters.
        public Op {
            parameters = List.copyOf(parameters);
        }
    }

    /// A named type: `type port = uint16`.
    record Type(Ast.Name name, TypeExpression type, Span span) implements Declaration {}
}
