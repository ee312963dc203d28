package dev.tarn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tarn.cli.flag.Invocation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Files that have no length and cannot be read at any place.
class InputsTest {
    @TempDir
    Path folder;

    // The kernel says that they have no bytes, and nothing more once they were read.
    @Test
    void filesOfTheKernelAreRead() {
        var file = Path.of("/proc/self/oom_score");
        assumeTrue(Files.exists(file), "no /proc");
        assertEquals("true\n", answer("yield this >= 0", file));
    }

    @Test
    @Timeout(60)
    void namedPipesAreRead() throws IOException, InterruptedException {
        var pipe = folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start().waitFor());
        var writer = Thread.ofPlatform().daemon().start(() -> write(pipe));
        assertEquals("3\n", answer("sum(a)", pipe));
        writer.join();
    }

    private static void write(Path pipe) {
        try (var out = Files.newOutputStream(pipe)) {
            out.write("{a:1}\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            out.write("{a:2}\n".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError("writing to the pipe", e);
        }
    }

    private String answer(String query, Path file) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var invocation = new Invocation(InputStream.nullInputStream(), out, new PrintStream(err, true, StandardCharsets.UTF_8), Map.of(),
            folder, Invocation.Terminals.NONE);
        assertEquals(0, Program.run("zq", List.of("-z", query, file.toString()), invocation), () -> err.toString(StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
