package dev.tarn.query.ast;

import java.util.List;
import java.util.Optional;

/// The older way to write a pipeline: `SELECT … FROM … JOIN … ON … WHERE … GROUP BY … HAVING … ORDER BY … LIMIT …`.
///
/// Keywords are of any case. Expressions are the language's own.
public sealed interface Sql extends Ast {

    /// A whole query.
    ///
    /// @param items what is selected; empty for `*`
    /// @param groupBy the keys, references to aliases among them
    /// @param orderBy a key without a direction is ascending
    record Select(List<Item> items, Table from, List<Join> joins, Optional<Expression> where,
                  List<Expression> groupBy, Optional<Expression> having, List<Ast.SortKey> orderBy,
                  Optional<Expression> limit, Span span) implements Sql {

        /// Copies the lists.
        public Select {
            items = List.copyOf(items);
            joins = List.copyOf(joins);
            groupBy = List.copyOf(groupBy);
            orderBy = List.copyOf(orderBy);
        }
    }

    /// A selected value: `a`, `count() AS n`.
    record Item(Expression expression, Optional<Ast.Name> alias, Span span) implements Ast {}

    /// A table: `exec`, `exec e`, `exec AS e`. It names a type of the data or a pool.
    record Table(Pattern name, Optional<Ast.Name> alias, Span span) implements Ast {}

    /// A joined table: `JOIN stack s ON e.pcomm = s.name`.
    record Join(Operator.JoinStyle style, Table table, Expression leftKey, Expression rightKey, Span span)
            implements Ast {}
}
