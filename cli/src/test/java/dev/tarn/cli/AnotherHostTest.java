package dev.tarn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tarn.bpf.Requirements;
import dev.tarn.cli.flag.Invocation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `zed trace -on`, over a real ssh to a server of the test's own.
class AnotherHostTest {
    private static final int WAIT_SECONDS = 60;

    @TempDir
    private static Path host;

    private static PrivateSshd sshd;
    /// In the command line of every `zed` that the tests start, here and there.
    private static final String MARK = "tarn.test=" + UUID.randomUUID();

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        sshd = PrivateSshd.start(host);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Files.writeString(host.resolve("zed"), """
                #!/bin/sh
                exec '%s' -D%s -XX:TieredStopAtLevel=1 -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -cp '%s' %s zed "$@"
                """.formatted(java, MARK, System.getProperty("java.class.path"), Main.class.getName()));
        Files.setPosixFilePermissions(host.resolve("zed"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (sshd != null) {
            sshd.close();
        }
    }

    private record Ended(int status, String out, String err) {}

    /// Runs a command here, in this process.
    private Ended zed(Map<String, String> environment, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var messages = new PrintStream(err, true, StandardCharsets.UTF_8);
        int status = Program.run("zed", List.of(arguments), new Invocation(new ByteArrayInputStream(new byte[0]), out, messages,
                environment, folder, Invocation.Terminals.NONE));
        return new Ended(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static Map<String, String> environment() {
        return Map.of("TARN_SSH", sshd.ssh().toString(), "TARN_REMOTE", host.resolve("zed").toString());
    }

    /// A `zed trace -on` of this host that is not yet to end.
    private final class Tracing {
        private final Path messages = folder.resolve("messages");
        private final Process process;

        Tracing(String... arguments) throws Exception {
            assumeTrue(Requirements.met(Requirements.check()), "this host cannot run eBPF programs");
            var command = new ProcessBuilder(host.resolve("zed").toString(), "trace", "-on", PrivateSshd.HOST, "-lake", "lake");
            command.command().addAll(List.of(arguments));
            command.environment().putAll(environment());
            process = command.directory(folder.toFile()).redirectError(messages.toFile()).start();
            await(() -> messages().contains("recording") || !process.isAlive());
            assertTrue(process.isAlive(), this::messages);
        }

        String messages() {
            try {
                return Files.readString(messages);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        int end() throws InterruptedException {
            assertTrue(process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS), this::messages);
            return process.exitValue();
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int tries = 0; tries < WAIT_SECONDS * 20 && !condition.getAsBoolean(); tries++) {
            Thread.sleep(50);
        }
        assertTrue(condition.getAsBoolean(), "it does not happen");
    }

    private void run(String name, int times) throws Exception {
        Path program = Files.copy(Path.of("/bin/true"), folder.resolve(name));
        for (int i = 0; i < times; i++) {
            assertEquals(0, new ProcessBuilder(program.toString(), Integer.toString(i)).start().waitFor());
        }
    }

    private String recorded(String name) {
        return zed(Map.of(), "query", "-lake", "lake", "-use", "bpf", "-z",
                "is(<exec>) and len(args)==2 and args[0]==\"" + folder.resolve(name) + "\" | count(),union(args[1]) | yield [count,len(union)]").out();
    }

    private static long collectorsThere() {
        return ProcessHandle.allProcesses().filter(handle -> {
            String line = handle.info().commandLine().orElse("");
            return line.contains(MARK) && line.contains("-untilend");
        }).count();
    }

    @Test
    void namesTheToolsOfThatHost() {
        var there = zed(environment(), "trace", "-on", PrivateSshd.HOST, "-list");
        assertEquals(0, there.status(), there::err);
        assertEquals(zed(Map.of(), "trace", "-list").out(), there.out());
        assertEquals("", there.err());
    }

    @Test
    void recordsUntilItIsAskedToEnd() throws Exception {
        var tracing = new Tracing("exec");
        run("marked", 20);
        // In order: nothing that was received there is to be missing here.
        tracing.process.destroy();
        assertEquals(0, tracing.end(), tracing::messages);
        assertEquals("[20(uint64),20]\n", recorded("marked"));
        assertTrue(tracing.messages().lines().anyMatch(line -> line.matches("exec: [\\d,]+ events, none lost")), tracing::messages);
        assertEquals(0, collectorsThere());
    }

    @Test
    void keepsWhatCameWhenTheLinkBreaks() throws Exception {
        var tracing = new Tracing("exec");
        run("before", 10);
        await(() -> recorded("before").equals("[10(uint64),10]\n"));
        sshd.cut();
        assertEquals(255, tracing.end(), tracing::messages);
        assertTrue(tracing.messages().contains(" ended with status 255: what it had not handed over by then is not recorded"), tracing::messages);
        assertEquals("[10(uint64),10]\n", recorded("before"));
        await(() -> collectorsThere() == 0);
    }

    @Test
    void saysWhatIsWrongOverThere() {
        var tool = zed(environment(), "trace", "-on", PrivateSshd.HOST, "-lake", "lake", "-for", "30s", "nosuchtool");
        assertEquals(1, tool.status());
        assertTrue(tool.err().contains("no tool nosuchtool"), tool::err);
        var missing = zed(Map.of("TARN_SSH", sshd.ssh().toString(), "TARN_REMOTE", "/no/such/zed"), "trace", "-on", PrivateSshd.HOST, "-list");
        assertEquals(127, missing.status());
        assertTrue(missing.err().contains("/no/such/zed"), missing::err);
    }

    @Test
    void saysThatNobodyAnswers() {
        var host = zed(environment(), "trace", "-on", PrivateSshd.SILENT_HOST, "-lake", "lake", "-for", "30s", "exec");
        assertEquals(255, host.status());
        assertTrue(host.err().contains("Connection refused"), host::err);
        assertFalse(host.out().contains("records"), host::out);
    }
}
