package dev.tarn.cli.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Runs scripts by `bash -e -o pipefail` with the built launchers on PATH, each in a new folder with a home of its own.
final class Shell implements AutoCloseable {

    /// What a script left behind.
    record Outcome(int status, byte[] out, byte[] err) {
    }

    private final Path top;
    private final Path bin;

    /// Makes the folders for one script or several that share them.
    Shell(Path bin) throws IOException {
        this.bin = bin;
        this.top = Files.createTempDirectory("tarn-script");
        Files.createDirectory(folder());
        Files.createDirectory(top.resolve("home"));
    }

    /// The folder that scripts run in.
    Path folder() {
        return top.resolve("cwd");
    }

    /// Runs `script` and waits for it to end; what it still runs then is ended too.
    ///
    /// @param environment variables as `NAME=VALUE`, added to those of this process
    /// @param oneStream whether standard error goes where standard output goes
    Outcome run(String script, byte[] in, List<String> environment, boolean oneStream, int timeoutSeconds)
            throws IOException, InterruptedException {
        Path input = Files.write(top.resolve("stdin"), in);
        Path out = top.resolve("stdout");
        Path err = top.resolve("stderr");
        // Files, not pipes: a service that a script leaves running would keep a pipe open.
        ProcessBuilder builder = new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", script)
            .directory(folder().toFile()).redirectInput(input.toFile()).redirectOutput(out.toFile());
        if (oneStream) {
            Files.write(err, new byte[0]);
            builder.redirectErrorStream(true);
        } else {
            builder.redirectError(err.toFile());
        }
        setEnvironment(builder.environment(), environment);
        Process process = builder.start();
        List<ProcessHandle> started = List.of();
        try {
            boolean ended = process.waitFor(timeoutSeconds, TimeUnit.SECONDS);
            started = process.descendants().toList();
            if (!ended) {
                return new Outcome(-1, Files.readAllBytes(out), ("no end after " + timeoutSeconds + " s\n").getBytes());
            }
            return new Outcome(process.exitValue(), Files.readAllBytes(out), Files.readAllBytes(err));
        } finally {
            started.forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private void setEnvironment(Map<String, String> variables, List<String> added) {
        variables.keySet().removeIf(name -> name.startsWith("ZED_") || name.startsWith("XDG_"));
        variables.put("PATH", bin + ":" + variables.get("PATH"));
        variables.put("HOME", top.resolve("home").toString());
        variables.put("TARN_NO_BUILD", "1");
        variables.putIfAbsent("TARN_JAVA_HOME", System.getProperty("java.home"));
        // A thousand short processes: the second compiler would take a third of their time and repay nothing.
        variables.putIfAbsent("TARN_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
        for (String variable : added) {
            int equals = variable.indexOf('=');
            variables.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> paths = Files.walk(top)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
