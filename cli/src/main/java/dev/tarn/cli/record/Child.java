package dev.tarn.cli.record;

import dev.tarn.ingest.lines.LineFormat;
import dev.tarn.model.Source;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.UnsupportedException;
import dev.tarn.model.zng.ZngReadOptions;
import dev.tarn.model.zng.ZngSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// Another program whose output is recorded: bpftrace, or a collector on another host.
public final class Child implements AutoCloseable {
    private static final int GRACE_SECONDS = 20;

    /// How a program is asked to end in order.
    private enum Ending { INTERRUPT, CLOSE_INPUT }

    /// What runs a program that an interrupt from the terminal does not end: it is asked to end in order, and has more to say then.
    private static final List<String> UNINTERRUPTED = List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh");

    private final Process process;
    private final Function<InputStream, Source> format;
    private final Ending ending;
    private final String name;
    private final AtomicLong records = new AtomicLong();
    private volatile Optional<RuntimeException> failure = Optional.empty();
    private Thread reader = new Thread(() -> {});
    private boolean ended;

    private Child(String name, List<String> command, Function<InputStream, Source> format, Ending ending, PrintStream err) {
        this.name = name;
        this.format = format;
        this.ending = ending;
        try {
            process = new ProcessBuilder(command).start();
        } catch (IOException e) {
            throw new UnsupportedException(name + " cannot be started: " + e.getMessage(), e);
        }
        Thread.ofPlatform().daemon().name("tarn-child-messages").start(() -> passOn(process.errorReader(StandardCharsets.UTF_8), err));
    }

    /// Starts bpftrace with a program.
    ///
    /// @throws UnsupportedException if it is not installed
    public static Child bpftrace(String program, PrintStream err) {
        return new Child("bpftrace", List.of("bpftrace", "-f", "json", "-e", program), LineFormat.BPFTRACE::open, Ending.INTERRUPT, err);
    }

    /// Starts a collector on another host, which writes ZNG and ends when its input does. An interrupt from the terminal does not reach it.
    ///
    /// @param command ssh with its arguments
    /// @throws UnsupportedException if ssh cannot be started
    public static Child remote(List<String> command, PrintStream err) {
        if (!isProgram(command.getFirst())) {
            throw new UnsupportedException(command.getFirst() + " cannot be started: it is not installed");
        }
        var uninterrupted = new ArrayList<>(UNINTERRUPTED);
        uninterrupted.addAll(command);
        return new Child(command.getFirst(), uninterrupted, in -> ZngSource.of(in, ZngReadOptions.DEFAULT), Ending.CLOSE_INPUT, err);
    }

    /// The shell in between would say it in words of its own.
    private static boolean isProgram(String name) {
        if (name.contains("/")) {
            return Files.isExecutable(Path.of(name));
        }
        return Arrays.stream(System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    /// Runs a program, passes its output on, and returns its status.
    public static int passOn(List<String> command, PrintStream out, PrintStream err) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command).start();
            process.getOutputStream().close();
            var messages = Thread.ofPlatform().daemon().name("tarn-child-messages").start(() -> passOn(process.errorReader(StandardCharsets.UTF_8), err));
            passOn(process.inputReader(StandardCharsets.UTF_8), out);
            messages.join();
            return process.waitFor();
        } catch (IOException e) {
            err.println(command.getFirst() + " cannot be started: " + e.getMessage());
            return 1;
        }
    }

    private static void passOn(BufferedReader lines, PrintStream out) {
        try (lines) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                out.println(line);
                out.flush();
            }
        } catch (IOException e) {
            // It has ended, and with it what it says.
            return;
        }
    }

    /// Begins to hand its records over, on a thread of its own.
    public void start(Destination destination) {
        reader = Thread.ofPlatform().name("tarn-child").start(() -> {
            try (var scan = format.apply(process.getInputStream()).open(ScanRequest.EVERYTHING)) {
                for (var morsel = scan.next(); morsel.isPresent(); morsel = scan.next()) {
                    for (var batch : morsel.get().decode()) {
                        destination.write(batch);
                        records.addAndGet(batch.length());
                    }
                }
            } catch (RuntimeException e) {
                failure = Optional.of(e);
            }
        });
    }

    /// Returns what it is called.
    public String name() {
        return name;
    }

    /// Returns whether its output goes on.
    public boolean running() {
        return reader.isAlive();
    }

    /// Returns how many records it has given.
    public long records() {
        return records.get();
    }

    /// Asks it to end, waits until all of its output is handed over, and returns its status.
    ///
    /// @throws RuntimeException what went wrong with its output
    public int end() throws InterruptedException {
        stop();
        reader.join(TimeUnit.SECONDS.toMillis(GRACE_SECONDS));
        if (!process.waitFor(1, TimeUnit.SECONDS)) {
            process.destroy();
        }
        reader.join();
        failure.ifPresent(e -> {
            throw e;
        });
        int status = process.waitFor();
        // Ended by the signal that it was sent.
        return status == 130 || status == 143 ? 0 : status;
    }

    private void stop() {
        if (ended) {
            return;
        }
        ended = true;
        try {
            if (ending == Ending.CLOSE_INPUT) {
                process.getOutputStream().close();
            } else if (process.isAlive()) {
                // Only an interrupt has it print its maps; Java itself knows no way to send one.
                new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
            }
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
        process.destroy();
    }
}
