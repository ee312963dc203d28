package dev.tarn.query.parse;

import dev.tarn.query.ast.Ast;
import dev.tarn.query.ast.Declaration;
import dev.tarn.query.ast.Expression;
import dev.tarn.query.ast.Expression.BinaryOperator;
import dev.tarn.query.ast.Expression.UnaryOperator;
import dev.tarn.query.ast.Operator;
import dev.tarn.query.ast.Pattern;
import dev.tarn.query.ast.Source;
import dev.tarn.query.ast.Sql;
import dev.tarn.query.ast.TypeExpression;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Writes a query in its canonical form: every operator with its keyword on a line of its own, legs and scopes indented.
///
/// What it writes is a query that means the same. An operator that was written without its keyword gets the one that its
/// form implies; calls of functions that are not known here to be conditions or aggregates stay as they are.
public final class CanonicalPrinter {

    private static final Set<String> AGGREGATES = Set.of("and", "any", "approx_top", "avg", "collect", "collect_map",
            "count", "dcount", "fuse", "histogram", "max", "min", "or", "quantile", "sum", "union");

    private static final Set<String> CONDITIONS = Set.of("cidr_match", "has", "has_error", "is", "is_error", "missing");

    private final Layout layout = new Layout();
    private final ExpressionPrinter expressions = new ExpressionPrinter(layout, this::operators);

    private CanonicalPrinter() {}

    /// Returns the canonical text of a query, without a line end behind it.
    public static String print(Ast.Program program) {
        CanonicalPrinter printer = new CanonicalPrinter();
        printer.pipeline(program.body());
        return printer.layout.toString();
    }

    private void pipeline(Ast.Pipeline pipeline) {
        for (Declaration declaration : pipeline.declarations()) {
            declaration(declaration);
            layout.line();
        }
        operators(pipeline);
    }

    private void operators(Ast.Pipeline pipeline) {
        for (int i = 0; i < pipeline.operators().size(); i++) {
            if (i > 0) {
                layout.line().add("| ");
            }
            operator(pipeline.operators().get(i));
        }
    }

    /// Writes a pipeline in parentheses.
    private void block(Ast.Pipeline pipeline) {
        layout.add("(");
        layout.indent(2);
        layout.line();
        pipeline(pipeline);
        layout.indent(-2);
        layout.line().add(")");
    }

    private void declaration(Declaration declaration) {
        switch (declaration) {
            case Declaration.Const c -> {
                layout.add("const ").addName(c.name());
                layout.add(" = ");
                expressions.print(c.value());
            }
            case Declaration.Func f -> {
                header("func ", f.name(), f.parameters());
                layout.add("(");
                layout.indent(2);
                layout.line();
                expressions.print(f.body());
                layout.indent(-2);
                layout.line().add(")");
            }
            case Declaration.Op o -> {
                header("op ", o.name(), o.parameters());
                block(o.body());
            }
            case Declaration.Type t -> {
                layout.add("type ").addName(t.name());
                layout.add(" = ");
                expressions.type(t.type());
            }
        }
    }

    private void header(String keyword, Ast.Name name, List<Ast.Name> parameters) {
        layout.add(keyword).addName(name);
        layout.add("(");
        layout.addAll(parameters, ", ", layout::addName);
        layout.add("): ");
    }

