package dev.tarn.bpf;

import static dev.tarn.bpf.Workload.SELF;
import static dev.tarn.bpf.Workload.named;
import static dev.tarn.bpf.Workload.number;
import static dev.tarn.bpf.Workload.sum;
import static dev.tarn.bpf.Workload.text;
import static dev.tarn.bpf.Workload.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tools that look at files, on the running kernel: `open`, `ext4slower`, `filetop`, `cachestat`.
class FileToolsTest {
    private static final int PAGE_BYTES = 4096;

    // In the module's own folder, because a temporary one often is in memory.
    @TempDir(factory = TargetFolder.class)
    Path folder;

    @Test
    void recordsOpenedFilesAndFailedAttempts() throws Exception {
        var file = Files.writeString(folder.resolve("there"), "x");
        var missing = folder.resolve("missing");
        try (var recording = Recording.of(SELF, Workload.ofThisProcess("open"))) {
            for (int i = 0; i < 50; i++) {
                Files.readString(file);
            }
            Files.writeString(file, "y");
            assertFalse(Files.exists(missing) || tryOpen(missing));
            Workload.shell(": < \"$1\"", file.toString());
            var records = named(recording.end(), "open");

            var opened = with(records, "path", file.toString());
            assertEquals(51, opened.size());
            assertTrue(opened.stream().allMatch(open -> number(open, "pid") == Workload.PID && number(open, "fd") >= 0));
            assertEquals("O_WRONLY|O_CREAT|O_TRUNC", text(opened.getLast(), "flags").replace("|O_CLOEXEC", ""));
            var failed = with(records, "path", missing.toString());
            assertEquals(List.of("ENOENT"), failed.stream().map(open -> text(open, "error")).toList());
            assertEquals(-2, number(failed.getFirst(), "fd"));
            assertEquals(0, recording.collector().statistics().lost());
        }
    }

