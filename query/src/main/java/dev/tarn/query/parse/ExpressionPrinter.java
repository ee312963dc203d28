package dev.tarn.query.parse;

import dev.tarn.query.ast.Ast;
import dev.tarn.query.ast.Expression;
import dev.tarn.query.ast.Expression.Binary;
import dev.tarn.query.ast.Expression.BinaryOperator;
import dev.tarn.query.ast.Expression.Primitive;
import dev.tarn.query.ast.Expression.UnaryOperator;
import dev.tarn.query.ast.Pattern;
import dev.tarn.query.ast.TypeExpression;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/// Writes expressions, searches and types in their canonical form, with as few parentheses as keep their meaning.
final class ExpressionPrinter {

    /// How tightly an expression holds together.
    private enum Level { CLAUSE, CONDITIONAL, OR, AND, COMPARISON, SUM, PRODUCT, NOT, NEGATION, OPERAND, PRIMARY }

    private final Layout layout;
    private final Consumer<Ast.Pipeline> pipelines;

    /// @param pipelines writes the pipeline of a lateral scope, beginning where the layout is
    ExpressionPrinter(Layout layout, Consumer<Ast.Pipeline> pipelines) {
        this.layout = layout;
        this.pipelines = pipelines;
    }

    void print(Expression expression) {
        print(expression, Level.CLAUSE);
    }

    /// Writes an expression whose parts must hold together at least as tightly as `level`.
    private void print(Expression expression, Level level) {
        if (level(expression).compareTo(level) < 0) {
            layout.add("(");
            write(expression);
            layout.add(")");
        } else {
            write(expression);
        }
    }

    private static Level level(Expression expression) {
        return switch (expression) {
            case Binary b -> level(b.operator());
            case Expression.Conditional _ -> Level.CONDITIONAL;
            case Expression.Unary u -> u.operator() == UnaryOperator.NOT ? Level.NOT : Level.NEGATION;
            case Expression.Call c -> c.where().isPresent() ? Level.CLAUSE : Level.PRIMARY;
            case Primitive p -> isNumber(p) ? Level.OPERAND : Level.PRIMARY;
            default -> Level.PRIMARY;
        };
    }

    private static Level level(BinaryOperator operator) {
        return switch (operator) {
            case OR -> Level.OR;
            case AND -> Level.AND;
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, IN, MATCH -> Level.COMPARISON;
            case ADD, SUBTRACT -> Level.SUM;
            case MULTIPLY, DIVIDE, MODULO -> Level.PRODUCT;
        };
    }

    private static Level above(Level level) {
        return Level.values()[level.ordinal() + 1];
    }

    private static boolean isNumber(Primitive primitive) {
        return switch (primitive.kind()) {
            case INT64, FLOAT64, DURATION -> true;
            case NULL, BOOL, TIME, BYTES, STRING, IP, NET -> false;
        };
    }

    private void write(Expression expression) {
        switch (expression) {
            case Primitive p -> primitive(p);
            case Expression.TypeValue t -> typeValue(t);
            case Expression.FormattedText f -> formattedText(f);
            case Expression.Reference r -> layout.addName(r.name());
            case Expression.Dot _, Expression.Index _, Expression.Slice _ -> path(expression);
            case Expression.Unary u -> unary(u);
            case Binary b -> binary(b);
            case Expression.Conditional c -> conditional(c);
            case Expression.Call c -> call(c);
            case Expression.Cast c -> {
                typeValue(c.type());
                layout.add("(");
                print(c.value());
                layout.add(")");
            }
            case Expression.Grep g -> {
                layout.add("grep(");
                print(g.pattern());
                g.value().ifPresent(v -> {
                    layout.add(",");
                    print(v);
                });
                layout.add(")");
            }
            case Expression.Term t -> layout.add(t.text());
            case Expression.Record r -> {
                layout.add("{");
                layout.addAll(r.items(), ",", this::recordItem);
                layout.add("}");
            }
            case Expression.Array a -> {
                layout.add("[");
                layout.addAll(a.items(), ",", this::listItem);
                layout.add("]");
            }
            case Expression.Set s -> {
                layout.add("|[");
                layout.addAll(s.items(), ",", this::listItem);
                layout.add("]|");
            }
            case Expression.Map m -> {
                layout.add("|{");
                layout.addAll(m.entries(), ",", this::mapEntry);
                layout.add("}|");
            }
            case Expression.Subquery s -> subquery(s);
            case Pattern.Glob g -> layout.addGlob(g.pattern());
            case Pattern.Regexp r -> layout.add("/").add(r.pattern()).add("/");
        }
    }