    private void operator(Operator operator) {
        switch (operator) {
            case Operator.Read r -> source(r.source(), "from");
            case Operator.From f -> {
                layout.add("from (");
                legs(f.legs(), this::fromLeg);
            }
            case Operator.Fork f -> {
                layout.add("fork (");
                legs(f.legs(), this::leg);
            }
            case Operator.Switch s -> {
                layout.add("switch ");
                s.value().ifPresent(v -> {
                    expressions.print(v);
                    layout.add(" ");
                });
                layout.add("(");
                legs(s.cases(), this::switchCase);
            }
            case Operator.Block b -> block(b.body());
            case Operator.Over o -> over(o);
            case Operator.Join j -> join(j);
            case Operator.Summarize s -> summarize(s);
            case Operator.Sort s -> {
                layout.add("sort").add(s.reverse() ? " -r" : "").add(s.nullsFirst() ? " -nulls first" : "");
                layout.add(s.keys().isEmpty() ? "" : " ");
                layout.addAll(s.keys(), ", ", this::sortKey);
            }
            case Operator.Top t -> top(t);
            case Operator.Head h -> keyword("head", h.count());
            case Operator.Tail t -> keyword("tail", t.count());
            case Operator.Uniq u -> layout.add(u.counted() ? "uniq -c" : "uniq");
            case Operator.Cut c -> assignments("cut ", c.assignments());
            case Operator.Drop d -> list("drop ", d.fields());
            case Operator.Put p -> assignments("put ", p.assignments());
            case Operator.Rename r -> assignments("rename ", r.assignments());
            case Operator.Search s -> search(s.expression());
            case Operator.Where w -> keyword("where", Optional.of(w.condition()));
            case Operator.Yield y -> list("yield ", y.expressions());
            case Operator.Assert a -> keyword("assert", Optional.of(a.condition()));
            case Operator.Merge m -> keyword("merge", Optional.of(m.key()));
            case Operator.Explode e -> {
                list("explode ", e.expressions());
                layout.add(" by ");
                expressions.type(e.type());
                e.target().ifPresent(t -> keyword(" as", Optional.of(t)));
            }
            case Operator.Sample s -> keyword("sample", s.expression());
            case Operator.Fuse _ -> layout.add("fuse");
            case Operator.Shape _ -> layout.add("shape");
            case Operator.Pass _ -> layout.add("pass");
            case Operator.Load l -> load(l);
            case Operator.Output o -> layout.add("output ").addName(o.name());
            case Operator.Debug d -> keyword("debug", d.expression());
            case Operator.ImpliedExpression i -> implied(i.expression());
            case Operator.ImpliedAssignment i -> assignments(
                    i.assignments().stream().allMatch(a -> isAggregate(a.value())) ? "summarize " : "put ", i.assignments());
            case Operator.SqlQuery q -> select(q.select());
        }
    }

    private void keyword(String keyword, Optional<Expression> argument) {
        layout.add(keyword);
        argument.ifPresent(a -> {
            layout.add(" ");
            expressions.print(a);
        });
    }

    private void list(String keyword, List<Expression> arguments) {
        layout.add(keyword);
        layout.addAll(arguments, ", ", expressions::print);
    }

    private void assignments(String keyword, List<Ast.Assignment> assignments) {
        layout.add(keyword);
        layout.addAll(assignments, ",", this::assignment);
    }

    private void assignment(Ast.Assignment assignment) {
        assignment.target().ifPresent(t -> {
            expressions.print(t);
            layout.add(":=");
        });
        expressions.print(assignment.value());
    }

    private void sortKey(Ast.SortKey key) {
        expressions.print(key.expression());
        key.direction().ifPresent(d -> layout.add(d == Ast.Direction.ASCENDING ? " asc" : " desc"));
    }

    // ------------------------------------------------------------------------------------------------ legs, scopes, joins

    /// Writes legs, each on lines of its own, and the parenthesis behind them.
    private <T> void legs(List<T> legs, Consumer<T> print) {
        layout.indent(2);
        for (T leg : legs) {
            layout.line();
            print.accept(leg);
        }
        layout.indent(-2);
        layout.line().add(")");
    }

    private void leg(Ast.Pipeline leg) {
        layout.add("=>");
        layout.indent(2);
        layout.line();
        operators(leg);
        layout.indent(-2);
    }

    private void switchCase(Operator.Case switchCase) {
        switchCase.match().ifPresentOrElse(m -> keyword("case", Optional.of(m)), () -> layout.add("default"));
        layout.add(" ");
        leg(switchCase.body());
    }

    private void fromLeg(Operator.FromLeg leg) {
        source(leg.source(), "pool");
        leg.body().ifPresent(b -> {
            layout.add(" ");
            leg(b);
        });
    }