    private static boolean tryOpen(Path file) {
        try {
            Files.readString(file);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void recordsFailuresOnlyIfAsked() throws Exception {
        var file = Files.writeString(folder.resolve("there"), "x");
        try (var recording = Recording.of(SELF, Workload.ofThisProcess("open").with("failed", "1"))) {
            Files.readString(file);
            tryOpen(folder.resolve("missing"));
            var records = named(recording.end(), "open");
            assertEquals(0, with(records, "path", file.toString()).size());
            assertEquals(1, with(records, "path", folder.resolve("missing").toString()).size());
        }
    }

    @Test
    void hidesPathsThatMatch() throws Exception {
        var options = SELF.withRedaction(text -> text.replaceAll("secret-\\w+", "[hidden]"));
        try (var recording = Recording.of(options, Workload.ofThisProcess("open"))) {
            tryOpen(folder.resolve("secret-word/x"));
            var records = named(recording.end(), "open");
            assertEquals(1, with(records, "path", folder + "/[hidden]/x").size());
            assertTrue(records.stream().noneMatch(open -> text(open, "path").contains("secret-word")));
        }
    }

    @Test
    void recordsSlowCallsOnFiles() throws Exception {
        Workload.assumeOnDisk(folder);
        var file = folder.resolve("slow");
        try (var recording = Recording.of(SELF, Workload.ofThisProcess("ext4slower").with("min", "0ns"))) {
            Workload.writeAndSync(file, 3, 1000);
            Workload.read(file, PAGE_BYTES);
            var calls = with(named(recording.end(), "ext4slower"), "file", "slow");

            assertEquals(List.of("open", "write", "write", "write", "sync", "open", "read", "read"),
                    calls.stream().map(call -> text(call, "op")).toList());
            assertEquals(List.of(0L, 1000L, 1000L, 1000L, 0L, 0L, 3000L, 0L), calls.stream().map(call -> number(call, "bytes")).toList());
            assertEquals(List.of(-1L, 0L, 1000L, 2000L, -1L, -1L, 0L, 3000L),
                    calls.stream().map(call -> number(call, "offset")).toList());
            for (var call : calls) {
                assertEquals(Files.getFileStore(folder).type(), text(call, "fs"));
                assertEquals(folder.getFileName().toString(), text(call, "folder").substring(0, folder.getFileName().toString().length()));
                assertEquals(Files.getAttribute(file, "unix:ino"), number(call, "inode"));
                assertTrue(number(call, "latency") > 0);
            }
        }
    }

    @Test
    void leavesOutCallsThatAreQuick() throws Exception {
        try (var recording = Recording.of(SELF, Workload.ofThisProcess("ext4slower").with("min", "30s"))) {
            Workload.writeAndSync(folder.resolve("quick"), 3, 1000);
            assertEquals(0, named(recording.end(), "ext4slower").size());
        }
    }

    @Test
    void countsReadsAndWritesOfEachFile() throws Exception {
        var file = folder.resolve("counted");
        try (var recording = Recording.of(SELF, Workload.ofThisProcess("filetop"))) {
            Workload.writeAndSync(file, 20, 512);
            Workload.read(file, 1024);
            var records = with(named(recording.end(), "filetop"), "file", "counted");
            assertEquals(20, sum(records, "writes"));
            assertEquals(20 * 512, sum(records, "written_bytes"));
            // Ten with something in them, and one that finds the end.
            assertEquals(11, sum(records, "reads"));
            assertEquals(20 * 512, sum(records, "read_bytes"));
        }
    }

    @Test
    void tellsHitsAndMissesOfThePageCache() throws Exception {
        Workload.assumeOnDisk(folder);
        Workload.assumeInstalled("dd");
        int pages = 2048;
        var file = folder.resolve("cached");
        var cold = cacheUse(() -> {
            Workload.writeAndSync(file, pages, PAGE_BYTES);
        });
        assertTrue(sum(cold, "written") >= pages && sum(cold, "written") < 1.5 * pages, () -> "written " + Recording.zson(cold));
        assertTrue(sum(cold, "dirtied") >= pages, () -> "dirtied " + Recording.zson(cold));
        // Takes the file out of the cache.
        Workload.shell("dd of=\"$1\" oflag=nocache conv=notrunc,fdatasync count=0", file.toString());
        var missed = cacheUse(() -> Workload.read(file, 1 << 16));
        assertTrue(sum(missed, "misses") >= pages && sum(missed, "misses") < 1.5 * pages, () -> "misses " + Recording.zson(missed));
        assertTrue(sum(missed, "accesses") >= pages && sum(missed, "accesses") < 1.5 * pages, () -> "accesses " + Recording.zson(missed));
        var hit = cacheUse(() -> Workload.read(file, 1 << 16));
        assertTrue(sum(hit, "misses") < pages / 4, () -> "misses " + Recording.zson(hit));
        assertTrue(sum(hit, "accesses") >= pages && sum(hit, "accesses") < 1.5 * pages, () -> "accesses " + Recording.zson(hit));
    }

    private interface Work {
        void run() throws Exception;
    }

    private static List<Value> cacheUse(Work work) throws Exception {
        try (var recording = Recording.of(SELF, Workload.ofThisProcess("cachestat"))) {
            work.run();
            return named(recording.end(), "cachestat");
        }
    }

    @Test
    void reportsOnTheCollectorItself() throws Exception {
        try (var recording = Recording.of(SELF.withReportInterval(Duration.ofMillis(200)), Workload.ofThisProcess("open"))) {
            tryOpen(folder.resolve("missing"));
            Thread.sleep(700);
            var reports = named(recording.end(), "collector");
            assertTrue(reports.size() >= 2, reports::toString);
            assertTrue(sum(reports, "events") >= 1);
            assertEquals(recording.collector().statistics().events(), sum(reports, "events"));
            assertTrue(reports.stream().allMatch(report -> number(report, "cpu") > 0 && number(report, "lag") > 0
                    && text(report, "tool").equals("open")), reports::toString);
            assertTrue(reports.stream().limit(reports.size() - 1).allMatch(report -> number(report, "interval") >= 200_000_000), reports::toString);
            assertTrue(reports.stream().anyMatch(report -> number(report, "pending") > 0), reports::toString);
        }
    }
}
