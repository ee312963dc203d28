package dev.tarn.cli.golden;

import com.google.re2j.Pattern;
import dev.tarn.cli.Program;
import dev.tarn.cli.flag.Invocation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Runs query cases in this process, through the program `zq`.
final class QueryRunner {

    /// What `zq` left behind.
    private record Outcome(int status, byte[] out, String err) {
    }

    private final Path workingDirectory;

    /// @param workingDirectory where the queries' relative paths start
    QueryRunner(Path workingDirectory) {
        this.workingDirectory = workingDirectory;
    }

    /// Runs a case in one variation and returns why it failed, or an empty text if it passed.
    String run(QueryCase test, Variation variation) {
        List<String> flags = new ArrayList<>(List.of("-f", "zson", "-pretty=0"));
        flags.addAll(test.outputFlags());
        return switch (variation) {
            case AS_GIVEN -> {
                flags.addAll(test.inputFlags());
                yield check(test, query(flags, test.query(), test.input()));
            }
            case AS_COLUMNS -> asColumns(test, flags);
            case RE_ENCODED -> EncodedRuns.check(test);
        };
    }

    private String asColumns(QueryCase test, List<String> flags) {
        List<String> conversion = new ArrayList<>(List.of("-f", "vng"));
        conversion.addAll(test.inputFlags());
        conversion.add("-");
        Outcome columns = zq(conversion, test.input());
        if (columns.status() != 0) {
            // What is not input at all is not in columns; nor are enums.
            return test.overColumns() ? "writing VNG: " + columns.err() : "";
        }
        try {
            Path file = Files.createTempFile(workingDirectory, "input", ".vng");
            Files.write(file, columns.out());
            flags.addAll(List.of("-i", "vng", test.query(), file.toString()));
            Outcome outcome = zq(flags, new byte[0]);
            Files.delete(file);
            return check(test, outcome);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Outcome query(List<String> flags, String query, byte[] input) {
        List<String> arguments = new ArrayList<>(flags);
        arguments.add(query);
        arguments.add("-");
        return zq(arguments, input);
    }

    private Outcome zq(List<String> arguments, byte[] input) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Invocation invocation = new Invocation(new ByteArrayInputStream(input), out,
            new PrintStream(err, true, StandardCharsets.UTF_8), Map.of(), workingDirectory, Invocation.Terminals.NONE);
        int status = Program.run("zq", arguments, invocation);
        return new Outcome(status, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
    }

    private static String check(QueryCase test, Outcome outcome) {
        boolean errorExpected = !test.error().isEmpty() || !test.errorPattern().isEmpty();
        if (outcome.status() != 0 && !errorExpected) {
            return "exit status " + outcome.status() + "\n" + outcome.err() + text(outcome.out());
        }
        if (outcome.status() == 0 && errorExpected) {
            return "no error, expected " + test.error() + test.errorPattern();
        }
        if (!test.errorPattern().isEmpty() && !Pattern.compile(test.errorPattern()).matcher(outcome.err()).find()) {
            return "standard error does not match " + test.errorPattern() + ":\n" + outcome.err();
        }
        if (!test.error().isEmpty() && !test.error().strip().equals(outcome.err().strip())) {
            return Difference.between("error", test.error().strip(), outcome.err().strip());
        }
        return Arrays.equals(test.output(), outcome.out()) ? "" : Difference.between("output", text(test.output()), text(outcome.out()));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
