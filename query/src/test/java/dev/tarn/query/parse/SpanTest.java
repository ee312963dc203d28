package dev.tarn.query.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.query.ast.Ast;
import dev.tarn.query.ast.Expression;
import dev.tarn.query.ast.Span;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every node says where it stands.
class SpanTest {

    private static final String LONG = """
            const c = 1 + 2 // a comment
            func f(a, b): (a ? b : -1)
            type t = {a:[int64],b:|{string:ip}|}
            op o(x): (head x)
            from "a b"@main:objects tap
            | foo.bar and !(baz or "q r") *glob* /re/ 10.0.0.0/8 x.y[1:] >= f(1, 2) <t>
            | summarize n:=count() where x in [1,...y], sum(z) by k:=bucket(ts, 1h) with -limit 5
            | over a, b with d=c, e => (yield {d, "e":e, ...f} | put x.y:=f"a{d}b", z:=|[1]|)
            | fork (=> head 1 => switch x (case 1 => pass default => tail 2))
            | left join (file x.json format json order ts desc) on a=(b+c) x:=y
            | yield (over s | sum(this)), grep(*x*, y), this.a["b"], <ip>("1.1.1.1"), |{1:2}|
            | sort -r -nulls first a desc, b | top 3 -flush a | explode a by t as b | is(type(exec))
            """;

    @Test
    void nodesAreWithinTheirParents() {
        Ast.Program program = Parser.parse(LONG);
        assertEquals(LONG.length() - 1, program.span().end());
        List<Ast> nodes = new ArrayList<>();
        collect(program, nodes);
        assertTrue(nodes.size() > 190, () -> nodes.size() + " nodes");
    }

    private static void collect(Ast node, List<Ast> nodes) {
        nodes.add(node);
        for (Ast child : children(node)) {
            Span outer = node.span();
            Span inner = child.span();
            assertTrue(outer.start() <= inner.start() && inner.end() <= outer.end(), () -> "not within " + node + ": " + child);
            collect(child, nodes);
        }
    }

    private static List<Ast> children(Ast node) {
        List<Ast> children = new ArrayList<>();
        for (RecordComponent component : node.getClass().getRecordComponents()) {
            try {
                add(component.getAccessor().invoke(node), children);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(component.toString(), e);
            }
        }
        return children;
    }

    private static void add(Object value, List<Ast> children) {
        switch (value) {
            case Ast child -> children.add(child);
            case List<?> list -> list.forEach(v -> add(v, children));
            case Optional<?> optional -> optional.ifPresent(v -> add(v, children));
            default -> { }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.b", "a[1]", "-a", "!a", "a+b", "f(a)", "f(a) where b", "{a:1}", "[a]", "|[a]|", "|{a:b}|",
        "a?b:c", "<int64>", "<int64>(a)", "'a'", "f'a{b}'", "1.5", "fe80::1", "null", "a ~ /b/", "grep(/a/, b)"})
    void expressionsCoverTheirText(String text) {
        for (String before : new String[] {"yield ", "yield  ", "// é 🌮\nyield "}) {
            String query = before + text + " , x";
            List<Ast> nodes = new ArrayList<>();
            collect(Parser.parse(query), nodes);
            Expression expression = (Expression) nodes.stream().filter(Expression.class::isInstance).findFirst().orElseThrow();
            assertEquals(text, query.substring(expression.span().start(), expression.span().end()));
        }
    }

    @Test
    void namesCoverTheirText() {
        List<Ast> nodes = new ArrayList<>();
        collect(Parser.parse(LONG), nodes);
        for (Ast node : nodes) {
            String text = LONG.substring(node.span().start(), node.span().end());
            switch (node) {
                case Ast.Name n when !text.startsWith("\"") -> assertEquals(n.text(), text);
                case Expression.Reference r -> assertEquals(r.name(), text);
                case Expression.Term t -> assertEquals(t.text(), text);
                default -> { }
            }
        }
    }
}
