package dev.tarn.cli.golden;

import com.google.re2j.Pattern;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Runs script cases against the built launchers.
final class ScriptRunner {
    private static final int TIMEOUT_SECONDS = 600;

    private final Path bin;

    ScriptRunner(Path bin) {
        this.bin = bin;
    }

    /// Runs a case and returns why it failed, or an empty text if it passed.
    String run(ScriptCase test) throws IOException, InterruptedException {
        try (Shell shell = new Shell(bin)) {
            byte[] in = new byte[0];
            for (CaseFile.Content input : test.inputs()) {
                byte[] data = input.data().orElseThrow(() -> new IllegalArgumentException("input " + input.name() + " has no data"));
                if (input.name().equals("stdin")) {
                    in = data;
                } else {
                    Files.write(shell.folder().resolve(input.name()), data);
                }
            }
            Shell.Outcome outcome = shell.run(test.script(), in, test.environment(), false, TIMEOUT_SECONDS);
            if (outcome.status() != 0) {
                return "exit status " + outcome.status() + "\n" + text(outcome.err()) + text(outcome.out());
            }
            for (CaseFile.Content output : test.outputs()) {
                String why = check(output, outcome, shell.folder());
                if (!why.isEmpty()) {
                    return why;
                }
            }
            return "";
        }
    }

    private static String check(CaseFile.Content output, Shell.Outcome outcome, Path folder) throws IOException {
        byte[] got = switch (output.name()) {
            case "stdout" -> outcome.out();
            case "stderr" -> outcome.err();
            default -> {
                Path file = folder.resolve(output.name());
                yield Files.exists(file) ? Files.readAllBytes(file) : null;
            }
        };
        if (got == null) {
            return "no file " + output.name();
        }
        if (output.data().isPresent()) {
            byte[] want = output.data().get();
            return Arrays.equals(want, got) ? "" : Difference.between(output.name(), text(want), text(got));
        }
        return Pattern.compile(output.pattern()).matcher(text(got)).find()
            ? "" : output.name() + " does not match " + output.pattern() + ":\n" + text(got);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