    private void over(Operator.Over over) {
        list("over ", over.expressions());
        expressions.locals(over.locals());
        over.body().ifPresent(b -> {
            layout.add(" => ");
            block(b);
        });
    }

    private void join(Operator.Join join) {
        layout.add(switch (join.style()) {
            case INNER -> "join ";
            case LEFT -> "left join ";
            case RIGHT -> "right join ";
            case ANTI -> "anti join ";
        });
        join.right().ifPresent(r -> {
            block(r);
            layout.add(" ");
        });
        layout.add("on ");
        joinKey(join.leftKey());
        join.rightKey().ifPresent(k -> {
            layout.add("=");
            joinKey(k);
        });
        if (!join.assignments().isEmpty()) {
            assignments(" ", join.assignments());
        }
    }

    private void joinKey(Expression key) {
        switch (key) {
            case Expression.Binary _, Expression.Conditional _, Expression.Unary _ -> {
                layout.add("(");
                expressions.print(key);
                layout.add(")");
            }
            default -> expressions.print(key);
        }
    }

    private void summarize(Operator.Summarize summarize) {
        layout.add("summarize");
        layout.indent(4);
        layout.line();
        assignments("", summarize.aggregates());
        if (!summarize.keys().isEmpty()) {
            assignments(" by ", summarize.keys());
        }
        summarize.limit().ifPresent(l -> layout.add(" with -limit " + l));
        layout.indent(-4);
    }

    private void top(Operator.Top top) {
        keyword("top", top.limit());
        layout.add(top.flush() ? " -flush" : "");
        if (!top.keys().isEmpty()) {
            list(" ", top.keys());
        }
    }

    // ---------------------------------------------------------------------------------------------------------- sources

    private void source(Source source, String poolKeyword) {
        switch (source) {
            case Source.Pool p -> {
                layout.add(poolKeyword).add(" ");
                p.pool().ifPresent(this::pattern);
                p.revision().ifPresent(this::revision);
                p.meta().ifPresent(m -> layout.add(":").add(m.text()));
                layout.add(p.tap() ? " tap" : "");
            }
            case Source.File f -> {
                layout.add("file ");
                pattern(f.path());
                reading(f.format(), f.order());
            }
            case Source.Get g -> {
                layout.add("get ");
                pattern(g.url());
                reading(g.format(), g.order());
                g.method().ifPresent(m -> {
                    layout.add(" method ");
                    layout.addQuotableName(m);
                });
                g.headers().ifPresent(h -> keyword(" headers", Optional.of(h)));
                g.body().ifPresent(b -> {
                    layout.add(" body ");
                    layout.addQuotableName(b);
                });
            }
            case Source.Pass _ -> layout.add("pass");
        }
    }

    private void reading(Optional<Ast.Name> format, List<Ast.SortKey> order) {
        format.ifPresent(f -> layout.add(" format ").addName(f));
        if (!order.isEmpty()) {
            layout.add(" order ");
            layout.addAll(order, ", ", this::sortKey);
        }
    }

    private void pattern(Pattern pattern) {
        switch (pattern) {
            case Pattern.Text t -> {
                if (t.quoted()) {
                    layout.addString(t.text());
                } else {
                    layout.add(t.text());
                }
            }
            case Pattern.Glob g -> layout.addGlob(g.pattern());
            case Pattern.Regexp r -> layout.add("/").add(r.pattern()).add("/");
        }
    }

