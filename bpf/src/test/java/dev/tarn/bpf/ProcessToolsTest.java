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

import dev.tarn.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// The tools that look at processes and what they do, on the running kernel.
class ProcessToolsTest {
    @Test
    void recordsHowProcessesEnd() throws Exception {
        try (var recording = Recording.of(SELF, Tools.named("exit"))) {
            String pids = Workload.shell("(echo $BASHPID; exit 7); (echo $BASHPID; kill -KILL $BASHPID); (echo $BASHPID; sleep 0.2; exit 0)");
            var lines = pids.lines().filter(line -> line.matches("\\d+")).map(Long::valueOf).toList();
            var exits = named(recording.end(), "exit");
            var ended = lines.stream().map(pid -> exits.stream().filter(exit -> number(exit, "pid") == pid).findFirst().orElseThrow()).toList();
            assertEquals(List.of(7L, 0L, 0L), ended.stream().map(exit -> number(exit, "code")).toList());
            assertEquals("SIGKILL", text(ended.get(1), "signal"));
            assertTrue(Workload.isNull(ended.get(0), "signal") && Workload.isNull(ended.get(2), "signal"));
            assertTrue(number(ended.get(2), "age") >= 200_000_000 && number(ended.get(2), "age") < 5_000_000_000L, ended::toString);
            assertTrue(number(ended.get(2), "cpu") > 0 && number(ended.get(2), "cpu") < number(ended.get(2), "age"), ended::toString);
            assertTrue(ended.stream().allMatch(exit -> text(exit, "comm").equals("bash") && number(exit, "ppid") > 0));
        }
    }

    @Test
    void recordsSignalsWithSenderAndTarget() throws Exception {
        try (var recording = Recording.of(SELF, Tools.named("signals"))) {
            String pid = Workload.shell("sleep 30 & echo $!; kill -WINCH $!; kill -TERM $!; wait").strip().lines().findFirst().orElseThrow();
            var signals = named(recording.end(), "signals").stream()
                    .filter(signal -> number(signal, "target_pid") == Long.parseLong(pid)).toList();
            assertEquals(List.of("SIGWINCH", "SIGTERM"), signals.stream().map(signal -> text(signal, "signal")).toList());
            // A sleeping process has no handler for the first one.
            assertEquals(List.of("ignored", "delivered"), signals.stream().map(signal -> text(signal, "result")).toList());
            assertTrue(signals.stream().allMatch(signal -> text(signal, "comm").equals("bash") && number(signal, "code") == 0), signals::toString);
        }
    }

    @Test
    void countsSystemCalls() throws Exception {
        try (var recording = Recording.of(SELF, Workload.ofThisProcess("syscount"))) {
            for (int i = 0; i < 700; i++) {
                OwnCalls.burst(0);
            }
            OwnCalls.failingExec("/no/such/program");
            var records = named(recording.end(), "syscount");
            var calls = with(records, "call", "getpgid");
            assertEquals(700, sum(calls, "count"));
            assertEquals(700, sum(calls, "errors"), "there is no such process");
            assertEquals(1, sum(with(records, "call", "execve"), "errors"));
            calls.forEach(call -> assertEquals(number(call, "count"), Workload.counted(call), call::toString));
            assertTrue(calls.stream().allMatch(call -> number(call, "pid") == Workload.PID));
        }
    }

    @Test
    void countsPageFaults() throws Exception {
        Workload.assumeInstalled("dd");
        try (var recording = Recording.of(SELF, Tools.named("pagefaults").with("comm", "dd"))) {
            Workload.shell("dd if=/dev/zero of=/dev/null bs=4M count=1");
            var faults = named(recording.end(), "pagefaults");
            assertTrue(faults.stream().allMatch(fault -> text(fault, "comm").equals("dd")), faults::toString);
            // The program itself, and its buffer of 1024 small pages or 2 large ones, which the kernel fills.
            assertTrue(sum(faults, "user") > 30 && sum(faults, "kernel") >= 2, faults::toString);
        }
    }

    @Test
    void recordsVictimsOfTheOutOfMemoryKiller() throws Exception {
        Workload.assumeInstalled("tail");
        try (var cgroup = MemoryCgroup.of(24 << 20); var recording = Recording.of(SELF, Tools.named("oomkill"))) {
            // Looks for the end of a line that has none.
            Workload.shell("echo $BASHPID > \"$1\"; exec tail /dev/zero", cgroup.processes().toString());
            var victims = with(named(recording.end(), "oomkill"), "victim", "tail");
            assertEquals(1, victims.size());
            var victim = victims.getFirst();
            assertTrue(number(victim, "victim_pid") > 0 && number(victim, "total_pages") > 4000, victim::toString);
            assertEquals("tail", text(victim, "comm"));
        }
    }

    /// A cgroup that may use little memory, for as long as it is open.
    private record MemoryCgroup(Path folder) implements AutoCloseable {
        static MemoryCgroup of(long bytes) throws Exception {
            Recording.assumeHost();
            boolean first = Files.exists(Path.of("/sys/fs/cgroup/memory/memory.limit_in_bytes"));
            var root = Path.of(first ? "/sys/fs/cgroup/memory" : "/sys/fs/cgroup");
            assumeTrue(Files.isWritable(root), "cgroups cannot be made here");
            var folder = Files.createDirectory(root.resolve("tarn-test-" + Workload.PID));
            var cgroup = new MemoryCgroup(folder);
            var limit = folder.resolve(first ? "memory.limit_in_bytes" : "memory.max");
            if (!Files.exists(limit)) {
                cgroup.close();
                assumeTrue(false, "cgroups have no limit of memory here");
            }
            Files.writeString(limit, Long.toString(bytes));
            return cgroup;
        }

        Path processes() {
            return folder.resolve("cgroup.procs");
        }

        @Override
        public void close() throws IOException {
            // The kernel may still be busy with the process that ended.
            for (int i = 0; !Files.readString(processes()).isEmpty() && i < 50; i++) {
                LockSupport.parkNanos(20_000_000);
            }
            Files.delete(folder);
        }
    }

    @Test
    void filtersByCgroupAndNamesContainers() throws Exception {
        var root = Path.of(Files.exists(Path.of("/sys/fs/cgroup/unified/cgroup.procs")) ? "/sys/fs/cgroup/unified" : "/sys/fs/cgroup");
        assumeTrue(Files.isWritable(root.resolve("cgroup.procs")), "cgroups cannot be made here");
        Recording.assumeHost();
        String id = "%064x".formatted(Workload.PID);
        var folder = Files.createDirectory(root.resolve("docker-" + id + ".scope"));
        try (var recording = Recording.of(SELF, Tools.named("exec").with("cgroup", folder.toString()))) {
            Workload.shell("/bin/true before; echo $BASHPID > \"$1/cgroup.procs\"; /bin/true inside; echo $BASHPID > \"$2\"; /bin/true after",
                    folder.toString(), root.resolve("cgroup.procs").toString());
            List<Value> runs = named(recording.end(), "exec");
            assertEquals(List.of(List.of("/bin/true", "inside")), runs.stream().map(run -> Workload.texts(run, "args")).toList());
            assertEquals(id.substring(0, 12), text(runs.getFirst(), "container"));
        } finally {
            Files.delete(folder);
        }
    }
}
