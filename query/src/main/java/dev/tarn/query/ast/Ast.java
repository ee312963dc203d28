package dev.tarn.query.ast;

import java.util.List;
import java.util.Optional;

/// A node of the syntax tree.
///
/// The parts that several kinds of nodes share are here; everything else is under the sealed interface it belongs to.
public sealed interface Ast
        permits Ast.Program, Ast.Pipeline, Ast.Name, Ast.Assignment, Ast.Local, Ast.SortKey,
                Declaration, Operator, Operator.Case, Operator.FromLeg, Source, Source.Revision, Pattern,
                Expression, Expression.RecordItem, Expression.ListItem, Expression.MapEntry, Expression.TextPart,
                TypeExpression, TypeExpression.Field, Sql, Sql.Item, Sql.Table, Sql.Join {

    /// Returns where the node stands in the text that was parsed.
    Span span();

    /// A whole query: `const x=1 count() by y | head x`.
    ///
    /// @param body the declarations and operators; has no operators only if the text is included files without a query
    record Program(Pipeline body, Span span) implements Ast {}

    /// Declarations and the operators that see them: `a | b | c`, `const x=1 yield x`.
    ///
    /// It is the body of a program, a parenthesized block, a leg, a lateral scope or a declared operator. Legs of `fork`,
    /// `switch` and `from`, the input of `join` and expressions `(over … | …)` have no declarations.
    ///
    /// @param declarations in the order they were written
    /// @param operators from the first to the last
    record Pipeline(List<Declaration> declarations, List<Operator> operators, Span span) implements Ast {

        /// Copies the lists.
        public Pipeline {
            declarations = List.copyOf(declarations);
            operators = List.copyOf(operators);
        }
    }

    /// A name as it was declared or referred to: an identifier without its escapes, or a quoted name without its quotes.
    record Name(String text, Span span) implements Ast {}

    /// An assignment, `a.b:=c`, or in a list that allows it an expression alone, `c`.
    ///
    /// @param target what stands before `:=`; empty where the analyzer has to derive a name from the value
    record Assignment(Optional<Expression> target, Expression value, Span span) implements Ast {}

    /// A value handed into a lateral scope: `with x=1` or `with x`.
    ///
    /// @param value what stands after `=`; for `with x` the reference to `x` outside
    record Local(Name name, Expression value, Span span) implements Ast {}

    /// A key of `sort` and of `order`: `x`, `x asc`, `x desc`.
    ///
    /// @param direction empty if it was not written
    record SortKey(Expression expression, Optional<Direction> direction, Span span) implements Ast {}

    /// The direction written behind a sort key.
    enum Direction {
        /// `asc`
        ASCENDING,
        /// `desc`
        DESCENDING
    }
}
