package dev.tarn.cli.fuzz;

import dev.tarn.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Runs queries by another implementation's `zq`.
final class Reference {
    private static final int TIMEOUT_SECONDS = 5;
    private static final int KILLED = 137;

    /// What it is known to do otherwise; `docs/differences.md` says why.
    private static final Pattern KNOWN = Pattern.compile("uniq|switch [as]|!=|typename|put r|top |parse_zson|\\[[-\\w]*:[-\\w]*\\]|SELECT|dcount|debug|<null>|-limit|has_error|<type>|type\\("
        + "|(\\| |\\(|=> |\\n)(where|search|\\?|assert) .*\\||(where|=>|drop) .*fork");

    /// Where the names of records that it has seen before decide.
    private static final Pattern NAMES = Pattern.compile("fuse|(shape|cast|crop|fill|fit|order)\\(");

    private static final Pattern NAMED = Pattern.compile("=rec|\\(n\\d=");

    /// Where a condition passes errors on as values.
    private static final Pattern CONDITION = Pattern.compile("(\\| |\\(|=> |\\n)(where|search|\\?) ");

    /// Where fields are put into records, and records that are null, of which it makes null.
    private static final Pattern PUT = Pattern.compile("put |(^|\\n|\\| |=> |\\()[\\w.]+:=");
    private static final Pattern NULL_RECORD = Pattern.compile("null\\((\\w+=)?\\{");

    /// Unsigned numbers that it takes for negative ones.
    private static final String UNSIGNED = "18446744073709551615";

    /// Values of unions, whose bytes it appends to strings.
    private static final Pattern UNION = Pattern.compile("\\((n\\d=)?\\(");

    /// Where a crash may end it in silence.
    private static final Pattern CRASHING = Pattern.compile("fork|switch|nest_dotted|\\.\\.\\.");

    /// It reads no input beside one.
    private static final Pattern OWN_SOURCE = Pattern.compile("(?<!join \\()file ");

    private final Path zq;
    private final Path folder;

    Reference(Path zq, Path folder) {
        this.zq = zq;
        this.folder = folder;
    }

    /// Leaves out what only the reference's answer may have.
    static Answer comparable(String query, Answer answer) {
        return CONDITION.matcher(query).find()
            ? new Answer(answer.lines().stream().filter(line -> !line.startsWith("error(")).toList(), answer.failure()) : answer;
    }

    /// Runs a query; empty if that does not end, or ends with a crash, or if the answer is known to be another one.
    Optional<Answer> run(String query, String values, String other) throws IOException, InterruptedException {
        if (KNOWN.matcher(query).find() || NAMES.matcher(query).find() && NAMED.matcher(values).find()
            || PUT.matcher(query).find() && NULL_RECORD.matcher(values).find()
            || query.contains(" + ") && UNION.matcher(values).find() || values.contains(UNSIGNED) && query.contains(">")) {
            return Optional.empty();
        }
        // What the readers of ZSON do otherwise is for other tests.
        Path input = Files.write(folder.resolve("input.zng"), Tarn.zng(values));
        Files.write(folder.resolve(RandomQueries.FILE), Tarn.zng(other));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        var command = new ArrayList<>(List.of(zq.toString(), "-f", "zng", query));
        if (!OWN_SOURCE.matcher(query).find()) {
            command.add(input.toString());
        }
        Process process = new ProcessBuilder(command).directory(folder.toFile())
            .redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return Optional.empty();
        }
        String errors = new String(Files.readAllBytes(err));
        boolean lost = CRASHING.matcher(query).find() && Files.size(out) == 0;
        // A crash in a leg may be said nowhere.
        if (lost || process.exitValue() == KILLED || errors.contains("panic") || errors.contains("goroutine")) {
            return Optional.empty();
        }
        List<String> lines;
        try {
            // One value may have several texts, and one text in ZSON may stand for several values.
            lines = Tarn.texts(Files.readAllBytes(out));
        } catch (InputException _) {
            return Optional.empty();
        }
        return Optional.of(new Answer(lines, process.exitValue() == 0 ? "" : errors.isBlank() ? "status " + process.exitValue() : errors.strip()));
    }
}
