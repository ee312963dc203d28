package dev.tarn.bpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.model.InputException;
import dev.tarn.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tool `exec` on the running kernel.
class ExecToolTest {
    private static final int RUNS = 500;

    private final String mark = "tarn-" + ProcessHandle.current().pid() + "-" + System.nanoTime();

    private static List<String> args(Value exec) {
        return exec.field("args").orElseThrow().elements().stream().map(Value::asString).toList();
    }

    private static void shell(String script, String... args) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
        command.addAll(List.of(args));
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        process.waitFor();
    }

    private List<Value> marked(List<Value> records) {
        return records.stream()
                .filter(Recording.named("exec"))
                .filter(exec -> args(exec).stream().skip(1).findFirst().filter(mark::equals).isPresent())
                .toList();
    }

    private static long number(Value exec, String field) {
        return exec.field(field).orElseThrow().asLong();
    }

    private static String text(Value exec, String field) {
        return exec.field(field).orElseThrow().asString();
    }

    @Test
    void recordsEachOf500RunsWithItsArguments() throws Exception {
        try (var recording = Recording.of(CollectorOptions.DEFAULTS, Tools.named("exec"))) {
            var before = Instant.now();
            shell("i=0; while [ $i -lt " + RUNS + " ]; do /bin/true \"$1\" $i 'two words' ''; i=$((i+1)); done", mark);
            var after = Instant.now();
            var records = recording.end();

            var runs = marked(records);
            var expected = IntStream.range(0, RUNS)
                    .mapToObj(i -> List.of("/bin/true", mark, Integer.toString(i), "two words", "")).toList();
            assertEquals(expected, runs.stream().map(ExecToolTest::args).toList());
            for (var run : runs) {
                assertEquals("true", text(run, "pcomm"));
                assertEquals("sh", text(run, "parent"));
                assertEquals(0, number(run, "ret"));
                assertTrue(run.field("error").orElseThrow().isNull());
                var time = Instant.EPOCH.plusNanos(number(run, "ts"));
                assertTrue(!time.isBefore(before.minusMillis(5)) && !time.isAfter(after.plusMillis(5)), () -> before + " " + time + " " + after);
            }
            assertEquals(0, recording.collector().statistics().lost(), "lost events");
            assertEquals(RUNS, runs.stream().map(run -> number(run, "pid")).distinct().count(), "distinct processes");
        }
    }

    @Test
    void hasTheSixFieldsOfTheSeedsFirst() throws Exception {
        try (var recording = Recording.of(CollectorOptions.DEFAULTS, Tools.named("exec"))) {
            shell("/bin/true \"$1\"", mark);
            var exec = marked(recording.end()).getFirst();
            assertTrue(exec.type().toString().startsWith(
                    "exec={ts:time,pcomm:string,pid:int64,ppid:int64,ret:int64,args:[string],"), exec.type()::toString);
        }
    }

    @Test
    void recordsFailedAttempts(@TempDir Path folder) throws Exception {
        var program = Files.createFile(folder.resolve("not executable"));
        try (var recording = Recording.of(CollectorOptions.DEFAULTS, Tools.named("exec"))) {
            shell("exec \"$2\" \"$1\" last", mark, program.toString());
            shell("exec /no/such/program \"$1\"", mark);
            var failed = marked(recording.end());
            assertEquals(List.of(List.of(program.toString(), mark, "last"), List.of("/no/such/program", mark)),
                    failed.stream().map(ExecToolTest::args).toList());
            assertEquals(List.of("EACCES", "ENOENT"), failed.stream().map(exec -> text(exec, "error")).toList());
            assertEquals(List.of(-13L, -2L), failed.stream().map(exec -> number(exec, "ret")).toList());
            assertEquals(List.of("sh", "sh"), failed.stream().map(exec -> text(exec, "pcomm")).toList());
        }
    }

    /// The number of any other folder would let nothing through.
    @Test
    void takesNoFolderForACgroupThatIsNone(@TempDir Path folder) {
        Recording.assumeHost();
        try (var collector = Collector.open(CollectorOptions.DEFAULTS)) {
            var failure = assertThrows(InputException.class, () -> collector.attach(Tools.named("exec").with("cgroup", folder.toString())));
            assertTrue(failure.getMessage().contains("is no number and no folder of a cgroup (v2): it is on a file system of type "),
                    failure::getMessage);
        }
    }

    @Test
    void showsAScriptAsItWasCalled(@TempDir Path folder) throws Exception {
        var script = folder.resolve("script");
        Files.writeString(script, "#!/bin/sh -u\nexit 0\n");
        assertTrue(script.toFile().setExecutable(true));
        var nested = folder.resolve("nested");
        Files.writeString(nested, "#!" + script + "\n");
        assertTrue(nested.toFile().setExecutable(true));
        try (var recording = Recording.of(CollectorOptions.DEFAULTS, Tools.named("exec"))) {
            shell("\"$2\" \"$1\" one; \"$3\" \"$1\" two", mark, script.toString(), nested.toString());
            var runs = marked(recording.end());
            assertEquals(List.of(List.of(script.toString(), mark, "one"), List.of(nested.toString(), mark, "two")),
                    runs.stream().map(ExecToolTest::args).toList());
            assertEquals(List.of("script", "nested"), runs.stream().map(exec -> text(exec, "pcomm")).toList());
        }
    }

    @Test
    void cutsLongArgumentsVisibly() throws Exception {
        String line = "é".repeat(4000);
        try (var recording = Recording.of(CollectorOptions.DEFAULTS, Tools.named("exec"))) {
            shell("/bin/true \"$1\" \"$2\" more; /no/such/program \"$1\" \"$2\" more", mark, line);
            var runs = marked(recording.end());
            assertEquals(2, runs.size());
            int kept = 4096 - "/bin/true".length() - 1 - mark.length() - 1;
            assertEquals(List.of("/bin/true", mark, "é".repeat(kept / 2) + "…"), args(runs.getFirst()));
            assertEquals("/bin/true".length() + 1 + mark.length() + 1 + 8001 + "more".length() + 1, number(runs.getFirst(), "args_size"));
            assertTrue(args(runs.getLast()).getLast().endsWith("é…"), () -> args(runs.getLast()).getLast());
        }
    }

    @Test
    void leavesOutItsOwnProcessUnlessAsked() throws Exception {
        // A thread of this process that fails to exec, because nothing else that it does is an event of this tool.
        for (boolean include : new boolean[] {false, true}) {
            try (var recording = Recording.of(CollectorOptions.DEFAULTS.withIncludeSelf(include), Tools.named("exec"))) {
                OwnCalls.failingExec("/no/such/program/" + mark);
                var own = recording.end().stream().filter(Recording.named("exec"))
                        .filter(exec -> args(exec).getFirst().endsWith(mark)).toList();
                assertEquals(include ? 1 : 0, own.size());
            }
        }
    }

    @Test
    void stopsWhenItsConsumerFails() throws Exception {
        Recording.assumeHost();
        try (var collector = Collector.open(CollectorOptions.DEFAULTS.withTicks(Duration.ofMillis(1), Duration.ofMillis(1)))) {
            collector.attach(Tools.named("exec"));
            shell("/bin/true");
            var failure = assertThrows(IllegalStateException.class, () -> collector.run(batch -> {
                throw new IllegalStateException("full");
            }));
            assertEquals("full", failure.getMessage());
        }
    }
}
