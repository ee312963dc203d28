package dev.tarn.bpf;

import static dev.tarn.bpf.Workload.SELF;
import static dev.tarn.bpf.Workload.named;
import static dev.tarn.bpf.Workload.number;
import static dev.tarn.bpf.Workload.sum;
import static dev.tarn.bpf.Workload.text;
import static dev.tarn.bpf.Workload.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tools that look at disks and interrupts, on the running kernel.
class DiskToolsTest {
    private static final int FILES = 8;
    private static final int FILE_BYTES = 1 << 20;

    @TempDir(factory = TargetFolder.class)
    Path folder;

    @BeforeEach
    void assumeOnDisk() throws Exception {
        Workload.assumeOnDisk(folder);
    }

    private void write() throws Exception {
        for (int i = 0; i < FILES; i++) {
            Workload.writeAndSync(folder.resolve("file" + i), 1, FILE_BYTES);
        }
    }

    @Test
    void recordsEachRequest() throws Exception {
        try (var recording = Recording.of(SELF, Workload.ofThisProcess("biosnoop"))) {
            write();
            var records = named(recording.end(), "biosnoop");
            var writes = with(records, "op", "write");
            assertTrue(sum(writes, "bytes") >= FILES * FILE_BYTES, () -> "bytes " + sum(writes, "bytes"));
            assertTrue(sum(writes, "bytes") < 2 * FILES * FILE_BYTES, () -> "bytes " + sum(writes, "bytes"));
            for (var record : records) {
                assertTrue(number(record, "latency") > 0 && number(record, "queued") >= 0, record::toString);
                assertEquals(0, number(record, "error"));
                assertTrue(!text(record, "disk").isEmpty() && number(record, "pid") == Workload.PID, record::toString);
            }
        }
    }

    @Test
    void countsRequestsByLatency() throws Exception {
        try (var recording = Recording.of(SELF, Workload.ofThisProcess("biosnoop"), Workload.ofThisProcess("biolatency"),
                Workload.ofThisProcess("biotop"))) {
            write();
            var records = recording.end();
            var histograms = named(records, "biolatency");
            var each = named(records, "biosnoop");
            for (var histogram : histograms) {
                assertEquals(number(histogram, "count"), Workload.counted(histogram), histogram::toString);
            }
            assertEquals(each.size(), sum(histograms, "count"), histograms::toString);
            assertEquals(each.size(), sum(named(records, "biotop"), "count"), histograms::toString);
            var mine = with(named(records, "biotop"), "op", "write");
            assertTrue(mine.stream().allMatch(top -> number(top, "pid") == Workload.PID), mine::toString);
            assertTrue(sum(mine, "bytes") >= FILES * FILE_BYTES, mine::toString);
            assertTrue(sum(mine, "count") >= FILES && sum(mine, "total") > 0, mine::toString);
        }
    }

    @Test
    void countsInterruptsByTime() throws Exception {
        try (var recording = Recording.of(SELF, Tools.named("hardirqs"), Tools.named("softirqs"))) {
            write();
            Thread.sleep(200);
            var records = recording.end();
            var hard = named(records, "hardirqs");
            var soft = named(records, "softirqs");
            assertTrue(sum(hard, "count") > 0, "no interrupt of a disk");
            assertTrue(hard.stream().noneMatch(irq -> text(irq, "name").isEmpty()));
            assertTrue(soft.stream().anyMatch(work -> text(work, "softirq").equals("timer")), soft::toString);
            hard.forEach(irq -> assertEquals(number(irq, "count"), Workload.counted(irq), irq::toString));
            soft.forEach(work -> assertEquals(number(work, "count"), Workload.counted(work), work::toString));
        }
    }
}
