package dev.tarn.query.ast;

import java.util.List;
import java.util.Optional;

/// An expression: what has a value for each input value.
public sealed interface Expression extends Ast
        permits Expression.Primitive, Expression.TypeValue, Expression.FormattedText, Expression.Reference,
                Expression.Dot, Expression.Index, Expression.Slice, Expression.Unary, Expression.Binary,
                Expression.Conditional, Expression.Call, Expression.Cast, Expression.Grep, Expression.Term,
                Expression.Record, Expression.Array, Expression.Set, Expression.Map, Expression.Subquery,
                Pattern.Glob, Pattern.Regexp {

    /// A literal of a primitive type: `1`, `-2.5`, `"a"`, `5m30s`, `2020-01-02T03:04:05Z`, `10.0.0.1`, `fe80::/64`, `0x0f`,
    /// `true`, `null`, `NaN`.
    ///
    /// @param text a string's characters without quotes and escapes; empty for null; otherwise as it was written. The
    ///     parser checks the shape only: that an address or a time exists is for whoever makes the value
    record Primitive(Kind kind, String text, Span span) implements Expression {

        /// The type of a literal.
        public enum Kind {
            /// `null`
            NULL,
            /// `true`, `false`
            BOOL,
            /// `1`, `-1`; may not fit 64 bits
            INT64,
            /// `1.`, `.5`, `1.5e-3`, `NaN`, `Inf`, `+Inf`, `-Inf`
            FLOAT64,
            /// `1h30m`, `-1.5s`
            DURATION,
            /// `2020-01-02T03:04:05.6Z`
            TIME,
            /// `0x`, `0x0f`
            BYTES,
            /// `"a"`, `'a'`, and the keyword of a search
            STRING,
            /// `10.0.0.1`, `fe80::1`
            IP,
            /// `10.0.0.0/8`, `fe80::/64`
            NET
        }
    }

    /// A type as a value: `<int64>`, `<{a:string}>`; also the older `type(exec)` of `is(type(exec))`.
    record TypeValue(TypeExpression type, Span span) implements Expression {}

    /// A text with expressions in it: `f"pid {pid}: {name}"`.
    record FormattedText(List<TextPart> parts, Span span) implements Expression {

        /// Copies the parts.
        public FormattedText {
            parts = List.copyOf(parts);
        }
    }

    /// A part of a [FormattedText].
    sealed interface TextPart extends Ast {

        /// Characters that stand for themselves, escapes resolved.
        record Text(String text, Span span) implements TextPart {}

        /// An expression in braces.
        record Value(Expression expression, Span span) implements TextPart {}
    }

    /// A name: `x`, `this`, `$`. What it refers to (a field of `this`, a constant, a parameter) is for the analyzer to say.
    record Reference(String name, Span span) implements Expression {}

    /// A field of a record: `a.b`.
    record Dot(Expression record, Ast.Name field, Span span) implements Expression {}

    /// An element or a field: `a[1]`, `a["b c"]`.
    record Index(Expression container, Expression index, Span span) implements Expression {}

    /// Some elements: `a[1:3]`, `a[1:]`, `a[:3]`. At least one end is there.
    record Slice(Expression container, Optional<Expression> from, Optional<Expression> to, Span span)
            implements Expression {}

    /// An operator before its operand: `!a`, `not a`, `-a`.
    record Unary(UnaryOperator operator, Expression operand, Span span) implements Expression {}

    /// The operators of [Unary].
    enum UnaryOperator {
        /// `!`, `not`
        NOT,
        /// `-`
        NEGATE
    }

    /// An operator between its operands: `a + b`, `a == b`, `a in b`, `a and b`, `a ~ /b/`. In a search, terms that follow
    /// each other are joined by [BinaryOperator#AND].
    record Binary(BinaryOperator operator, Expression left, Expression right, Span span) implements Expression {}

    /// The operators of [Binary].
    enum BinaryOperator {
        /// `or`
        OR("or"),
        /// `and`
        AND("and"),
        /// `==`
        EQUAL("=="),
        /// `!=`
        NOT_EQUAL("!="),
        /// `<`
        LESS("<"),
        /// `<=`
        LESS_OR_EQUAL("<="),
        /// `>`
        GREATER(">"),
        /// `>=`
        GREATER_OR_EQUAL(">="),
        /// `in`
        IN("in"),
        /// `~`; the right side is a [Pattern.Regexp]
        MATCH("~"),
        /// `+`
        ADD("+"),
        /// `-`
        SUBTRACT("-"),
        /// `*`
        MULTIPLY("*"),
        /// `/`
        DIVIDE("/"),
        /// `%`
        MODULO("%");

        private final String symbol;

        BinaryOperator(String symbol) {
            this.symbol = symbol;
        }

        /// Returns the operator as it is written, in lower case.
        public String symbol() {
            return symbol;
        }
    }

    /// A choice: `a ? b : c`.
    record Conditional(Expression condition, Expression then, Expression otherwise, Span span) implements Expression {}

    /// A call of a function, an aggregate or, as an operator, of a declared operator: `len(x)`, `sum(x) where y`, `top3(z)`.
    ///
    /// `and(x)` and `or(x)` are aggregates of these names.
    ///
    /// @param where the condition of an aggregate
    record Call(Ast.Name name, List<Expression> arguments, Optional<Expression> where, Span span)
            implements Expression {

        /// Copies the arguments.
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /// A conversion by a type value: `<ip>("1.2.3.4")`.
    record Cast(TypeValue type, Expression value, Span span) implements Expression {}

    /// A search of one value: `grep(/a.c/, x)`, `grep(foo*)`, `grep("text", x)`.
    ///
    /// @param pattern a [Pattern.Regexp], a [Pattern.Glob] or any other expression
    /// @param value what to search; `this` if it was left out
    record Grep(Expression pattern, Optional<Expression> value, Span span) implements Expression {}

    /// A term of a search: `foo`, `foo.com:80`, `"some text"`, `10.0.0.1`, `<ip>`. Globs and regular expressions of a
    /// search stand for themselves, without a term around them.
    ///
    /// @param text the term as it was written, escapes and quotes included
    /// @param value a [Primitive] or a [TypeValue]
    record Term(String text, Expression value, Span span) implements Expression {}

    /// A record: `{a:1,b,...c}`, `{}`.
    record Record(List<RecordItem> items, Span span) implements Expression {

        /// Copies the items.
        public Record {
            items = List.copyOf(items);
        }
    }

    /// An item of a [Record].
    sealed interface RecordItem extends Ast {

        /// A field with its value: `a:1`, `"b c":2`.
        record Field(Ast.Name name, Expression value, Span span) implements RecordItem {}

        /// A field whose name and value are the same reference: `a`.
        record Shorthand(Reference reference, Span span) implements RecordItem {}

        /// All fields of another record: `...a`.
        record Spread(Expression record, Span span) implements RecordItem {}
    }

    /// An array: `[1,2,...a]`, `[]`.
    record Array(List<ListItem> items, Span span) implements Expression {

        /// Copies the items.
        public Array {
            items = List.copyOf(items);
        }
    }

    /// A set: `|[1,2,...a]|`, `|[]|`.
    record Set(List<ListItem> items, Span span) implements Expression {

        /// Copies the items.
        public Set {
            items = List.copyOf(items);
        }
    }

    /// An item of an [Array] or a [Set].
    sealed interface ListItem extends Ast {

        /// An element.
        record Element(Expression value, Span span) implements ListItem {}

        /// All elements of another array or set: `...a`.
        record Spread(Expression list, Span span) implements ListItem {}
    }

    /// A map: `|{"a":1,"b":2}|`, `|{}|`.
    record Map(List<MapEntry> entries, Span span) implements Expression {

        /// Copies the entries.
        public Map {
            entries = List.copyOf(entries);
        }
    }

    /// An entry of a [Map].
    record MapEntry(Expression key, Expression value, Span span) implements Ast {}

    /// A lateral scope with a value: `(over a with x=1 | sum(this))`. The body has at least one operator and no declarations.
    record Subquery(List<Expression> expressions, List<Ast.Local> locals, Ast.Pipeline body, Span span)
            implements Expression {

        /// Copies the lists.
        public Subquery {
            expressions = List.copyOf(expressions);
            locals = List.copyOf(locals);
        }
    }
}
