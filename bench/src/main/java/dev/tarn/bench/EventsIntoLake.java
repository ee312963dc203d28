package dev.tarn.bench;

import dev.tarn.bpf.CollectorOptions;
import dev.tarn.bpf.Tool;
import dev.tarn.bpf.tool.ToolDescription;
import dev.tarn.bpf.tool.ToolOption;
import dev.tarn.cli.record.Recording;
import dev.tarn.cli.record.RecordingOptions;
import dev.tarn.lake.Head;
import dev.tarn.lake.Lake;
import dev.tarn.model.SortKey;
import java.io.PrintStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// How many events a second the collector takes into a lake without loss, and what that costs.
///
///     EventsIntoLake burst.bpf.o EVENTS_PER_SECOND SECONDS ROUNDS RING_MIB
///
/// The test program `bpf/src/test/bpf/burst.bpf.c` makes the events (72 bytes, 9 fields), 100 for each of the calls that a thread of this
/// process makes at an even pace. The processor time of that thread is not counted; everything else is: collector, committing
/// thread, garbage collection, compiler.
public final class EventsIntoLake {
    private static final int EVENTS_PER_CALL = 100;
    private static final int BURST = 0x5a5a0000;
    private static final MethodHandle GETPGID = getpgid();

    private EventsIntoLake() {}

    @SuppressWarnings("restricted")
    private static MethodHandle getpgid() {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().find("getpgid").orElseThrow(),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    }

    /// Runs the measurement and prints a line for each round.
    public static void main(String[] args) throws Throwable {
        long rate = Long.parseLong(args[1]);
        double seconds = Double.parseDouble(args[2]);
        int rounds = Integer.parseInt(args[3]);
        var only = new ToolOption("only", ToolOption.Kind.NUMBER, Long.toString(ProcessHandle.current().pid()), "the process that counts");
        var description = new ToolDescription("burst", "a load", "", Integer.parseInt(args[4]) << 20, Optional.empty(), List.of(only), List.of());
        var tool = Tool.of(description, Files.readAllBytes(Path.of(args[0])));
        Path folder = Files.createTempDirectory("tarn-bench");
        var head = new Head("bench", "main");
        PrintStream out = System.out;
        try (var lake = Lake.create(folder)) {
            lake.createPool("bench", SortKey.descending("ts"));
            var options = RecordingOptions.DEFAULT.withCollector(CollectorOptions.DEFAULTS.withIncludeSelf(true));
            long sent = 0;
            var recording = Recording.start(lake, head, List.of(tool), options);
            try (recording) {
                for (int round = 1; round <= rounds; round++) {
                    sent += round(round, rate, seconds, recording, out);
                }
            }
            var status = recording.status();
            out.printf("sent %,d = received %,d + lost %,d; committed %,d%n",
                    sent, status.collector().events(), status.collector().lost(), status.writer().committedRows());
        } finally {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static long round(int round, long rate, double seconds, Recording recording, PrintStream out) throws Throwable {
        var threads = ManagementFactory.getThreadMXBean();
        var process = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        Thread.sleep(1500);
        var before = recording.status();
        long own = threads.getCurrentThreadCpuTime();
        long all = process.getProcessCpuTime();
        long start = System.nanoTime();
        long sent = send(rate, start, (long) (seconds * 1e9));
        double took = (System.nanoTime() - start) / 1e9;
        while (recording.status().writer().committedRows() - before.writer().committedRows()
                + recording.status().collector().lost() - before.collector().lost() < sent && System.nanoTime() - start < 60e9) {
            Thread.sleep(100);
        }
        double drained = (System.nanoTime() - start) / 1e9;
        double cpu = (process.getProcessCpuTime() - all - (threads.getCurrentThreadCpuTime() - own)) / 1e9;
        var after = recording.status();
        long lost = after.collector().lost() - before.collector().lost();
        double collector = after.collector().cpuTime().minus(before.collector().cpuTime()).toNanos() / 1e9;
        out.printf("round %d: %,d events in %.2f s (%,.0f/s), all committed after %.2f s; lost %,d; CPU s per million events: %.3f"
                + " (collector's thread %.3f); of a core: %.1f %%%n", round, sent, took, sent / took, drained, lost,
                cpu * 1e6 / sent, collector * 1e6 / sent, 100 * cpu / took);
        return sent;
    }

    private static long send(long rate, long start, long nanos) throws Throwable {
        long sent = 0;
        for (long now = start; now - start < nanos; now = System.nanoTime()) {
            long due = (long) ((now - start) * (rate / 1e9));
            while (sent < due) {
                int unused = (int) GETPGID.invokeExact(BURST | EVENTS_PER_CALL);
                sent += EVENTS_PER_CALL;
            }
            LockSupport.parkNanos(200_000);
        }
        return sent;
    }
}
