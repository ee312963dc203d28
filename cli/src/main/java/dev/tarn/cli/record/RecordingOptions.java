package dev.tarn.cli.record;

import dev.tarn.bpf.CollectorOptions;
import dev.tarn.ingest.DiskBudget;
import dev.tarn.ingest.LiveWriterOptions;
import java.util.Optional;

/// How a [Recording] works.
///
/// @param collector how the collector works
/// @param writer how values are committed
/// @param budget how much disk the lake may take; none if somebody else looks after it, as the service of a remote lake does
public record RecordingOptions(CollectorOptions collector, LiveWriterOptions writer, Optional<DiskBudget> budget) {
    /// The usual collector and writer, without a budget.
    public static final RecordingOptions DEFAULT =
            new RecordingOptions(CollectorOptions.DEFAULTS, LiveWriterOptions.DEFAULT, Optional.empty());

    /// Returns these options with another collector.
    public RecordingOptions withCollector(CollectorOptions newCollector) {
        return new RecordingOptions(newCollector, writer, budget);
    }

    /// Returns these options with another writer.
    public RecordingOptions withWriter(LiveWriterOptions newWriter) {
        return new RecordingOptions(collector, newWriter, budget);
    }

    /// Returns these options with a budget.
    public RecordingOptions withBudget(DiskBudget newBudget) {
        return new RecordingOptions(collector, writer, Optional.of(newBudget));
    }
}
