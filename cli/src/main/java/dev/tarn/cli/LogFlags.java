package dev.tarn.cli;

import dev.tarn.cli.flag.Flag;
import dev.tarn.cli.flag.FlagSet;
import dev.tarn.cli.flag.Invocation;
import dev.tarn.cli.flag.UsageException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/// The flags that say where a service logs, and how much.
final class LogFlags {
    private static final List<String> LEVELS = List.of("debug", "info", "warn", "error", "dpanic", "panic", "fatal");

    private final Flag<String> level;
    private final Flag<String> path;
    private final Flag<String> fileMode;

    LogFlags(FlagSet flags) {
        level = flags.text("log.level", "info", "least level to log [" + String.join(",", LEVELS) + "]");
        path = flags.text("log.path", "stderr", "where to log: stderr, stdout, or a file");
        fileMode = flags.text("log.filemode", "truncate", "how to begin the file: append, truncate, or rotate");
        flags.toggle("log.devmode", false, "accepted and ignored");
    }

    /// Returns the least level to log, 0 for all.
    int level() throws UsageException {
        int position = LEVELS.indexOf(level.value().toLowerCase(Locale.ROOT));
        if (position < 0) {
            throw new UsageException("unrecognized level: \"" + level.value() + "\"");
        }
        return position;
    }

    /// Opens the log. Closing it leaves the streams of the process open.
    PrintStream open(Invocation invocation) throws UsageException, IOException {
        level();
        return switch (path.value()) {
            case "stderr" -> new PrintStream(new Shared(invocation.err()), true, StandardCharsets.UTF_8);
            case "stdout" -> new PrintStream(new Shared(invocation.out()), true, StandardCharsets.UTF_8);
            default -> new PrintStream(openFile(invocation.resolve(path.value())), true, StandardCharsets.UTF_8);
        };
    }

    private OutputStream openFile(Path file) throws UsageException, IOException {
        OpenOption how = switch (fileMode.value()) {
            case "append" -> StandardOpenOption.APPEND;
            case "truncate" -> StandardOpenOption.TRUNCATE_EXISTING;
            case "rotate" -> {
                if (Files.exists(file)) {
                    Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                }
                yield StandardOpenOption.TRUNCATE_EXISTING;
            }
            default -> throw new UsageException("-log.filemode " + fileMode.value() + ": expected append, truncate or rotate");
        };
        return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
    }

    /// A stream of somebody else's.
    private static final class Shared extends OutputStream {
        private final OutputStream out;

        Shared(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }
}
