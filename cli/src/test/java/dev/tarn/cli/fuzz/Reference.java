package dev.tarn.cli.fuzz;

import dev.tarn.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Runs queries by another implementation's `zq`.
final class Reference {
    private static final int TIMEOUT_SECONDS = 5;
    private static final int KILLED = 137;

    /// It reads no input beside one.
    private static final Pattern OWN_SOURCE = Pattern.compile("(?<!join \\()file ");

    private final Path zq;
    private final Path folder;

    // Why queries were not compared, and how many.
    private final Map<String, Integer> left = new TreeMap<>();
    private int compared;
    private int refused;

    Reference(Path zq, Path folder) {
        this.zq = zq;
        this.folder = folder;
    }

    /// Returns how many queries had an answer that was looked at, and why the others had none.
    String summary() {
        return compared + " compared with the reference, " + refused + " of which it refuses or does not end; not compared: " + left;
    }

    private Optional<Answer> without(String reason) {
        left.merge(reason, 1, Integer::sum);
        return Optional.empty();
    }

    /// Returns what differs between its answer and Tarn's; empty if nothing does, or if there is nothing to compare with.
    ///
    /// @param query what was asked
    /// @param answer what Tarn answered
    /// @param ordered whether the order of the answer is specified
    Optional<String> difference(String query, String values, String other, Answer answer, boolean ordered) {
        var found = once(query, values, other, answer, ordered);
        if (found.isEmpty() || !Rewriting.hasConditions(query)) {
            return found;
        }
        String without = Rewriting.withoutErrors(query);
        // What is asked again does not count.
        return new Reference(zq, folder).once(without, values, other, new Tarn(values, other).run(without), ordered);
    }

    private Optional<String> once(String query, String values, String other, Answer answer, boolean ordered) {
        try {
            return run(query, values, other).flatMap(expected -> Differences.between(KnownDifferences.comparable(query, expected), KnownDifferences.comparable(query, answer), ordered));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("reference: " + zq, e);
        }
    }

    /// Runs a query; empty if that does not end, or ends with a crash, or if the answer is known to be another one.
    private Optional<Answer> run(String query, String values, String other) throws IOException, InterruptedException {
        if (KnownDifferences.remembers(query, values)) {
            List<String> lines = new ArrayList<>();
            for (var value : values.lines().toList()) {
                var one = ask(query, value, other);
                if (one.isEmpty() || one.get().failed()) {
                    return one;
                }
                lines.addAll(one.get().lines());
            }
            compared++;
            return Optional.of(new Answer(lines, ""));
        }
        var known = KnownDifferences.in(query, query.contains(RandomQueries.FILE) ? values + other : values);
        if (known.isPresent()) {
            return without("known: " + known.get());
        }
        var answer = ask(query, values, other);
        compared += answer.isPresent() ? 1 : 0;
        refused += answer.filter(Answer::failed).isPresent() ? 1 : 0;
        return answer;
    }

    private Optional<Answer> ask(String query, String values, String other) throws IOException, InterruptedException {
        // What the readers of ZSON do otherwise is for other tests.
        Path input = Files.write(folder.resolve("input.zng"), Tarn.zng(values));
        Files.write(folder.resolve(RandomQueries.FILE), Tarn.zng(other));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        var command = new ArrayList<>(List.of(zq.toString(), "-f", "zng", Rewriting.of(query)));
        if (!OWN_SOURCE.matcher(query).find()) {
            command.add(input.toString());
        }
        Process process = new ProcessBuilder(command).directory(folder.toFile())
            .redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return without("it hangs");
        }
        String errors = new String(Files.readAllBytes(err));
        if (process.exitValue() == KILLED || errors.contains("panic") || errors.contains("goroutine")) {
            return without("it crashes");
        }
        List<String> lines;
        try {
            // One value may have several texts, and one text in ZSON may stand for several values.
            lines = Tarn.texts(Files.readAllBytes(out));
        } catch (InputException _) {
            return without("it writes what is malformed");
        }
        return Optional.of(new Answer(lines, process.exitValue() == 0 ? "" : errors.isBlank() ? "status " + process.exitValue() : errors.strip()));
    }
}
