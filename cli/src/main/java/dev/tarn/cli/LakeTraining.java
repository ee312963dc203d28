package dev.tarn.cli;

import dev.tarn.cli.flag.Invocation;
import dev.tarn.lake.Lake;
import dev.tarn.server.LakeServer;
import dev.tarn.server.ServerOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The part of the training that uses a lake: in a folder, and then the same one behind a service.
final class LakeTraining {
    private static final int ROUNDS = 6;

    private final Invocation invocation;
    private final byte[] values;

    /// Prepares it.
    ///
    /// @param values what is loaded, in ZSON
    LakeTraining(Invocation invocation, byte[] values) {
        this.invocation = invocation;
        this.values = values;
    }

    /// Runs the commands and returns 0, or the highest status of those that did not succeed.
    int run() throws IOException {
        Path folder = Files.createTempDirectory("tarn-train");
        try {
            Path lake = folder.resolve("lake");
            int status = zed("zed", folder, lake.toString(), "init", "-q");
            status = Math.max(status, rounds("zed", folder, lake.toString()));
            try (Lake served = Lake.open(lake);
                    LakeServer server = LakeServer.start(served, ServerOptions.DEFAULT.withAddress("localhost:0"), Version.text())) {
                return Math.max(status, rounds("zapi", folder, "http://localhost:" + server.port()));
            }
        } finally {
            delete(folder);
        }
    }

    private int rounds(String program, Path folder, String lake) {
        int status = 0;
        for (int round = 0; round < ROUNDS && status == 0; round++) {
            status = round(program, folder, lake, program + round);
        }
        return status;
    }

    private int round(String program, Path folder, String lake, String pool) {
        return Stream.of(
                List.of("create", "-q", pool),
                List.of("use", "-q", pool),
                List.of("load", "-q", "-"),
                List.of("ls"),
                List.of("log", "-use", pool),
                List.of("query", "-z", "from " + pool + " | count()"),
                List.of("query", "-z", "count() by name | sort -r count"),
                List.of("query", "-Z", "sum(count) by stack,name | sort -r sum | head 2"),
                List.of("query", "-f", "json", "is(<exec>) | head 2"),
                List.of("query", "-f", "table", "count() by typeof(this)"),
                List.of("query", "-z", "from :pools | cut name"),
                List.of("query", "-z", "from " + pool + "@main:objects | cut count"))
            .mapToInt(arguments -> zed(program, folder, lake, arguments.toArray(String[]::new)))
            .max().orElse(0);
    }

    private int zed(String program, Path folder, String lake, String... arguments) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        // The head that `use` sets lies in the home.
        Map<String, String> environment = Map.of("ZED_LAKE", lake, "HOME", folder.toString());
        int status = Program.run(program, List.of(arguments), new Invocation(new ByteArrayInputStream(values),
            OutputStream.nullOutputStream(), nowhere, environment, invocation.workingDirectory(), Invocation.Terminals.NONE));
        if (status != 0) {
            invocation.err().println("train: " + program + " " + String.join(" ", arguments) + ": status " + status);
        }
        return status;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
