package dev.tarn.bpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tarn.model.UnsupportedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What somebody without rights is told, and which rights suffice. Each case is a Java process of its own, as another user.
class RightsTest {
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
    private static final String NOBODY = "65534";

    /// The program of those processes.
    static final class Attempt {
        private Attempt() {}

        public static void main(String[] args) {
            for (var requirement : Requirements.check()) {
                if (!requirement.met()) {
                    System.out.println("missing " + requirement.name());
                }
            }
            try (var collector = Collector.open(CollectorOptions.DEFAULTS)) {
                collector.attach(Tools.named(args[0]));
                System.out.println("attached");
            } catch (UnsupportedException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @TempDir
    private Path folder;

    private List<String> attempt(String tool, String capabilities) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(SETPRIV), SETPRIV + " (util-linux) is not there");
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can become somebody else");
        Recording.assumeHost();
        var command = new ArrayList<>(List.of(SETPRIV.toString(), "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups",
                "--inh-caps=" + capabilities, "--ambient-caps=" + capabilities, "--",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED", "-cp", readableClassPath(folder), Attempt.class.getName(), tool));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "did not end");
        return lines;
    }

    /// Copies the class path to where everybody may read it: Maven's repository is in somebody's home folder.
    private static String readableClassPath(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var copies = new ArrayList<String>();
        for (var entry : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")).split(":")) {
            var copy = folder.resolve(Integer.toString(copies.size()) + (entry.endsWith(".jar") ? ".jar" : ""));
            if (Files.exists(Path.of(entry))) {
                copyTree(Path.of(entry), copy);
                copies.add(copy.toString());
            }
        }
        return String.join(":", copies);
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    @Test
    void withoutRightsItSaysWhichAreMissing() throws Exception {
        var lines = attempt("exec", "-all");
        assertTrue(lines.containsAll(List.of("missing CAP_BPF", "missing CAP_PERFMON", "missing CAP_SYSLOG", "missing CAP_SYS_PTRACE")),
                lines::toString);
        assertTrue(lines.stream().anyMatch(line -> line.contains("EPERM (missing CAP_BPF and CAP_PERFMON: run as root, or give these")),
                lines::toString);
        assertTrue(lines.stream().noneMatch(line -> line.contains("ulimit")), lines::toString);
    }

    @Test
    void saysWhichHooksAreForRoot() throws Exception {
        var lines = attempt("dns", "-all,+bpf,+perfmon");
        assertTrue(lines.stream().anyMatch(line -> line.contains("(uprobes and the tracepoints of tracefs are for root")), lines::toString);
    }

    @Test
    void twoCapabilitiesSuffice() throws Exception {
        assertEquals(List.of("missing CAP_SYSLOG", "missing CAP_SYS_PTRACE", "attached"), attempt("exec", "-all,+bpf,+perfmon"));
    }
}
