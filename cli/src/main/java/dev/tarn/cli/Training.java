package dev.tarn.cli;

import dev.tarn.cli.flag.Invocation;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// The run from which the AOT cache is made: what it loads, links and calls often is ready at the next start.
///
/// Each line is run a few times, so that profiles of the methods that matter for a start are recorded too.
final class Training {
    private static final int ROUNDS = 20;

    private static final List<List<String>> COMMANDS = List.of(
        List.of("zq", "-version"),
        List.of("zq", "-h"));

    private final Invocation invocation;

    Training(Invocation invocation) {
        this.invocation = invocation;
    }

    /// Runs the commands on small inputs of its own and returns 0, or the status of the first that did not succeed.
    int run(List<String> arguments) {
        for (int round = 0; round < ROUNDS; round++) {
            for (List<String> command : COMMANDS) {
                int status = Program.run(command.getFirst(), command.subList(1, command.size()), quiet());
                if (status != 0) {
                    invocation.err().println("train: " + String.join(" ", command) + ": status " + status);
                    return status;
                }
            }
        }
        return 0;
    }

    private Invocation quiet() {
        PrintStream err = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Invocation(InputStream.nullInputStream(), OutputStream.nullOutputStream(), err, Map.of(),
            invocation.workingDirectory(), Invocation.Terminals.NONE);
    }
}
