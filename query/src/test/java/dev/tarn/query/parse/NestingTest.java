package dev.tarn.query.parse;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.query.QueryException;
import dev.tarn.query.ast.Ast;
import dev.tarn.query.ast.Expression;
import dev.tarn.query.ast.Operator;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is nested or long is parsed within a small stack, or refused.
class NestingTest {

    // What a thread has if nobody asks for more, on the platforms that give least.
    private static final int SMALL_STACK_BYTES = 1024 * 1024;

    @ParameterizedTest
    @CsvSource(delimiter = '!', value = {
        // before ! repeated ! middle ! repeated ! after ! levels that each repetition counts
        "yield ! ( ! a+1 ! ) ! ! 1", "! ( ! a+1 ! ) ! ! 1", "! ( ! a b ! ) ! ! 1", "! ( ! a==1 ! ) ! ! 1",
        "yield ! [ ! 1 ! ] ! ! 1", "yield ! {a: ! 1 ! } ! ! 1", "yield ! |{1: ! 1 ! }| ! ! 1", "yield ! f( ! 1 ! ) ! ! 1",
        "! f( ! 1 ! ) ! == 1 ! 1", "yield ! a[ ! 1 ! ] ! ! 1", "yield ! 'not ' ! a ! ! ! 1", "! 'not ' ! a ! ! ! 1",
        "yield ! '- ' ! a ! ! ! 1", "yield ! x?y: ! z ! ! ! 1", "yield ! x? ! y ! :z ! ! 1",
        "! over a => ( ! yield b ! ) ! ! 1", "yield ! (over a | yield  ! b ! ) ! ! 1", "! fork (=>  ! pass ! ) ! ! 1",
        "yield < ! [ ! int64 ! ] ! > ! 1", "yield < ! a= ! int64 ! ! > ! 1", "yield ! f'{ ! b ! }' ! ! 2",
        "! f'{ ! b ! }' ! ==1 ! 2", "! 'f() where ' ! b ! ! ! 1", "! (const a=1  ! yield b ! ) ! ! 1",
        "yield ! (a* ! b ! ) ! ! 1", "! (a and  ! b ! ) ! ! 1", "! switch (case a =>  ! pass ! ) ! ! 1"
    })
    void nestingIsBounded(String before, String open, String middle, String close, String after, int levels) {
        int most = Nesting.MAX_DEPTH / levels - 2;
        String fits = nested(before, open, middle, close, after, most);
        onSmallStack(() -> assertEquals(fits.replace(" ", "").length() > 0, !CanonicalPrinter.print(Parser.parse(fits)).isEmpty()));
        for (int depth : new int[] {Nesting.MAX_DEPTH + 1, 100_000}) {
            String deep = nested(before, open, middle, close, after, depth);
            onSmallStack(() -> {
                QueryException refused = assertThrows(QueryException.class, () -> Parser.parse(deep));
                assertTrue(refused.getMessage().endsWith("expected at most 200 levels of nesting"), refused.getMessage());
            });
        }
    }

    private static String nested(String before, String open, String middle, String close, String after, int depth) {
        return text(before) + text(open).repeat(depth) + text(middle) + text(close).repeat(depth) + text(after);
    }

    private static String text(String field) {
        return field == null ? "" : field + (field.endsWith("yield") || field.endsWith("=>") || field.endsWith("and") ? " " : "");
    }

    @Test
    void longChainsOfConditionsAreShallow() {
        for (String query : new String[] {"where a==0" + " or a==1".repeat(50_000), "foo" + " bar".repeat(50_000)}) {
            onSmallStack(() -> {
                Ast.Program program = Parser.parse(query);
                Expression expression = switch (program.body().operators().getFirst()) {
                    case Operator.Where w -> w.condition();
                    case Operator.ImpliedExpression i -> i.expression();
                    default -> throw new AssertionError(query.substring(0, 20));
                };
                assertTrue(depth(expression) < 60, () -> "depth " + depth(expression));
                assertEquals(query.startsWith("where") ? query : "search " + query.replace(" ", " and "),
                        CanonicalPrinter.print(program));
            });
        }
    }

    private static int depth(Expression expression) {
        return expression instanceof Expression.Binary b ? 1 + Math.max(depth(b.left()), depth(b.right())) : 0;
    }

    @Test
    void otherChainsAreBounded() {
        assertDoesNotThrow(() -> Parser.parse("yield a" + "+b".repeat(999)));
        assertDoesNotThrow(() -> Parser.parse("yield a" + ".b".repeat(999)));
        for (String chain : new String[] {"+b", ".b"}) {
            QueryException refused = assertThrows(QueryException.class, () -> Parser.parse("yield a" + chain.repeat(2000)));
            assertTrue(refused.getMessage().endsWith("expected at most 1000 operators in a row"), refused.getMessage());
        }
    }

    @Test
    void longQueriesAreParsed() {
        assertEquals(2001, operators("count() by x | ".repeat(2000) + "head"));
        assertEquals(2001, operators("foo.bar baz a==1 | ".repeat(2000) + "head"));
        assertEquals(1, operators("yield f(a" + ",b".repeat(20_000) + ")"));
        assertEquals(1, operators("x in [1" + ",2".repeat(20_000) + "]"));
        assertEquals(1, operators("(a b) ".repeat(2000)));
    }

    private static int operators(String query) {
        return Parser.parse(query).body().operators().size();
    }

    private static void onSmallStack(Runnable test) {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(null, test, "small stack", SMALL_STACK_BYTES);
        thread.setUncaughtExceptionHandler((t, e) -> failure.set(e));
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (failure.get() != null) {
            throw new AssertionError(failure.get());
        }
    }
}
