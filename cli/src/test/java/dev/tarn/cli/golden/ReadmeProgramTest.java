package dev.tarn.cli.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compiles the Java program of the README and runs it.
class ReadmeProgramTest {
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void theProgramLoadsAndQueries() throws Exception {
        Matcher block = JAVA.matcher(Files.readString(Checkout.find().root().resolve("README.md")));
        assertTrue(block.find(), "the README has no Java program");
        Path source = folder.resolve("Example.java");
        Files.writeString(source, """
            import dev.tarn.formats.Formats;
            import dev.tarn.lake.*;
            import dev.tarn.model.SortKey;
            import dev.tarn.query.Results;
            import java.nio.file.*;

            class Example {
                public static void main(String[] arguments) throws Exception {
            %s
                }
            }
            """.formatted(block.group(1)));
        Files.writeString(folder.resolve("events.zson"), "{ts:2024-01-01T00:00:00Z,name:\"a\"} {ts:2024-01-01T00:00:01Z,name:\"b\"}"
            + " {ts:2024-01-01T00:00:02Z,name:\"b\"}");
        compile(source);
        assertEquals("NameCount[name=b, count=2]\nNameCount[name=a, count=1]\n", run());
    }

    private void compile(Path source) throws Exception {
        var messages = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            boolean compiled = compiler.getTask(messages, files, null, List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path"),
                "-proc:none"), null, files.getJavaFileObjects(source)).call();
            assertTrue(compiled, messages::toString);
        }
    }

    private String run() throws Exception {
        Path out = folder.resolve("out");
        Process java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED", "-cp", folder + ":" + System.getProperty("java.class.path"), "Example")
            .directory(folder.toFile()).redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            assertTrue(java.waitFor(60, TimeUnit.SECONDS), "the program does not end");
        } finally {
            java.destroyForcibly();
        }
        return Files.readString(out);
    }
}
