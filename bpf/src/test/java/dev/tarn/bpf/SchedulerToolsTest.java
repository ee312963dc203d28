package dev.tarn.bpf;

import static dev.tarn.bpf.Workload.SELF;
import static dev.tarn.bpf.Workload.named;
import static dev.tarn.bpf.Workload.number;
import static dev.tarn.bpf.Workload.sum;
import static dev.tarn.bpf.Workload.text;
import static dev.tarn.bpf.Workload.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// The tools that look at CPUs and who waits for them, on the running kernel.
class SchedulerToolsTest {
    private static void spin(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static void inThreads(int count, String name, Runnable work) throws InterruptedException {
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < count; i++) {
            threads.add(Thread.ofPlatform().name(name).start(work));
        }
        for (var thread : threads) {
            thread.join();
        }
    }

    @Test
    void countsWaitsForACpu() throws Exception {
        int threads = 2 * Runtime.getRuntime().availableProcessors();
        try (var recording = Recording.of(SELF, Tools.named("runqlat"), Workload.ofThisProcess("runqlat").with("each", "1"))) {
            inThreads(threads, "tarn-spin", () -> spin(1200));
            var records = named(recording.end(), "runqlat");
            var all = records.stream().filter(wait -> number(wait, "pid") == 0).toList();
            var mine = records.stream().filter(wait -> number(wait, "pid") == Workload.PID).toList();
            assertEquals(records.size(), all.size() + mine.size(), "of this process, or of all");
            records.forEach(wait -> assertEquals(number(wait, "count"), Workload.counted(wait), wait::toString));
            assertTrue(sum(mine, "count") > 0 && sum(all, "count") > sum(mine, "count"));
            // Twice as many threads as CPUs wait about as long as they run.
            assertTrue(sum(mine, "total") > 200_000_000L * threads, () -> "waited " + sum(mine, "total"));
            assertTrue(mine.stream().allMatch(wait -> text(wait, "comm").equals("java")), mine::toString);
        }
    }

    @Test
    void measuresTimeOffTheCpu() throws Exception {
        try (var recording = Recording.of(SELF, Workload.ofThisProcess("offcputime"))) {
            inThreads(1, "tarn-sleeper", () -> {
                for (int i = 0; i < 5; i++) {
                    try {
                        Thread.sleep(60);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
            });
            var waits = with(named(recording.end(), "offcputime"), "comm", "tarn-sleeper");
            var slept = waits.stream().filter(wait -> number(wait, "max") >= 55_000_000).toList();
            // Longer where the thread had to wait for a CPU afterwards.
            assertTrue(sum(slept, "total") >= 5 * 60_000_000L && sum(slept, "total") < 5_000_000_000L, waits::toString);
            assertTrue(Workload.texts(slept.getFirst(), "stack").stream().anyMatch(frame -> frame.contains("schedule")), slept::toString);
            assertTrue(Workload.texts(slept.getFirst(), "stack").stream().anyMatch(frame -> frame.contains("futex")), slept::toString);
        }
    }

    @Test
    void namesTheFunctionsOfProcessesThatHaveEnded() throws Exception {
        try (var recording = Recording.of(SELF, Tools.named("offcputime").with("comm", "sleep"))) {
            // Each lives for less than half of the interval.
            for (int i = 0; i < 6; i++) {
                Workload.shell("sleep 0.3");
            }
            var waits = named(recording.end(), "offcputime").stream().filter(wait -> number(wait, "max") >= 250_000_000).toList();
            long named = waits.stream().filter(wait -> Workload.texts(wait, "ustack").stream().anyMatch(frame -> frame.contains("nanosleep"))).count();
            assertEquals(6, waits.size(), waits::toString);
            // A process may end while the machine is busy with others, before anybody had time to look at it.
            assertTrue(named >= 3, () -> named + " of 6: " + waits);
        }
    }

    @Test
    void samplesWhatRuns() throws Exception {
        try (var recording = Recording.of(SELF, Workload.ofThisProcess("profile").with("frequency", "199"))) {
            var cpu = new AtomicLong();
            inThreads(1, "tarn-spin", () -> {
                spin(2000);
                cpu.set(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
            });
            var samples = with(named(recording.end(), "profile"), "comm", "tarn-spin");
            // As often as the thread ran, which is less than all the time when others want the CPU too.
            double expected = cpu.get() / 1e9 * 199;
            assertTrue(sum(samples, "count") > 0.5 * expected && sum(samples, "count") < 1.5 * expected,
                    () -> "samples: " + sum(samples, "count") + ", expected about " + expected);
            assertTrue(samples.stream().anyMatch(sample -> !Workload.texts(sample, "ustack").isEmpty()), samples::toString);
        }
    }

    /// A program to be sampled.
    static final class Spinner {
        private Spinner() {}

        public static void main(String[] args) {
            spin(Long.parseLong(args[0]));
        }
    }

    @Test
    void namesJavaMethodsOnceThereIsAPerfMap() throws Exception {
        var home = Path.of(System.getProperty("java.home"), "bin");
        assumeTrue(Files.isExecutable(home.resolve("jcmd")), "no jcmd in " + home);
        var program = new ProcessBuilder(home.resolve("java").toString(), "-XX:+UseSerialGC", "-XX:+PreserveFramePointer", "-cp",
                System.getProperty("java.class.path"), Spinner.class.getName(), "9000").start();
        try (var recording = Recording.of(SELF, Tools.named("profile").with("pid", Long.toString(program.pid())))) {
            Thread.sleep(2000);
            Workload.shell("\"$1\" \"$2\" Compiler.perfmap", home.resolve("jcmd").toString(), Long.toString(program.pid()));
            Thread.sleep(2500);
            var samples = named(recording.end(), "profile");
            assertTrue(samples.stream().anyMatch(sample -> {
                var frames = Workload.texts(sample, "ustack");
                return frames.stream().anyMatch(frame -> frame.contains("SchedulerToolsTest.spin"));
            }), () -> samples.stream().map(sample -> Workload.texts(sample, "ustack").toString()).distinct().toList().toString());
        } finally {
            program.destroyForcibly().waitFor();
            Files.deleteIfExists(Path.of("/tmp/perf-" + program.pid() + ".map"));
        }
    }
}
