package dev.tarn.query.expression;

import dev.tarn.model.Path;
import dev.tarn.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An expression of a plan: names are resolved, literals are values, and every call has the right number of arguments.
///
/// Immutable, equal by content, and free of anything that cannot be written down: plans hold these, and
/// [ExpressionCompiler] makes an [Expression] of them when a plan is run. [#toString] writes the expression as a query would.
public sealed interface Expr {

    /// A constant.
    record Literal(Value value) implements Expr {
        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /// The value of the row itself.
    record This() implements Expr {
        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /// A field of a record: `a.b`.
    record Field(Expr record, String name) implements Expr {
        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /// A variable of the scope around: a `with` of `over`, or a parameter of a function.
    ///
    /// @param slot its position in [dev.tarn.query.Scope#variables]
    /// @param name its name, to be printed
    record Variable(int slot, String name) implements Expr {
        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /// `!a`
    record Not(Expr operand) implements Expr {
        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /// `-a`
    record Negate(Expr operand) implements Expr {
        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /// `a and b`; b is evaluated only for rows where a does not decide.
    record And(Expr left, Expr right) implements Expr {
        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /// `a or b`; b is evaluated only for rows where a does not decide.
    record Or(Expr left, Expr right) implements Expr {
        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /// A comparison: `a == b`, `a < b`.
    record Compare(Comparison comparison, Expr left, Expr right) implements Expr {
        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /// `a + b` and its like.
    record Calculate(Arithmetic arithmetic, Expr left, Expr right) implements Expr {
        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /// `a in b`
    record In(Expr item, Expr container) implements Expr {
        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /// `a ? b : c`; b and c are evaluated only for the rows that need them.
    record Conditional(Expr condition, Expr then, Expr otherwise) implements Expr {
        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /// A call of a built-in function; made by [dev.tarn.query.function.Functions].
    ///
    /// @param function the name of the function
    record Call(String function, List<Expr> arguments) implements Expr {
        /// Copies the arguments.
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /// A call of a function that the query declares.
    ///
    /// @param function the name under which the function stands in the compiler's table of [UserFunction]s
    record UserCall(String function, List<Expr> arguments) implements Expr {
        /// Copies the arguments.
        public UserCall {
            arguments = List.copyOf(arguments);
        }

        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /// `map(a, f)`: the elements of an array or set, each put through a function.
    ///
    /// @param body the function applied to [This], which stands for an element
    record MapElements(Expr list, Expr body) implements Expr {
        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /// `a[i]`
    record Index(Expr container, Expr index) implements Expr {
        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /// `a[i:j]`, where an end that was left out is the end of a.
    record Slice(Expr container, Optional<Expr> from, Optional<Expr> to) implements Expr {
        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /// `{a:1,...b}`
    record MakeRecord(List<RecordItem> items) implements Expr {
        /// Copies the items.
        public MakeRecord {
            items = List.copyOf(items);
        }

        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /// A part of a record: a field, or all fields of another record.
    sealed interface RecordItem {
        /// `name:value`
        record Named(String name, Expr value) implements RecordItem {}

        /// `...value`
        record Spread(Expr value) implements RecordItem {}

        /// Returns the value.
        Expr value();
    }

    /// `[1,...b]`
    record MakeArray(List<ListItem> items) implements Expr {
        /// Copies the items.
        public MakeArray {
            items = List.copyOf(items);
        }

        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /// `|[1,...b]|`
    record MakeSet(List<ListItem> items) implements Expr {
        /// Copies the items.
        public MakeSet {
            items = List.copyOf(items);
        }

        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /// A part of an array or set: an element, or all elements of another one.
    ///
    /// @param spread whether it is all elements of `value`
    record ListItem(Expr value, boolean spread) {}

    /// `|{k:v}|`
    record MakeMap(List<MapEntry> entries) implements Expr {
        /// Copies the entries.
        public MakeMap {
            entries = List.copyOf(entries);
        }

        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /// An entry of a map.
    record MapEntry(Expr key, Expr value) {}

    /// `f"a {b}"`: the parts as strings, one after another.
    record FormattedText(List<Expr> parts) implements Expr {
        /// Copies the parts.
        public FormattedText {
            parts = List.copyOf(parts);
        }

        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /// `a ~ /re/`: whether a string matches a regular expression.
    record Match(Expr value, String regexp) implements Expr {
        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /// A search in a value and all values in it: a search term (where `value` is [This]) and `grep`.
    record Search(SearchPattern pattern, Expr value) implements Expr {
        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /// `grep` with a pattern that is no constant: a string that is searched for as text.
    record SearchDynamic(Expr pattern, Expr value) implements Expr {
        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /// An expression that another part of the engine evaluates: an aggregate among expressions, a lateral subquery.
    ///
    /// Its class has to be immutable, equal by content and to print itself. The compiler is given an [ExternalCompiler] for it.
    non-sealed interface External extends Expr {
        /// Returns the fields of the row that it needs; the path of the row itself if it needs it whole.
        List<Path> paths();
    }

    /// Returns the expression for a field path.
    static Expr of(Path path) {
        Expr expr = new This();
        for (var name : path.names()) {
            expr = new Field(expr, name);
        }
        return expr;
    }

    /// Returns the path that the expression stands for, if it is `this` or a field (of a field …) of it.
    default Optional<Path> path() {
        var names = new ArrayList<String>();
        Expr expr = this;
        while (expr instanceof Field field) {
            names.addFirst(field.name());
            expr = field.record();
        }
        return expr instanceof This ? Optional.of(new Path(names)) : Optional.empty();
    }
}
