package dev.tarn.cli.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// The built launchers, which the suites that start processes need.
final class Launchers {
    private Launchers() {
    }

    /// Skips the suite if nothing is built, and else makes the AOT caches first, so that no script pays for it.
    static void prepare(Checkout checkout) throws Exception {
        Assumptions.assumeTrue(Files.exists(checkout.root().resolve("cli/target/tarn/lib/tarn-cli.jar")),
            "the launchers need the jars that `mvn package` makes");
        try (Shell shell = new Shell(checkout.bin())) {
            Shell.Outcome outcome = shell.run("zq -version; zed -version; zapi -version", new byte[0], List.of("TARN_NO_AOT=wait"), true, 400);
            assertEquals(0, outcome.status(), new String(outcome.out(), StandardCharsets.UTF_8));
        }
    }
}