    private void revision(Source.Revision revision) {
        layout.add("@");
        Lexemes text = new Lexemes(revision.text());
        boolean bare = text.length() > 0 && text.wordEnd(0) == text.length()
                || revision.text().chars().allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c)) && text.length() > 0;
        if (bare) {
            layout.add(revision.text());
        } else {
            layout.addString(revision.text());
        }
    }

    private void load(Operator.Load load) {
        layout.add("load ");
        pattern(load.pool());
        load.branch().ifPresent(this::revision);
        load.author().ifPresent(a -> quoted(" author ", a));
        load.message().ifPresent(m -> quoted(" message ", m));
        load.meta().ifPresent(m -> quoted(" meta ", m));
    }

    private void quoted(String keyword, String text) {
        layout.add(keyword).addString(text);
    }

    // ------------------------------------------------------------------------------------------------ operators by their form

    private void search(Expression expression) {
        layout.add("search ");
        expressions.search(expression);
    }

    private void implied(Expression expression) {
        if (isSearch(expression)) {
            search(expression);
        } else if (isAggregate(expression)) {
            layout.add("summarize");
            layout.indent(4);
            layout.line();
            expressions.print(expression);
            layout.indent(-4);
        } else if (isCondition(expression)) {
            keyword("where", Optional.of(expression));
        } else if (expression instanceof Expression.Call) {
            expressions.print(expression);
        } else {
            keyword("yield", Optional.of(expression));
        }
    }

    private static boolean isSearch(Expression expression) {
        // The left side of a long chain is walked in a loop.
        Expression e = expression;
        while (e instanceof Expression.Binary(BinaryOperator operator, Expression left, Expression right, _)) {
            if (operator != BinaryOperator.AND && operator != BinaryOperator.OR) {
                return false;
            }
            if (isSearch(right)) {
                return true;
            }
            e = left;
        }
        return switch (e) {
            case Expression.Term _, Pattern.Glob _, Pattern.Regexp _ -> true;
            case Expression.Unary u -> u.operator() == UnaryOperator.NOT && isSearch(u.operand());
            default -> false;
        };
    }

    private static boolean isAggregate(Expression expression) {
        return expression instanceof Expression.Call c && AGGREGATES.contains(c.name().text());
    }

    private static boolean isCondition(Expression expression) {
        return switch (expression) {
            case Expression.Primitive p -> p.kind() == Expression.Primitive.Kind.BOOL;
            case Expression.Unary u -> u.operator() == UnaryOperator.NOT && isCondition(u.operand());
            case Expression.Binary b -> switch (b.operator()) {
                case OR, AND, EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, IN, MATCH -> true;
                case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO -> false;
            };
            case Expression.Call c -> CONDITIONS.contains(c.name().text());
            case Expression.Cast c -> c.type().type() instanceof TypeExpression.Primitive p && p.name().equals("bool");
            case Expression.Grep _ -> true;
            default -> false;
        };
    }

    // -------------------------------------------------------------------------------------------------------------- SQL

    private void select(Sql.Select select) {
        layout.add("SELECT ").add(select.items().isEmpty() ? "*" : "");
        layout.addAll(select.items(), ", ", i -> {
            expressions.print(i.expression());
            i.alias().ifPresent(a -> layout.add(" AS ").addName(a));
        });
        layout.line().add("FROM ");
        table(select.from());
        select.joins().forEach(this::join);
        select.where().ifPresent(w -> clause("WHERE ", List.of(w)));
        clause("GROUP BY ", select.groupBy());
        select.having().ifPresent(h -> clause("HAVING ", List.of(h)));
        if (!select.orderBy().isEmpty()) {
            layout.line().add("ORDER BY ");
            layout.addAll(select.orderBy(), ", ", k -> {
                expressions.print(k.expression());
                k.direction().ifPresent(d -> layout.add(d == Ast.Direction.ASCENDING ? " ASC" : " DESC"));
            });
        }
        select.limit().ifPresent(l -> clause("LIMIT ", List.of(l)));
    }

    private void clause(String keyword, List<Expression> expressionList) {
        if (!expressionList.isEmpty()) {
            layout.line();
            list(keyword, expressionList);
        }
    }

    private void table(Sql.Table table) {
        pattern(table.name());
        table.alias().ifPresent(a -> layout.add(" AS ").addName(a));
    }

    private void join(Sql.Join join) {
        layout.line().add(switch (join.style()) {
            case INNER -> "JOIN ";
            case LEFT -> "LEFT JOIN ";
            case RIGHT -> "RIGHT JOIN ";
            case ANTI -> "ANTI JOIN ";
        });
        table(join.table());
        layout.add(" ON ");
        expressions.print(join.leftKey());
        layout.add("=");
        expressions.print(join.rightKey());
    }
}
