package dev.tarn.cli;

import dev.tarn.cli.flag.Invocation;
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

/// The part of the training that uses a lake.
final class LakeTraining {
    private static final int ROUNDS = 6;
    private static final int SERVICE_START_TRIES = 600;

    private final Invocation invocation;
    private final byte[] values;

    /// Prepares it.
    ///
    /// @param values what is loaded, in ZSON
    LakeTraining(Invocation invocation, byte[] values) {
        this.invocation = invocation;
        this.values = values;
    }

    /// Runs commands of `zed` on a lake in a folder; returns 0, or the highest status of those that did not succeed.
    int inFolder() throws IOException {
        Path folder = Files.createTempDirectory("tarn-train");
        try {
            String lake = folder.resolve("lake").toString();
            return Math.max(zed("zed", folder, lake, "init", "-q"), rounds("zed", folder, lake));
        } finally {
            delete(folder);
        }
    }

    /// Runs commands of `zapi` on a lake behind a service, which is another process, because what a service needs does not
    /// belong into the cache of its clients; returns 0, or the highest status of those that did not succeed.
    int behindService() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("tarn-train");
        try {
            Path port = folder.resolve("port");
            Files.createDirectory(folder.resolve("lake"));
            Process service = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), Main.class.getName(),
                "zed", "serve", "-lake", folder.resolve("lake").toString(), "-l", "localhost:0", "-portfile", port.toString(),
                "-log.level", "error").redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
            try {
                String number = awaitPort(port, service);
                return rounds("zapi", folder, "http://localhost:" + number);
            } finally {
                service.destroy();
                service.waitFor();
            }
        } finally {
            delete(folder);
        }
    }

    private static String awaitPort(Path port, Process service) throws IOException, InterruptedException {
        for (int tries = 0; tries < SERVICE_START_TRIES && service.isAlive(); tries++) {
            if (Files.exists(port) && Files.size(port) > 0) {
                return Files.readString(port).strip();
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("the service did not start; it says: " + Files.readString(port.resolveSibling("log")));
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
