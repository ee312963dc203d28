package dev.tarn.query.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tarn.query.QueryException;
import dev.tarn.query.ast.Span;
import org.junit.jupiter.api.Test;

/// Problems are reported in the file they are in.
class QueryTextTest {

    private static QueryException refused(QueryText text) {
        return assertThrows(QueryException.class, () -> Parser.parse(text));
    }

    @Test
    void declarationsOfFilesAreSeenByTheQuery() {
        QueryText text = QueryText.ofFile("a.zed", "const x = 1\n").withFile("b.zed", "type t = int64").withQuery("yield x");
        assertEquals("const x = 1\ntype t = int64\nyield x", CanonicalPrinter.print(Parser.parse(text)));
    }

    @Test
    void problemInFile() {
        QueryText text = QueryText.ofFile("a.zed", "const x = 1\nconst y = ,\n").withQuery("yield x");
        assertEquals("""
                error parsing Zed in a.zed at line 2, column 11:
                const y = ,
                      === ^ ===
                expected an expression, found ','""", refused(text).getMessage());
    }

    @Test
    void problemInQueryAfterFile() {
        QueryText text = QueryText.ofFile("a.zed", "const x = 1\n").withQuery("\nyield x y");
        QueryException refused = refused(text);
        assertEquals("""
                error parsing Zed at line 2, column 9:
                yield x y
                    === ^ ===""", refused.plainMessage());
        assertEquals(new Span(22, 23), refused.problems().getFirst().span());
    }

    @Test
    void filesWithoutQuery() {
        assertEquals("""
                error parsing Zed in a.zed at line 1, column 13:
                const x = 1
                        === ^ ===""", refused(QueryText.ofFile("a.zed", "const x = 1\n")).plainMessage());
    }

    @Test
    void problemOfMeaningIsUnderlined() {
        QueryText text = QueryText.ofFile("a.zed", "const x = 1").withQuery("yield foo, bar");
        QueryException problem = new QueryException(java.util.List.of(new ProblemLocator(text).problem("no such name: \"foo\"", new Span(18, 21))));
        assertEquals("""
                no such name: "foo" at line 1, column 7:
                yield foo, bar
                      ~~~""", problem.getMessage());
    }
}
