package dev.tarn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tarn.bpf.Tools;
import dev.tarn.cli.flag.Invocation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The queries in the tools' descriptions run.
class ToolExamplesTest {
    static List<String> queries() {
        return Tools.names().stream().flatMap(name -> Tools.named(name).description().examples().stream()).map(example -> example.query()).toList();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void run(String query) {
        var err = new ByteArrayOutputStream();
        var invocation = new Invocation(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream(),
            new PrintStream(err, true, StandardCharsets.UTF_8), Map.of(), Path.of("").toAbsolutePath(), Invocation.Terminals.NONE);
        assertEquals(0, Program.run("zq", List.of(query, "-"), invocation), () -> err.toString(StandardCharsets.UTF_8));
    }
}