    private void primitive(Primitive primitive) {
        switch (primitive.kind()) {
            case NULL -> layout.add("null");
            case STRING -> layout.addString(primitive.text());
            default -> layout.add(primitive.text());
        }
    }

    private void formattedText(Expression.FormattedText text) {
        layout.add("f\"");
        for (Expression.TextPart part : text.parts()) {
            switch (part) {
                case Expression.TextPart.Text t -> layout.addEscaped(t.text(), "\"\\{");
                case Expression.TextPart.Value v -> {
                    layout.add("{");
                    print(v.expression());
                    layout.add("}");
                }
            }
        }
        layout.add("\"");
    }

    /// Writes fields, indexes and slices in a loop, as chains are written.
    private void path(Expression expression) {
        Deque<Expression> steps = new ArrayDeque<>();
        Expression root = expression;
        for (Expression container = container(root); container != null; container = container(root)) {
            steps.push(root);
            root = container;
        }
        print(root, Level.PRIMARY);
        while (!steps.isEmpty()) {
            step(steps.pop());
        }
    }

    private static Expression container(Expression expression) {
        return switch (expression) {
            case Expression.Dot d -> d.record();
            case Expression.Index i -> i.container();
            case Expression.Slice s -> s.container();
            default -> null;
        };
    }

    private void step(Expression expression) {
        switch (expression) {
            case Expression.Dot d -> layout.add(".").addName(d.field());
            case Expression.Index i -> {
                layout.add("[");
                print(i.index());
                layout.add("]");
            }
            case Expression.Slice s -> {
                layout.add("[");
                s.from().ifPresent(f -> print(f, Level.SUM));
                layout.add(":");
                s.to().ifPresent(t -> print(t, Level.SUM));
                layout.add("]");
            }
            default -> throw new IllegalStateException("no step of a path: " + expression.getClass());
        }
    }

    private void unary(Expression.Unary unary) {
        Level level = switch (unary.operator()) {
            case NOT -> Level.NOT;
            // A number behind '-' would be read as a negative number.
            case NEGATE -> Level.PRIMARY;
        };
        layout.add(unary.operator() == UnaryOperator.NOT ? "!" : "-");
        print(unary.operand(), level);
    }

    /// Writes a chain such as `a + b + c` in a loop: it is as deep on its left side as it is long.
    private void binary(Binary binary) {
        Deque<Binary> chain = new ArrayDeque<>();
        Binary first = binary;
        while (first.left() instanceof Binary left && level(left.operator()).compareTo(leftLevel(first)) >= 0
                && left.operator() != BinaryOperator.MATCH) {
            chain.push(first);
            first = left;
        }
        operand(first.left(), leftLevel(first));
        right(first);
        while (!chain.isEmpty()) {
            right(chain.pop());
        }
    }

    /// Comparisons do not chain; everything else does to the left.
    private static Level leftLevel(Binary binary) {
        Level level = level(binary.operator());
        return level == Level.COMPARISON ? above(level) : level;
    }

    private void right(Binary binary) {
        layout.add(switch (binary.operator()) {
            case OR, AND, IN -> " " + binary.operator().symbol() + " ";
            default -> binary.operator().symbol();
        });
        operand(binary.right(), rightLevel(binary));
    }

    /// What `and` and `or` join can be grouped in any way; for all others a chain means what it means from the left.
    private static Level rightLevel(Binary binary) {
        Level level = level(binary.operator());
        return level == Level.AND || level == Level.OR ? level : above(level);
    }

    private void operand(Expression expression, Level level) {
        boolean match = expression instanceof Binary b && b.operator() == BinaryOperator.MATCH;
        print(expression, match ? Level.PRIMARY : level);
    }

    private void conditional(Expression.Conditional conditional) {
        layout.add("(");
        print(conditional.condition());
        layout.add(") ? ");
        print(conditional.then(), Level.CONDITIONAL);
        layout.add(" : ");
        print(conditional.otherwise(), Level.CONDITIONAL);
    }

    private void call(Expression.Call call) {
        layout.addName(call.name());
        layout.add("(");
        layout.addAll(call.arguments(), ", ", this::print);
        layout.add(")");
        call.where().ifPresent(w -> {
            layout.add(" where ");
            print(w, Level.OR);
        });
    }

