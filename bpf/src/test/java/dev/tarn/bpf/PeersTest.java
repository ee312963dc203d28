package dev.tarn.bpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tarn.model.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Other people's tools (libbpf-tools, bpftrace), where they are installed, see the same at the same time.
class PeersTest {
    private static final int TIMES = 300;

    @TempDir
    Path folder;

    /// A tool that prints a line for each event, with tracefs mounted for it alone.
    private static final class Peer implements AutoCloseable {
        private final Process process;
        private final List<String> lines = new ArrayList<>();

        Peer(String command) throws IOException {
            Workload.assumeInstalled(command.split(" ")[0], "unshare", "stdbuf");
            Recording.assumeHost();
            process = new ProcessBuilder("unshare", "-m", "sh", "-c",
                    "mount -t tracefs tracefs /sys/kernel/tracing; exec stdbuf -oL " + command).redirectErrorStream(true).start();
            Thread.ofPlatform().daemon().start(this::read);
        }

        private void read() {
            try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    synchronized (lines) {
                        lines.add(line);
                    }
                }
            } catch (IOException e) {
                // It was ended.
                return;
            }
        }

        long count(String text) {
            synchronized (lines) {
                return lines.stream().filter(line -> line.contains(text)).count();
            }
        }

        /// Makes something happen until the peer shows it; skips the test if it never does.
        void awaitStart(String text, Path probe) throws Exception {
            for (int i = 0; i < 100 && count(text) == 0; i++) {
                Workload.shell("/bin/cat \"$1\"", probe.toString());
                Thread.sleep(100);
            }
            assumeTrue(count(text) > 0, () -> "it does not run here: " + lines);
        }

        void awaitCount(String text, long expected) throws InterruptedException {
            for (int i = 0; i < 100 && count(text) < expected; i++) {
                Thread.sleep(50);
            }
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit().orTimeout(5, TimeUnit.SECONDS).join();
        }
    }

    private static long count(List<Value> records, String field, String text) {
        return records.stream().filter(record -> Workload.text(record, field).equals(text)).count();
    }

    @Test
    void opensnoopCountsTheSameOpens() throws Exception {
        var probe = Files.writeString(folder.resolve("probe"), "x");
        var file = Files.writeString(folder.resolve("opened"), "x");
        try (var peer = new Peer("opensnoop")) {
            peer.awaitStart(probe.toString(), probe);
            try (var recording = Recording.of(CollectorOptions.DEFAULTS, Tools.named("open"))) {
                Workload.shell("for i in $(seq " + TIMES + "); do : < \"$1\"; done", file.toString());
                peer.awaitCount(file.toString(), TIMES);
                assertEquals(TIMES, count(Workload.named(recording.end(), "open"), "path", file.toString()));
                assertEquals(TIMES, peer.count(file.toString()));
            }
        }
    }

    @Test
    void execsnoopCountsTheSamePrograms() throws Exception {
        var probe = Files.writeString(folder.resolve("probe"), "x");
        String mark = "mark" + Workload.PID;
        try (var peer = new Peer("execsnoop")) {
            peer.awaitStart(probe.toString(), probe);
            try (var recording = Recording.of(CollectorOptions.DEFAULTS, Tools.named("exec"))) {
                Workload.shell("for i in $(seq " + TIMES + "); do /bin/true \"$1\"; done", mark);
                peer.awaitCount("/bin/true " + mark, TIMES);
                var runs = Workload.named(recording.end(), "exec").stream().filter(run -> Workload.texts(run, "args").equals(List.of("/bin/true", mark)));
                assertEquals(TIMES, runs.count());
                assertEquals(TIMES, peer.count("/bin/true " + mark));
            }
        }
    }
}
