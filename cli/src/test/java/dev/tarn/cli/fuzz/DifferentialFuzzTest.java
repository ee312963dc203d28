package dev.tarn.cli.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs random queries on random values: in vectors of all encodings, on several numbers of threads, with batches of several sizes
/// and with little memory, which must all give the same answer; and never throws anything but what a caller can act on.
///
/// - `-Dtarn.fuzz.first=N`, `-Dtarn.fuzz.count=N`: the seeds to run; a failure names its seed
/// - `-Dtarn.reference=PATH`: a `zq` whose answers must be the same, as multisets
/// - `-Dtarn.fuzz.anyway=NAMES`: known differences, with commas between, that are reported anyway
/// - `-Dtarn.fuzz.report=PATH`: a file that differences from the reference are written to, instead of failing
/// - `-Dtarn.fuzz.known=PATH`: a file that the smallest cases of known differences are written to
class DifferentialFuzzTest {
    private static final long FIRST = Long.getLong("tarn.fuzz.first", 0);
    private static final int COUNT = Integer.getInteger("tarn.fuzz.count", 300);
    private static final int PROGRESS = 500;
    private static final int WAYS = 3;
    private static final int TIMEOUT_SECONDS = 60;

    @TempDir
    private Path folder;

    @Test
    void answersDoNotDependOnHowTheyAreFound() throws Exception {
        var comparison = Optional.ofNullable(System.getProperty("tarn.reference")).map(zq -> new Comparison(new Reference(Path.of(zq), folder)));
        var report = Optional.ofNullable(System.getProperty("tarn.fuzz.report")).map(Path::of);
        var knownReport = Optional.ofNullable(System.getProperty("tarn.fuzz.known")).map(Path::of);
        List<String> problems = new ArrayList<>();
        int answered = 0;
        for (long seed = FIRST; seed < FIRST + COUNT; seed++) {
            int before = problems.size();
            var random = RandomCase.of(new Choice(seed * 0x9e3779b97f4a7c15L));
            String values = random.values();
            String other = random.other();
            String query = random.query();
            try {
                answered += inTime(seed, query, values, other, random.ordered()).failed() ? 0 : 1;
                if (comparison.isPresent()) {
                    String prefix = "seed " + seed + ": ";
                    comparison.get().finding(query, values, other, random.ordered()).ifPresent(finding -> problems.add(prefix + finding));
                }
            } catch (Exception | AssertionError e) {
                problems.add("seed " + seed + ": zq -z '" + query + "'\n" + values + (query.contains(RandomQueries.FILE) ? RandomQueries.FILE + ":\n" + other : "") + e.getMessage());
            }
            // At once, so that a run of hours can be followed.
            if (report.isPresent() && before < problems.size()) {
                append(report.get(), problems.getLast() + "\n\n");
            }
            if (comparison.isPresent() && knownReport.isPresent()) {
                append(knownReport.get(), comparison.get().known());
            }
            int done = (int) (seed - FIRST) + 1;
            if (done % PROGRESS == 0 && done < COUNT) {
                print(done, answered, comparison);
            }
        }
        print(COUNT, answered, comparison);
        if (report.isEmpty()) {
            assertTrue(problems.isEmpty(), () -> problems.size() + " problems\n" + String.join("\n\n", problems));
        }
        assertTrue(answered > COUNT / 2, "most queries should have an answer");
    }

    private static void print(int done, int answered, Optional<Comparison> comparison) {
        System.out.println("seeds " + FIRST + " to " + (FIRST + done - 1) + ": " + answered + " answered; " + comparison.map(Comparison::summary).orElse("no reference"));
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static Answer inTime(long seed, String query, String values, String other, boolean ordered) throws Exception {
        var result = new CompletableFuture<Answer>();
        Thread thread = Thread.ofPlatform().daemon().name("seed " + seed).start(() -> {
            try {
                result.complete(check(seed, query, values, other, ordered));
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        try {
            return result.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            var calls = thread.getStackTrace();
            // A machine that has much else to do is no defect.
            boolean ended = thread.join(Duration.ofSeconds(TIMEOUT_SECONDS));
            var hanging = new AssertionError("no answer after " + TIMEOUT_SECONDS + " s, " + (ended ? "but later" : "nor after as many again"));
            hanging.setStackTrace(calls);
            throw new AssertionError(Differences.stack(hanging), e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new AssertionError(Differences.trace(e.getCause()), e);
        }
    }

    private static Answer check(long seed, String query, String values, String other, boolean ordered) {
        var tarn = new Tarn(values, other);
        Answer answer = tarn.run(query);
        for (int way = 0; way < WAYS; way++) {
            Answer found = tarn.runAnotherWay(query, seed * WAYS + way);
            // How far a query came when it failed depends on much.
            boolean same = answer.failed() ? found.failure().equals(answer.failure())
                : ordered ? found.equals(answer) : found.sorted().equals(answer.sorted()) && !found.failed();
            int number = way;
            assertTrue(same, () -> "way " + number + "\n" + Differences.between(answer, found, false).orElse("in order: " + answer + "\nfound: " + found));
        }
        return answer;
    }
}
