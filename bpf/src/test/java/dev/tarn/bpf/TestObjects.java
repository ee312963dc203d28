package dev.tarn.bpf;

import dev.tarn.bpf.tool.Architecture;
import dev.tarn.bpf.tool.ToolDescription;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The programs that only tests use.
public final class TestObjects {
    private TestObjects() {}

    /// Returns the compiled object of `src/test/bpf/NAME.bpf.c`.
    public static byte[] object(String name) throws IOException {
        try (var in = TestObjects.class.getResourceAsStream(Architecture.ofThisMachine().folder() + "/" + name + ".bpf.o")) {
            return in.readAllBytes();
        }
    }

    /// Returns a tool made of such an object.
    static Tool tool(String name, int ringBytes) throws IOException {
        var description = new ToolDescription(name, "a test", "", ringBytes, Optional.empty(), List.of(), List.of());
        return Tool.of(description, object(name));
    }
}
