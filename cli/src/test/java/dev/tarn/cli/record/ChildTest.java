package dev.tarn.cli.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.model.UnsupportedException;
import dev.tarn.model.zson.Zson;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program whose output is recorded, here a shell that stands for ssh and what it starts.
class ChildTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

    private Path zng() throws Exception {
        var out = new ByteArrayOutputStream();
        try (var writer = Destination.zng(out)) {
            writer.write(Zson.parse("{ts:2026-11-21T10:00:00Z,n:1}(=a)").toVector());
            writer.write(Zson.parse("{ts:2026-11-21T10:00:01Z,n:2}(=a)").toVector());
        }
        return Files.write(folder.resolve("records.zng"), out.toByteArray());
    }

    private Child shell(String script) {
        return Child.remote(List.of("sh", "-c", script), new PrintStream(messages, true, StandardCharsets.UTF_8));
    }

    @Test
    void handsOverWhatItPrintsUntilItsInputEnds() throws Exception {
        var kept = new ByteArrayOutputStream();
        try (var destination = Destination.zng(kept); var child = shell("echo attached >&2; cat '" + zng() + "'; cat >/dev/null; exit 3")) {
            child.start(destination);
            for (int i = 0; i < 500 && messages.size() == 0; i++) {
                Thread.sleep(10);
            }
            assertTrue(child.running());
            assertEquals(3, child.end());
            assertEquals(2, child.records());
            assertFalse(child.running());
        }
        assertEquals("attached", messages.toString(StandardCharsets.UTF_8).strip());
        assertEquals(Files.size(zng()), kept.size());
    }

    /// Ctrl-C goes to all programs of a terminal: ssh would break off what the other host has still to send.
    @Test
    void isNotEndedByAnInterrupt() throws Exception {
        try (var destination = Destination.zng(new ByteArrayOutputStream()); var child = shell("kill -INT $$; cat '" + zng() + "'; cat >/dev/null; exit 0")) {
            child.start(destination);
            assertEquals(0, child.end());
            assertEquals(2, child.records());
        }
    }

    @Test
    void passesOnWhatAnotherProgramPrints() throws Exception {
        var out = new ByteArrayOutputStream();
        assertEquals(4, Child.passOn(List.of("sh", "-c", "echo to out; echo to err >&2; exit 4"), new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(messages, true, StandardCharsets.UTF_8)));
        assertEquals("to out\n", out.toString(StandardCharsets.UTF_8));
        assertEquals("to err\n", messages.toString(StandardCharsets.UTF_8));
    }

    @Test
    void saysWhatIsWrongWithItsOutput() throws Exception {
        try (var destination = Destination.zng(new ByteArrayOutputStream()); var child = shell("echo this is no ZNG")) {
            child.start(destination);
            assertThrows(RuntimeException.class, child::end);
        }
    }

    @Test
    void saysThatItCannotBeStarted() {
        var failure = assertThrows(UnsupportedException.class, () -> Child.remote(List.of("/no/such/program"), System.err));
        assertTrue(failure.getMessage().startsWith("/no/such/program cannot be started: "), failure::getMessage);
    }
}
