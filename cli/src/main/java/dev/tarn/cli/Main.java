package dev.tarn.cli;

import dev.tarn.cli.flag.Invocation;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Where the process of a command starts.
public final class Main {
    private Main() {
    }

    /// Runs the program named by the first argument, as the launchers in `bin/` do, and ends the process with its status.
    public static void main(String[] arguments) {
        if (arguments.length == 0) {
            System.err.println("name a program first: " + Program.names());
            System.exit(2);
        }
        List<String> rest = List.of(arguments).subList(1, arguments.length);
        // System.in and System.out add buffers, encoders and locks that the commands do not want.
        Invocation invocation = new Invocation(
            new FileInputStream(FileDescriptor.in),
            new FileOutputStream(FileDescriptor.out),
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
            System.getenv(),
            Path.of("").toAbsolutePath(),
            // The launcher knows it without asking the C library.
            new Invocation.Terminals(Boolean.getBoolean("tarn.terminal.out"), Boolean.getBoolean("tarn.terminal.err")));
        int status = Program.run(arguments[0], rest, invocation);
        // System.exit looks through all jars for somebody who logs exits, which takes a fifth of the time of a short command (JDK 25).
        if (status != 0 || isAnyoneElseRunning()) {
            System.exit(status);
        }
    }

    /// Returns whether a thread is there that keeps the process from ending.
    private static boolean isAnyoneElseRunning() {
        Thread self = Thread.currentThread();
        Thread[] threads = new Thread[self.getThreadGroup().activeCount() + 1];
        int count = self.getThreadGroup().enumerate(threads);
        // As many as there is room for may be fewer than there are.
        return count == threads.length || Arrays.stream(threads, 0, count).anyMatch(thread -> thread != self && !thread.isDaemon());
    }
}
