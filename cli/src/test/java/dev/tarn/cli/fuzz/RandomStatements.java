package dev.tarn.cli.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/// Random declarations of constants, functions, operators and types, in scopes inside each other, where names may hide those outside.
final class RandomStatements {
    private static final List<String> NAMES = List.of("k1", "k2", "k3", "a", "s");

    private final Choice choice;
    private final RandomExpressions expressions;

    RandomStatements(Choice choice, RandomExpressions expressions) {
        this.choice = choice;
        this.expressions = expressions;
    }

    /// What is declared where an expression or an operator stands.
    private record Names(List<String> constants, List<String> functions, List<String> operators, List<String> types) {
        static Names none() {
            return new Names(List.of(), List.of(), List.of(), List.of());
        }

        Names copy() {
            return new Names(new ArrayList<>(constants), new ArrayList<>(functions), new ArrayList<>(operators), new ArrayList<>(types));
        }
    }

    /// Returns a query that begins with declarations.
    String program() {
        return scope(Names.none(), 2);
    }

    private String scope(Names outside, int depth) {
        var names = outside.copy();
        var text = new StringBuilder();
        var own = new ArrayList<String>();
        for (int count = choice.below(4) + (depth == 2 ? 1 : 0); count > 0; count--) {
            text.append(declaration(names, own, depth)).append('\n');
        }
        var pipeline = new StringJoiner(" | ");
        for (int count = choice.below(2); count >= 0; count--) {
            pipeline.add(operator(names, depth));
        }
        return text.append(pipeline).toString();
    }

    private String declaration(Names names, List<String> own, int depth) {
        return switch (choice.below(4)) {
            case 0 -> {
                String name = choice.of(NAMES);
                if (own.contains(name)) {
                    yield "";
                }
                String value = choice.by(() -> choice.of("1", "2", "\"a\"", "[1,2]", "{x:1}", "1s", "null", "<int64>", "1+2", "upper(\"a\")", "error(\"k\")"),
                    () -> names.constants().isEmpty() ? "3" : choice.of(names.constants()) + choice.of("", "+1"));
                names.constants().add(name);
                own.add(name);
                yield "const " + name + "=" + value;
            }
            case 1 -> {
                String name = choice.of("f1", "f2", "f3", "upper1");
                if (own.contains(name)) {
                    yield "";
                }
                String body = choice.by(() -> choice.of("x", "y", "x+y", "{x,y}", "[x,y]", "x==y", "x in y", "len(x)", "f\"{x}{y}\"", "typeof(y)", "y ? x : 1", "cast(x,<string>)", "map(y,upper)", "x[y]", "{...x,y}", "coalesce(x,y)",
                    "(over x | collect(this))", "quiet(x)", "has(x)", "missing(y)"), () -> call(names, "x", "y"), () -> "{p:" + call(names, "y", "x") + ",q:" + constant(names) + "}");
                names.functions().remove(name);
                names.functions().add(name);
                own.add(name);
                yield "func " + name + "(x,y): (" + body + ")";
            }
            case 2 -> {
                String name = choice.of("o1", "o2", "o3");
                if (depth == 0 || own.contains(name)) {
                    yield "";
                }
                String body = choice.by(() -> choice.of("yield {p,q}", "put z:=p", "yield p,q", "where p==q", "cut p", "count() by p", "yield {v:this,p}", "sort p | head 2", "over p => (yield {this,q})", "p:=q", "drop p", "yield [p,q] | yield this"),
                    () -> scope(names, depth - 1));
                if (!names.operators().contains(name)) {
                    names.operators().add(name);
                }
                own.add(name);
                yield "op " + name + "(p,q): (" + body + ")";
            }
            default -> {
                String name = choice.of("t1", "t2");
                if (own.contains(name)) {
                    yield "";
                }
                String type = names.types().isEmpty() || choice.oneIn(2) ? expressions.typeName() : "[" + choice.of(names.types()) + "]";
                names.types().add(name);
                own.add(name);
                yield "type " + name + "=" + type;
            }
        };
    }

    private String operator(Names names, int depth) {
        return choice.by(() -> "yield " + value(names), () -> "yield " + choice.list(2, 3, () -> value(names)), () -> "put z:=" + value(names), () -> "where " + value(names) + "==" + value(names),
            () -> depth > 0 ? "over " + choice.of("l", "this", "m", "r", "[a,s]") + choice.of("", " with k1=a", " with a=s", " with k9=r") + " => (" + scope(names, depth - 1) + ")" : "pass",
            () -> names.operators().isEmpty() ? "pass" : choice.of(names.operators()) + "(" + choice.of("a", "s", "r.x", "b", "l") + "," + choice.by(() -> choice.of("a", "1", "\"x\"", "r"), () -> constant(names)) + ")",
            () -> "switch (case " + value(names) + " => yield " + value(names) + " default => yield 0)");
    }

    private String value(Names names) {
        return choice.by(() -> constant(names), () -> choice.of("a", "s", "l", "r", "this", "k1", "k9"), () -> call(names, constant(names), choice.of("a", "s", "r.x", "l")), () -> call(names, choice.of("a", "r", "l", "s"), "k2"),
            () -> names.types().isEmpty() ? "1" : choice.of("cast(a,<", "is(s,<", "cast(s,<", "shape({a},<") + choice.of(names.types()) + ">)", () -> "{k1," + choice.of("a", "s", "k2") + ",z:" + constant(names) + "}",
            () -> "(over l with " + choice.of("k1", "a", "kx") + "=s | yield {this," + constant(names) + "} | collect(this))", () -> expressions.any(1));
    }

    private String constant(Names names) {
        return names.constants().isEmpty() ? choice.of("1", "a", "\"c\"") : choice.of(names.constants());
    }

    private String call(Names names, String first, String second) {
        return names.functions().isEmpty() ? "[" + first + "," + second + "]" : choice.of(names.functions()) + "(" + first + "," + second + ")";
    }
}
