package dev.tarn.bpf;

import dev.tarn.bpf.tool.Architecture;
import dev.tarn.bpf.tool.ToolDescription;
import dev.tarn.bpf.tool.ToolOption;
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

    /// Returns a tool made of such an object, which sends events of this process only.
    static Tool tool(String name, int ringBytes) throws IOException {
        var only = new ToolOption("only", ToolOption.Kind.NUMBER, Long.toString(ProcessHandle.current().pid()), "the process that counts");
        var description = new ToolDescription(name, "a test", "", ringBytes, Optional.empty(), List.of(only), List.of());
        return Tool.of(description, object(name));
    }
}
