package dev.tarn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tarn.cli.flag.Invocation;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingTest {
    @TempDir
    Path folder;

    /// A query that is refused would leave every start without its AOT cache.
    @ParameterizedTest
    @ValueSource(strings = {"zq", "zed", "zapi"})
    void everyCommandOfTheTrainingSucceeds(String program) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Invocation invocation = new Invocation(InputStream.nullInputStream(), OutputStream.nullOutputStream(),
            new PrintStream(err, true, StandardCharsets.UTF_8), Map.of(), folder, Invocation.Terminals.NONE);
        int status = new Training(invocation).run(program);
        assertEquals("", err.toString(StandardCharsets.UTF_8));
        assertEquals(0, status);
    }
}