    private void recordItem(Expression.RecordItem item) {
        switch (item) {
            case Expression.RecordItem.Field f -> {
                layout.addQuotableName(f.name().text());
                layout.add(":");
                print(f.value());
            }
            case Expression.RecordItem.Shorthand s -> layout.addName(s.reference().name());
            case Expression.RecordItem.Spread s -> {
                layout.add("...");
                print(s.record());
            }
        }
    }

    private void listItem(Expression.ListItem item) {
        switch (item) {
            case Expression.ListItem.Element e -> print(e.value());
            case Expression.ListItem.Spread s -> {
                layout.add("...");
                print(s.list());
            }
        }
    }

    private void mapEntry(Expression.MapEntry entry) {
        print(entry.key());
        layout.add(":");
        print(entry.value());
    }

    private void subquery(Expression.Subquery subquery) {
        layout.add("(");
        layout.indent(2);
        layout.line().add("over ");
        layout.addAll(subquery.expressions(), ", ", this::print);
        locals(subquery.locals());
        layout.line().add("| ");
        pipelines.accept(subquery.body());
        layout.indent(-2);
        layout.line().add(")");
    }

    /// Writes ` with x=1, y=2`.
    void locals(List<Ast.Local> locals) {
        if (locals.isEmpty()) {
            return;
        }
        layout.add(" with ");
        layout.addAll(locals, ", ", l -> {
            layout.addName(l.name());
            layout.add("=");
            print(l.value());
        });
    }

    // ----------------------------------------------------------------------------------------------------------- search

    /// Writes a search: its terms bare, everything joined by `and` and `or`.
    void search(Expression expression) {
        switch (expression) {
            case Binary b when b.operator() == BinaryOperator.AND || b.operator() == BinaryOperator.OR -> searchBinary(b);
            case Expression.Unary u when u.operator() == UnaryOperator.NOT -> {
                layout.add("!");
                searchOperand(u.operand(), Level.NOT);
            }
            // The star that matches everything; the literal true is a term.
            case Primitive p when p.kind() == Primitive.Kind.BOOL -> layout.add("*");
            default -> print(expression);
        }
    }

    private void searchBinary(Binary binary) {
        Deque<Binary> chain = new ArrayDeque<>();
        Binary first = binary;
        while (first.left() instanceof Binary left && level(left.operator()).compareTo(level(first.operator())) >= 0
                && isJoining(left)) {
            chain.push(first);
            first = left;
        }
        searchOperand(first.left(), level(first.operator()));
        chain.push(first);
        while (!chain.isEmpty()) {
            Binary next = chain.pop();
            layout.add(" " + next.operator().symbol() + " ");
            searchOperand(next.right(), level(next.operator()));
        }
    }

    private static boolean isJoining(Binary binary) {
        return binary.operator() == BinaryOperator.AND || binary.operator() == BinaryOperator.OR;
    }

    private void searchOperand(Expression expression, Level level) {
        boolean group = expression instanceof Binary && level(expression).compareTo(level) < 0;
        layout.add(group ? "(" : "");
        search(expression);
        layout.add(group ? ")" : "");
    }

    // ------------------------------------------------------------------------------------------------------------ types

    private void typeValue(Expression.TypeValue value) {
        layout.add("<");
        type(value.type());
        layout.add(">");
    }

    void type(TypeExpression type) {
        switch (type) {
            case TypeExpression.Primitive p -> layout.add(p.name());
            case TypeExpression.Named n -> layout.addQuotableName(n.name());
            case TypeExpression.Definition d -> {
                layout.addQuotableName(d.name());
                layout.add("=");
                type(d.type());
            }
            case TypeExpression.Record r -> {
                layout.add("{");
                layout.addAll(r.fields(), ",", f -> {
                    layout.addQuotableName(f.name().text());
                    layout.add(":");
                    type(f.type());
                });
                layout.add("}");
            }
            case TypeExpression.Array a -> wrapped("[", a.element(), "]");
            case TypeExpression.Set s -> wrapped("|[", s.element(), "]|");
            case TypeExpression.Map m -> {
                layout.add("|{");
                type(m.key());
                layout.add(":");
                type(m.value());
                layout.add("}|");
            }
            case TypeExpression.Union u -> {
                layout.add("(");
                layout.addAll(u.members(), ",", this::type);
                layout.add(")");
            }
            case TypeExpression.Error e -> wrapped("error(", e.of(), ")");
        }
    }

    private void wrapped(String open, TypeExpression type, String close) {
        layout.add(open);
        type(type);
        layout.add(close);
    }
}
