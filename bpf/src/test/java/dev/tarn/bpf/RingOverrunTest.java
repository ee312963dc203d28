package dev.tarn.bpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.model.Value;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is lost is counted: sent = received + lost, exactly.
class RingOverrunTest {
    private static final CollectorOptions SELF = CollectorOptions.DEFAULTS.withIncludeSelf(true);

    private static long sum(List<Value> lost) {
        return lost.stream().mapToLong(record -> record.field("count").orElseThrow().asLong()).sum();
    }

    @Test
    void countsExactlyWhatOverrunsASmallRing() throws Exception {
        int calls = 400;
        int each = 500;
        // Slow to look and without a wake-up worth the name, so that a ring of 8 KiB must run over.
        var options = SELF.withTicks(Duration.ofMillis(50), Duration.ofMillis(50)).withLossInterval(Duration.ofMillis(200));
        try (var recording = Recording.of(options, TestObjects.tool("burst", 1 << 13))) {
            for (int i = 0; i < calls; i++) {
                OwnCalls.burst(each);
            }
            var records = recording.end();
            long received = records.stream().filter(Recording.named("burst")).count();
            var lost = records.stream().filter(Recording.named("lost")).toList();
            var statistics = recording.collector().statistics();

            assertTrue(sum(lost) > 0, "nothing was lost: the test shows nothing");
            assertEquals((long) calls * each, received + sum(lost), "sent = received + lost");
            assertEquals(received, statistics.events());
            assertEquals(sum(lost), statistics.lost());
            for (var record : lost) {
                assertEquals("burst", record.field("tool").orElseThrow().asString());
                assertEquals("ring full", record.field("cause").orElseThrow().asString());
                assertEquals("lost={ts:time,tool:string,cpu:int32,cause:string,count:uint64}", record.type().toString());
            }
        }
    }

    @Test
    void losesNothingInARingThatIsLargeEnough() throws Exception {
        int calls = 1000;
        int each = 100;
        try (var recording = Recording.of(SELF, TestObjects.tool("burst", 1 << 24))) {
            for (int i = 0; i < calls; i++) {
                OwnCalls.burst(each);
            }
            var records = recording.end();
            assertEquals(0, recording.collector().statistics().lost());
            assertEquals((long) calls * each, records.size());
            for (int i = 0; i < records.size(); i++) {
                assertEquals(i % each, records.get(i).field("sequence").orElseThrow().asLong(), "in the order in which they were made");
            }
        }
    }
}
