package dev.tarn.cli.golden;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Runs every case that is a query, in this process.
class GoldenQueriesTest {
    private static final int TIMEOUT_SECONDS = 60;

    @TempDir
    Path folder;

    @TestFactory
    List<DynamicTest> queries() {
        Checkout checkout = Checkout.find();
        NotYet notYet = new NotYet(checkout.notYetList());
        List<Ztest> all = checkout.cases();
        List<QueryCase> cases = all.stream().filter(QueryCase.class::isInstance).map(QueryCase.class::cast).toList();
        assertFalse(cases.isEmpty() && !checkout.partial(), "no query case found under " + checkout.root());
        QueryRunner runner = new QueryRunner(folder);
        List<DynamicTest> tests = new ArrayList<>();
        for (QueryCase test : cases) {
            tests.add(DynamicTest.dynamicTest(test.id(), test.file().toUri(), () -> {
                Assumptions.assumeTrue(test.skip().isEmpty(), test.skip());
                notYet.judge(test, runAll(runner, test));
            }));
        }
        if (checkout.referenceCases().isPresent() && !checkout.partial()) {
            Set<String> others = all.stream().map(Ztest::id).collect(Collectors.toSet());
            tests.add(DynamicTest.dynamicTest("the list of cases that do not pass yet", () -> notYet.finish(cases, others)));
        }
        return tests;
    }

    private static String runAll(QueryRunner runner, QueryCase test) throws Exception {
        for (Variation variation : Variation.values()) {
            String why = runInTime(runner, test, variation);
            if (!why.isEmpty()) {
                return variation == Variation.AS_GIVEN ? why : variation + ": " + why;
            }
        }
        return "";
    }

    /// A thread for each case, so that one that hangs ends alone.
    private static String runInTime(QueryRunner runner, QueryCase test, Variation variation) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(test.id()).factory());
        try {
            Future<String> result = thread.submit(() -> runner.run(test, variation));
            return result.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return "no answer after " + TIMEOUT_SECONDS + " s";
        } catch (ExecutionException e) {
            // A case on the not-yet list may well hit a bug; the others still count.
            return "the program threw " + Traces.of(e.getCause());
        } finally {
            thread.shutdownNow();
        }
    }
}
