package dev.tarn.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.model.BatchSource;
import dev.tarn.model.LimitException;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.Source;
import dev.tarn.model.Value;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zson.Zson;
import dev.tarn.model.zson.ZsonSource;
import dev.tarn.query.parse.QueryText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Queries that programs write, with thousands of parts, take time and stack as their length does.
class LongQueriesTest {
    // What takes time with the square of the length takes minutes.
    private static final Duration LIMIT = Duration.ofSeconds(40);

    @Test
    void chainsOfOperatorsAreEvaluated() {
        assertAnswer("1000", "yield 1" + "+1".repeat(999));
        assertAnswer("error(\"missing\")", "yield a" + "[0]".repeat(999));
        assertAnswer("1001", repeated(1000, "\n", i -> "func f%d(x): (f%d(x)+1)".formatted(i, i + 1)) + "\nfunc f1000(x): (x)\nyield f0(a)");
    }

    @Test
    void smallStacksAreEnough() throws InterruptedException {
        var answers = new ArrayList<String>();
        var thread = new Thread(null, () -> answers.addAll(answer("yield 1" + "+1".repeat(999))), "small", 200_000);
        thread.start();
        thread.join();
        assertEquals(List.of("1000"), answers);
    }

    @Test
    void functionsThatCallEachOtherTooDeepAreRefused() {
        var query = repeated(150_000, "\n", i -> "func f%d(x): (f%d(x)+1)".formatted(i, i + 1)) + "\nfunc f150000(x): (x)\nyield f0(a)";
        var refused = assertThrows(LimitException.class, () -> answer(query));
        // By the compiler or by what runs it, whichever stack ends first.
        assertTrue(refused.getMessage().endsWith("nested deeper than the stack of a thread allows"), refused.getMessage());
    }

    @Test
    void thousandsOfStepsAreRun() {
        assertAnswer("{a:1}", repeated(5000, " | ", i -> "yield this"));
        assertAnswer("{a:1}", repeated(5000, " | ", i -> "where a!=" + (i + 2)));
        assertAnswer("{a:1,b0:1,b1:1,b2:1}", repeated(2000, " | ", i -> "put b%d:=a | where a!=%d".formatted(i % 3, i + 2)));
        assertAnswer("{a:1}", repeated(1000, " | ", i -> "sort a"));
        assertAnswer("8000(uint64)", "fork (" + repeated(8000, " ", i -> "=> count()") + ") | count()");
        assertAnswer("{a:1}", "switch a (" + repeated(8000, " ", i -> "case %d => pass".formatted(i)) + ")");
    }

    // Each problem shows the line it is in.
    @Test
    void thousandsOfProblemsInOneLineAreReported() {
        var query = "const x=1\nyield " + repeated(5000, ",", i -> "foo%d(1)".formatted(i));
        var refused = assertThrows(QueryException.class, () -> answer(query));
        assertEquals(5000, refused.problems().size());
        assertTrue(refused.getMessage().length() < 5000 * 500, () -> "characters: " + refused.getMessage().length());
        var lines = refused.problems().get(2999).plainText().split("\n");
        assertEquals("no such function at line 2, column 31886:", lines[0]);
        assertEquals("foo2999(1)", lines[1].substring(lines[2].indexOf('~'), lines[2].length()));
        assertTrue(lines[1].startsWith("...") && lines[1].endsWith("..."), lines[1]);
    }

    @Test
    void thousandsOfFieldsAreMade() {
        assertAnswer("1", "put " + repeated(5000, ",", i -> "f%d:=a".formatted(i)) + " | yield f77");
        assertAnswer("1", repeated(5000, ",", i -> "s%d:=sum(a)".formatted(i)) + " | yield s77");
        assertAnswer("1", "yield {" + repeated(5000, ",", i -> "f%d:a".formatted(i)) + "} | cut " + repeated(5000, ",", i -> "f" + i) + " | yield f77");
    }

    // A copy of the list for each row does not fit into memory.
    @Test
    void longListsAreMadeOnce() {
        var rows = "yield [" + repeated(10_000, ",", i -> "" + i) + "] | over this";
        assertAnswer("3334(uint64)", rows + " | where this in [" + repeated(100_000, ",", i -> "" + 3 * i) + "] | count()");
        assertAnswer("3334(uint64)", rows + " | where f\"s{this}\" in [" + repeated(100_000, ",", i -> "\"s%d\"".formatted(3 * i)) + "] | count()");
        assertAnswer("100(uint64)", rows + " | where this in |[" + repeated(1000, ",", i -> "%d.".formatted(100 * i)) + "]| | count()");
        assertAnswer("2(uint64)", rows + " | where this < 3 | where {i:this} in [" + repeated(5000, ",", i -> "{i:%d}".formatted(2 * i)) + "] | count()");
        assertAnswer("50000", "yield [" + repeated(50_000, ",", i -> "{a:%d,b:[\"%d\"]}".formatted(i, i)) + "] | len(this)");
    }

    // What is needed of the legs of a join was looked for once for each leg of those behind it: twice as often with every join.
    @Test
    void manyJoinsArePlanned() {
        assertAnswer("1", "yield this" + " | join (yield {a:1}) on a=a x:=a".repeat(60) + " | yield x_60");
        assertAnswer("1", "yield {t:this}" + repeated(40, "", i -> " | left join (yield {u%d:{a:1}}) on t.a=u%d.a u%d".formatted(i, i, i))
                + " | where u0.a==1 | yield u39.a");
    }

    private static String repeated(int count, String between, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(between));
    }

    private static void assertAnswer(String expected, String query) {
        assertEquals(List.of(expected), assertTimeoutPreemptively(LIMIT, () -> answer(query)), () -> query.substring(0, 60));
    }

    private static List<String> answer(String query) {
        var batches = new ArrayList<Vector>();
        try (var scan = ZsonSource.of("{a:1}".getBytes(StandardCharsets.UTF_8)).open(ScanRequest.EVERYTHING)) {
            for (var morsel = scan.next(); morsel.isPresent(); morsel = scan.next()) {
                batches.addAll(morsel.get().decode());
            }
        }
        var catalog = new Catalog() {
            @Override
            public Optional<Source> input() {
                return Optional.of(new BatchSource(batches));
            }
        };
        var values = new ArrayList<String>();
        try (var results = Query.compile(QueryText.of(query), catalog, QueryOptions.defaults()).run()) {
            for (Value value : results) {
                values.add(Zson.format(value));
            }
        }
        return values;
    }
}
