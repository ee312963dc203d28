package dev.tarn.cli.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The archive that `mvn package` leaves: it must run with a JDK alone.
class ArchiveIT {
    private final Checkout checkout = Checkout.find();

    @TempDir
    Path folder;

    @Test
    void unpackedAnywhereItsProgramsRun() throws Exception {
        try (Shell shell = new Shell(unpack().resolve("bin"))) {
            String script = "zq -version && zed -version && zapi -version";
            Shell.Outcome outcome = shell.run(script, new byte[0], List.of("TARN_NO_AOT=1"), true, 60);
            String out = new String(outcome.out(), StandardCharsets.UTF_8);
            assertEquals(0, outcome.status(), out);
            assertTrue(out.matches("(Version: \\S+\n){3}"), out);
        }
    }

    @Test
    void everyLibraryInItHasItsNotice() throws Exception {
        Path root = unpack();
        String notices = Files.readString(root.resolve("THIRD-PARTY.md"));
        try (Stream<Path> jars = Files.list(root.resolve("lib"))) {
            List<String> missing = jars.map(jar -> jar.getFileName().toString().replaceFirst("-[0-9].*", ""))
                .filter(name -> !name.startsWith("tarn-"))
                .filter(name -> !notices.matches("(?s).*\\b" + name + "[ ,|].*")).distinct().toList();
            assertEquals(List.of(), missing);
        }
    }

    private Path unpack() throws Exception {
        try (Stream<Path> files = Files.list(checkout.root().resolve("cli/target"))) {
            Path archive = files.filter(file -> file.toString().endsWith(".tar.gz")).findFirst().orElseThrow();
            Process tar = new ProcessBuilder("tar", "xzf", archive.toString(), "--strip-components=1").directory(folder.toFile())
                .inheritIO().start();
            assertEquals(0, tar.waitFor());
        }
        return folder;
    }
}
