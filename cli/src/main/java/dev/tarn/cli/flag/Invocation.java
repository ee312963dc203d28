package dev.tarn.cli.flag;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/// What a command is started with: its streams, its environment and its working folder.
///
/// Commands use nothing of the process but this, so that many can run in one process; the tests do so.
///
/// @param in standard input
/// @param out standard output; buffered or not, the command flushes it before it ends
/// @param err standard error
/// @param environment the environment variables
/// @param workingDirectory where relative paths start
/// @param terminals on which of the streams a person looks
public record Invocation(
        InputStream in,
        OutputStream out,
        PrintStream err,
        Map<String, String> environment,
        Path workingDirectory,
        Terminals terminals) {

    /// Which streams are terminals.
    ///
    /// @param out whether standard output is one
    /// @param err whether standard error is one
    public record Terminals(boolean out, boolean err) {
        /// No stream is one.
        public static final Terminals NONE = new Terminals(false, false);
    }

    /// Returns whether a person reads the output as it comes.
    public boolean outIsTerminal() {
        return terminals.out();
    }

    /// Returns the path that `path` names, as seen from the working folder.
    public Path resolve(String path) {
        return workingDirectory.resolve(path);
    }

    /// Returns a stream that prints text on the output; closing it is left to the owner of [#out].
    public PrintStream printer() {
        return new PrintStream(out, false, StandardCharsets.UTF_8);
    }
}
