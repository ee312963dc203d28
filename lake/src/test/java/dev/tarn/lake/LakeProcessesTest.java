package dev.tarn.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.lake.catalog.ChildProcess;
import dev.tarn.lake.catalog.Id;
import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.SortKey;
import dev.tarn.model.Value;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zson.ZsonSource;
import dev.tarn.query.SourceName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes that load into one lake, values included, some of which are killed.
class LakeProcessesTest {
    private static final Head MAIN = new Head("p", "main");

    @TempDir
    Path temporary;

    /// Loads from some threads, a few records at a time, and prints the commit of each load that was acknowledged with the
    /// records it had.
    static final class Loader {
        public static void main(String[] arguments) {
            int loads = Integer.parseInt(arguments[1]);
            try (Lake lake = Lake.open(Path.of(arguments[0]))) {
                List<CompletableFuture<Void>> threads = IntStream.range(0, 4).mapToObj(_ -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < loads; i++) {
                        String text = records(i % 50 + 1);
                        Id commit = lake.load(MAIN, zson(text), CommitMessage.NONE).commit();
                        System.out.println(commit + " " + (i % 50 + 1));
                    }
                }, Thread::startVirtualThread)).toList();
                threads.forEach(CompletableFuture::join);
            }
        }
    }

    private static ZsonSource zson(String text) {
        return ZsonSource.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String records(int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("{k:").append(i).append(",n:").append(count).append("}");
        }
        return text.toString();
    }

    /// Reads the whole pool and returns how often each size of load occurs, each of which must be whole.
    private static Map<Long, Long> loadsBySize(Lake lake) {
        var source = ((LocalLake) lake).sources(Optional.empty()).source(new SourceName.Pool("p", Optional.empty()));
        Map<Long, Long> records = new HashMap<>();
        long before = -1;
        try (Scan scan = source.open(ScanRequest.EVERYTHING)) {
            for (var morsel = scan.next(); morsel.isPresent(); morsel = scan.next()) {
                for (Vector batch : morsel.get().decode()) {
                    for (int row = 0; row < batch.length(); row++) {
                        Value value = Value.of(batch, row);
                        long key = value.field("k").orElseThrow().asLong();
                        assertTrue(key >= before, "in pool order");
                        before = key;
                        records.merge(value.field("n").orElseThrow().asLong(), 1L, Long::sum);
                    }
                }
            }
        }
        Map<Long, Long> loads = new HashMap<>();
        records.forEach((size, count) -> {
            assertEquals(0, count % size, () -> "part of a load of " + size + " records");
            loads.put(size, count / size);
        });
        return loads;
    }

    private static Map<Long, Long> acknowledged(List<String> lines) {
        Map<Long, Long> loads = new HashMap<>();
        for (String line : lines) {
            loads.merge(Long.parseLong(line.substring(line.indexOf(' ') + 1)), 1L, Long::sum);
        }
        return loads;
    }

    @Test
    void twoProcessesLoadAndOneReads() throws Exception {
        Path folder = temporary.resolve("lake");
        try (Lake lake = Lake.create(folder)) {
            lake.createPool("p", SortKey.ascending("k"));
            try (var a = ChildProcess.start(Loader.class, folder.toString(), "40");
                    var b = ChildProcess.start(Loader.class, folder.toString(), "40")) {
                List<String> lines = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    lines.add(a.readLine());
                    assertTrue(loadsBySize(lake).values().stream().mapToLong(Long::longValue).sum() > i);
                }
                lines.addAll(a.readAll());
                lines.addAll(b.readAll());
                assertEquals(0, a.await());
                assertEquals(0, b.await());
                assertEquals(320, lines.size());
                assertEquals(acknowledged(lines), loadsBySize(lake));
            }
        }
    }

    @Test
    void aKilledProcessLosesNoAcknowledgedLoad() throws Exception {
        Path folder = temporary.resolve("lake");
        try (Lake lake = Lake.create(folder)) {
            lake.createPool("p", SortKey.ascending("k"));
        }
        List<String> lines = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            try (var child = ChildProcess.start(Loader.class, folder.toString(), "1000000")) {
                for (int i = 0; i < 30 + 40 * round; i++) {
                    lines.add(child.readLine());
                }
                child.kill();
                lines.addAll(child.readAll());
                child.await();
            }
            // A line that the kill cut short is no acknowledgement; a load that is there without one is allowed.
            lines.removeIf(line -> !line.matches("[0-9A-Za-z]{27} (\\d|[1-4]\\d|50)"));
            int unread = 4 * (round + 1);
            try (Lake lake = Lake.open(folder)) {
                Map<Long, Long> there = loadsBySize(lake);
                acknowledged(lines).forEach((size, count) -> assertTrue(there.getOrDefault(size, 0L) >= count,
                        () -> "loads of " + size + ": " + there.get(size) + ", acknowledged " + count));
                long surplus = there.values().stream().mapToLong(Long::longValue).sum() - lines.size();
                assertTrue(surplus <= unread, () -> surplus + " loads more than acknowledged");
            }
        }
    }
}
