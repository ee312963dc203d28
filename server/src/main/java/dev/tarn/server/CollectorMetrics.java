package dev.tarn.server;

import dev.tarn.bpf.CollectorStatistics;
import dev.tarn.bpf.ToolStatistics;
import dev.tarn.ingest.LiveWriter;
import dev.tarn.server.metrics.Exposition;
import dev.tarn.server.metrics.MetricSource;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// Tells what a collector receives, loses, commits and costs. Its figures are those of the records of type `collector` and `lost`.
///
/// @param collector what the collector has done
/// @param writer what has become of its events
/// @param recording whether it still records
public record CollectorMetrics(Supplier<CollectorStatistics> collector, Supplier<LiveWriter.Progress> writer,
        Supplier<Boolean> recording) implements MetricSource {
    @Override
    public void collect(Exposition out) {
        var now = collector.get();
        out.gauge("tarn_collector_recording", "1 while events are recorded, 0 when recording has ended.").value(recording.get() ? 1 : 0);
        each(out.counter("tarn_collector_events_total", "Events received, by tool."), now, ToolStatistics::events);
        each(out.counter("tarn_collector_event_bytes_total", "Bytes of the events received, by tool."), now, ToolStatistics::bytes);
        var lost = out.counter("tarn_collector_lost_events_total", "Events lost, by tool and cause.");
        for (var tool : now.tools()) {
            tool.lostByCause().forEach((cause, count) -> lost.value(count, "tool", tool.tool(), "cause", cause));
        }
        each(out.counter("tarn_collector_repaired_texts_total", "Texts that were no valid UTF-8 and were repaired, by tool."),
                now, ToolStatistics::repairedTexts);
        each(out.gauge("tarn_collector_ring_pending_bytes", "Bytes that waited in the ring at most, in the last ten to twenty seconds, by tool."),
                now, ToolStatistics::pendingBytes);
        each(out.gauge("tarn_collector_ring_size_bytes", "Size of the ring, by tool; 0 if it has none."), now, ToolStatistics::ringBytes);
        out.counter("tarn_collector_cpu_seconds_total", "CPU time of the collector's thread.").value(now.cpuTime().toNanos() / 1e9);
        out.gauge("tarn_collector_lag_seconds", "How long an event waited at most before the collector looked, in the last ten to twenty seconds.")
                .value(now.lag().toNanos() / 1e9);
        out.counter("tarn_collector_batches_total", "Batches of events handed over.").value(now.batches());
        var progress = writer.get();
        out.counter("tarn_collector_committed_values_total", "Values committed, events and the collector's own records.")
                .value(progress.committedRows());
        out.counter("tarn_collector_commits_total", "Commits made.").value(progress.commits());
        out.gauge("tarn_collector_pending_values", "Values that wait for a commit.").value(progress.pendingRows());
    }

    private static void each(Exposition.Family family, CollectorStatistics now, ToDoubleFunction<ToolStatistics> figure) {
        now.tools().forEach(tool -> family.value(figure.applyAsDouble(tool), "tool", tool.tool()));
    }
}
