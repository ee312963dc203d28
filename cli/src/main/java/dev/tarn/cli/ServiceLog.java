package dev.tarn.cli;

import java.io.PrintStream;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;

/// What a service says about itself: a line of JSON for each event.
final class ServiceLog {
    private static final int INFO = 1;

    // Held here, because the JDK forgets the levels of loggers that nobody holds.
    private static final Logger LIBRARIES = Logger.getLogger("org.eclipse.jetty");

    private final PrintStream out;
    private final int leastLevel;

    /// @param leastLevel the least level to log, 0 for all
    ServiceLog(PrintStream out, int leastLevel) {
        this.out = out;
        this.leastLevel = leastLevel;
    }

    /// Keeps libraries from telling on standard error that all is well with them.
    static void quietLibraries() {
        LIBRARIES.setLevel(Level.WARNING);
    }

    /// Logs something that is as it should be.
    ///
    /// @param details names and values in turn
    void info(String logger, String message, String... details) {
        if (leastLevel > INFO) {
            return;
        }
        Instant now = Instant.now();
        StringBuilder line = new StringBuilder("{\"level\":\"info\",\"ts\":").append(now.getEpochSecond()).append('.')
            .append(String.format("%06d", now.getNano() / 1000));
        add(line, "logger", logger);
        add(line, "msg", message);
        for (int i = 0; i < details.length; i += 2) {
            add(line, details[i], details[i + 1]);
        }
        out.println(line.append('}'));
    }

    private static void add(StringBuilder line, String name, String value) {
        line.append(",\"").append(name).append("\":\"").append(value.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }
}
