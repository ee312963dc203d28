package dev.tarn.cli;

import dev.tarn.cli.flag.Invocation;
import java.io.PrintStream;
import java.util.Optional;

/// The version that this build calls itself.
final class Version {
    private Version() {
    }

    static void print(Invocation invocation) {
        PrintStream out = invocation.printer();
        out.println("Version: " + text());
        out.flush();
    }

    static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("unpackaged");
    }
}
