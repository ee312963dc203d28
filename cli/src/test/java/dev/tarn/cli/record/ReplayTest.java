package dev.tarn.cli.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.Sink;
import dev.tarn.model.Value;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zson.Zson;
import dev.tarn.model.zson.ZsonSource;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final String RECORDED = """
            {ts:2026-11-21T10:00:00Z,n:1}(=a)
            {ts:2026-11-21T10:00:00.001Z,n:"two"}(=b)
            {n:3}
            {ts:2026-11-21T10:00:01Z,n:4}(=a)
            {ts:2026-11-21T10:00:03Z,n:5}(=a)
            """;

    /// Keeps what it is given, and when.
    private static final class Kept implements Sink {
        final List<String> values = new ArrayList<>();
        final List<Long> millis = new ArrayList<>();
        private final long start = System.nanoTime();

        @Override
        public void write(Vector batch) {
            for (int i = 0; i < batch.length(); i++) {
                values.add(Zson.format(Value.of(batch, i)));
                millis.add((System.nanoTime() - start) / 1_000_000);
            }
        }

        @Override
        public void close() {
            // Nothing to free.
        }
    }

    private static Kept replay(double speed, boolean restamp, Replay.Pause pause) throws InterruptedException {
        var kept = new Kept();
        var replay = new Replay(kept, speed, restamp, CLOCK, pause);
        try (Scan scan = ZsonSource.of(RECORDED.getBytes(StandardCharsets.UTF_8)).open(ScanRequest.EVERYTHING)) {
            for (var morsel = scan.next(); morsel.isPresent(); morsel = scan.next()) {
                for (var batch : morsel.get().decode()) {
                    if (!replay.take(batch)) {
                        return kept;
                    }
                }
            }
        }
        return kept;
    }

    private static boolean sleep(long millis) throws InterruptedException {
        Thread.sleep(millis);
        return true;
    }

    @Test
    void keepsTheRhythm() throws Exception {
        var kept = replay(10, false, ReplayTest::sleep);
        assertEquals(RECORDED.strip(), String.join("\n", kept.values));
        assertTrue(kept.millis.get(2) < 90, kept.millis::toString);
        assertTrue(kept.millis.get(3) - kept.millis.get(2) >= 85 && kept.millis.get(4) - kept.millis.get(3) >= 185, kept.millis::toString);
    }

    @Test
    void givesTimesOfThePresent() throws Exception {
        var kept = replay(Double.POSITIVE_INFINITY, true, ReplayTest::sleep);
        assertEquals("{ts:2030-01-01T00:00:00Z,n:1}(=a) {ts:2030-01-01T00:00:00Z,n:\"two\"}(=b) {n:3}",
                String.join(" ", kept.values.subList(0, 3)));
        assertEquals(5, kept.values.size());
    }

    @Test
    void endsWhenAsked() throws Exception {
        assertEquals(3, replay(1, false, millis -> false).values.size());
    }
}
