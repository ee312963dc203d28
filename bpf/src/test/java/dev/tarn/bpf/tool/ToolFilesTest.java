package dev.tarn.bpf.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tarn.bpf.Tools;
import dev.tarn.model.InputException;
import dev.tarn.model.NotFoundException;
import dev.tarn.model.UnsupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ToolFilesTest {
    private static void assumeBtf() {
        assumeTrue(Files.isReadable(Path.of("/sys/kernel/btf/vmlinux")), "the kernel has no BTF");
    }

    @Test
    void describeEachTool() {
        for (var name : Tools.names()) {
            var description = Tools.named(name).description();
            assertEquals(name, description.name());
            assertFalse(description.summary().isEmpty() || description.help().isEmpty() || description.examples().isEmpty(), name);
        }
    }

    @Test
    void areNamedInMessages() {
        assertEquals("no tool exce (known: " + String.join(", ", Tools.names()) + ")",
                assertThrows(NotFoundException.class, () -> Tools.named("exce")).getMessage());
        assertEquals("tool stack: unknown option fun (known: function, tracepoint, kprobe, uprobe, pid, comm, cgroup)",
                assertThrows(UnsupportedException.class, () -> Tools.named("stack").with("fun", "x")).getMessage());
        assertEquals("tool.zson: no field summary",
                assertThrows(InputException.class, () -> DescriptionReader.read("tool.zson", "{name:\"x\"}")).getMessage());
    }

    @Test
    void listRolesWithAlternativesInOrder() {
        assumeBtf();
        var exec = Tools.list().getFirst();
        assertEquals(List.of("started", "failed"), exec.hooks().stream().map(HookStatus::role).toList());
        assertEquals(List.of(List.of("tp_btf/sys_exit"), List.of("tp/syscalls/sys_exit_execve", "tp/syscalls/sys_exit_execveat")),
                exec.hooks().getLast().alternatives().stream().map(HookStatus.Alternative::hooks).toList());
        assertEquals(Optional.empty(), exec.problem());
    }

    @Test
    void knowWhatTheKernelLacks() {
        assumeBtf();
        var hooks = KernelHooks.ofThisKernel();
        assertEquals(Optional.empty(), hooks.problem("tp_btf/sched_process_exec"));
        assertEquals(Optional.of("no tracepoint no_such_event in the kernel's BTF"), hooks.problem("tp_btf/no_such_event"));
        assertEquals(Optional.of("no function no_such_function in the kernel's BTF"), hooks.problem("fentry/no_such_function"));
        assertEquals(Optional.of("unknown kind of hook telepathy"), hooks.problem("telepathy/x"));
        assertTrue(hooks.problem("tp/no/such_event").isPresent());
    }
}
