package dev.tarn.cli.fuzz;

import dev.tarn.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Runs queries by another implementation's `zq`.
final class Reference {
    private static final int TIMEOUT_SECONDS = 3;
    private static final int KILLED = 137;

    /// It reads no input beside one.
    private static final Pattern OWN_SOURCE = Pattern.compile("(?<!join \\()file ");

    private final Path zq;
    private final Path folder;

    /// It did not answer, and that says nothing about the query.
    static final class NoAnswer extends Exception {
        private static final long serialVersionUID = 1;

        private final boolean slow;

        NoAnswer(String why, boolean slow) {
            super(why);
            this.slow = slow;
        }

        boolean slow() {
            return slow;
        }
    }

    Reference(Path zq, Path folder) {
        this.zq = zq;
        this.folder = folder;
    }

    /// Runs a query on values in ZSON.
    ///
    /// @throws NoAnswer if it does not end, or ends with a crash
    Answer ask(String query, String values, String other) throws NoAnswer {
        // What the readers of ZSON do otherwise is for other tests.
        byte[] zng = Tarn.zng(values);
        byte[] otherZng = Tarn.zng(other);
        try {
            return ask(query, zng, otherZng);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("reference: " + zq, e);
        }
    }

    private Answer ask(String query, byte[] values, byte[] other) throws IOException, InterruptedException, NoAnswer {
        Path input = Files.write(folder.resolve("input.zng"), values);
        Files.write(folder.resolve(RandomQueries.FILE), other);
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
            throw new NoAnswer("it hangs", true);
        }
        String errors = new String(Files.readAllBytes(err));
        if (process.exitValue() == KILLED || errors.contains("panic") || errors.contains("goroutine")) {
            throw new NoAnswer("it crashes", false);
        }
        try {
            // One value may have several texts, and one text in ZSON may stand for several values.
            return new Answer(Tarn.texts(Files.readAllBytes(out)), process.exitValue() == 0 ? "" : errors.isBlank() ? "status " + process.exitValue() : errors.strip());
        } catch (InputException _) {
            throw new NoAnswer("it writes what is malformed", false);
        }
    }
}
